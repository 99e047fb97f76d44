// Makes the pictures of a chart for a report in the viewer's browser, and copies them and the texts that go with them.
const SCALE = 3; // pixels of a PNG per pixel of the figure's layout
const SVG = "http://www.w3.org/2000/svg";
const DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

// --- SVG: Plotly's own, with the font, a title, a description and the link to where it comes from ---

const element = (parent, space, name, text, first = false) => {
  const made = parent.ownerDocument.createElementNS(space, name);
  made.textContent = text;
  first ? parent.prepend(made) : parent.append(made);
  return made;
};

const drawn = async (sheet) => {
  const figure = JSON.parse(sheet.figure);
  const { height } = figure.layout;
  // Texts are measured in the page's font, which a page without bold text has not loaded yet.
  await Promise.all(["400", "700"].map((weight) => document.fonts.load(`${weight} 13px "Source Sans"`)));
  const text = await window.Plotly.toImage(figure, { format: "svg", width: sheet.width, height, imageDataOnly: true });
  return { root: new DOMParser().parseFromString(text, "image/svg+xml").documentElement, height };
};

const svgOf = async (sheet, data) => {
  const { root, height } = await drawn(sheet);
  const paper = element(root, SVG, "rect", "", true);
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: "#ffffff" })) paper.setAttribute(name, value);
  element(root, SVG, "style", data.fonts, true);
  const source = element(element(root, SVG, "metadata", "", true), DUBLIN_CORE, "dc:source", linkOf(data));
  source.parentNode.append(source);
  element(root, SVG, "desc", data.alt, true).id = "desc";
  element(root, SVG, "title", data.title, true).id = "title";
  const look = { role: "img", "aria-labelledby": "title desc", lang: data.language, viewBox: `0 0 ${sheet.width} ${height}` };
  const size = { width: `${sheet.millimetres}mm`, height: `${((sheet.millimetres * height) / sheet.width).toFixed(2)}mm` };
  for (const [name, value] of Object.entries({ ...look, ...size })) root.setAttribute(name, value);
  return { text: new XMLSerializer().serializeToString(root), width: sheet.width, height };
};

// --- PNG: the SVG on a canvas, with the same texts and the printed size in its chunks ---

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});
const crc = (bytes) => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0;

const chunk = (kind, content) => {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(kind), 4);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc(bytes.subarray(4, content.length + 8)));
  return bytes;
};

// Keyword, not compressed, language, no translated keyword, text in UTF-8.
const textChunk = (keyword, text, language) =>
  chunk("iTXt", new TextEncoder().encode(`${keyword}\0\0\0${language}\0\0${text}`));

const sizeChunk = (perMetre) => {
  const content = new DataView(new ArrayBuffer(9));
  content.setUint32(0, perMetre);
  content.setUint32(4, perMetre);
  content.setUint8(8, 1); // the unit is the metre
  return chunk("pHYs", new Uint8Array(content.buffer));
};

const withChunks = async (blob, sheet, data) => {
  const HEAD = 33; // the signature and the first chunk, after which others may come
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const texts = { Title: data.title, Description: data.alt, Source: linkOf(data) };
  const said = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text, data.language));
  const size = sizeChunk(Math.round((sheet.width * SCALE * 1000) / sheet.millimetres));
  return new Blob([bytes.subarray(0, HEAD), size, ...said, bytes.subarray(HEAD)], { type: "image/png" });
};

const pngOf = async (sheet, data) => {
  const { text, width, height } = await svgOf(sheet, data);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: width * SCALE, height: height * SCALE });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await withChunks(await new Promise((done) => canvas.toBlob(done, "image/png")), sheet, data);
  } finally {
    URL.revokeObjectURL(address);
  }
};

// --- what the buttons do ---

const linkOf = (data) => `${location.origin}${location.pathname}?${data.query}`;

const save = (blob, file) => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

const formats = (data, mine) => {
  const group = make("fieldset", "formats");
  group.append(make("legend", "", data.texts.formats));
  for (const { code } of data.papers) {
    const label = make("label", "");
    const input = Object.assign(make("input", ""), { type: "radio", name: "format", value: code, checked: code === mine.format });
    input.onchange = () => (mine.format = code);
    label.append(input, data.texts[code]);
    group.append(label);
  }
  return group;
};

// Plotly's own button saves by a click on a link in the page, which the menu would take for a click beside itself.
const keepOpen = (event) => {
  if (event.target instanceof HTMLAnchorElement && event.target.download) event.stopPropagation();
};
// What a menu remembers when a run draws it anew: the chosen format, and whether it told that it cannot draw.
const memories = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const { texts } = data;
  const mine = memories.get(parentElement) ?? { format: data.papers[0].code, isUnable: false };
  memories.set(parentElement, mine);
  const chosen = () => data.papers.find((sheet) => sheet.code === mine.format);
  const said = Object.assign(make("p", "said"), { role: "status" });
  const byHand = Object.assign(make("textarea", "text"), { readOnly: true, hidden: true, rows: 4 });
  byHand.setAttribute("aria-label", texts.refused_text);
  const say = (text) => (said.textContent = text);

  const fail = (error) => {
    console.warn(error);
    say(texts.failed);
    // Every telling is a run that draws Plotly's own button anew.
    if (!mine.isUnable) setStateValue("is_unable", true);
    mine.isUnable = true;
  };
  const refuse = (text) => {
    say(texts.refused_text);
    byHand.hidden = false;
    byHand.value = text;
    byHand.select();
  };
  const copyText = (text) =>
    Promise.resolve().then(() => navigator.clipboard.writeText(text)).then(() => say(texts.copied), () => refuse(text));
  const copyPicture = async () => {
    // The promise goes in as it is: some browsers allow copying only right after the click.
    const png = pngOf(chosen(), data);
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
      say(texts.copied);
    } catch {
      await png.then(() => say(texts.refused_picture), fail);
    }
  };
  const saveAs = async (kind, draw) => {
    const file = `${chosen().file}.${kind}`;
    try {
      save(await draw(chosen()), file);
      say(texts.saved.replace("{file}", file));
    } catch (error) {
      fail(error);
    }
  };
  const savePng = () => saveAs("png", (sheet) => pngOf(sheet, data));
  const saveSvg = () =>
    saveAs("svg", async (sheet) => new Blob([(await svgOf(sheet, data)).text], { type: "image/svg+xml" }));

  const action = (name, act) => {
    const button = Object.assign(make("button", "action", texts[name]), { type: "button" });
    button.dataset.name = name;
    button.onclick = async () => {
      byHand.hidden = true;
      say(texts.busy);
      await act();
    };
    return button;
  };
  const forPictures = [action("copy", copyPicture), action("png", savePng), action("svg", saveSvg)];
  const forTexts = [
    action("copy_caption", () => copyText(`${data.caption} ${linkOf(data)}`)),
    action("copy_alt", () => copyText(data.alt)),
    action("copy_link", () => copyText(linkOf(data))),
  ];
  const root = parentElement.querySelector(".root");
  const choice = formats(data, mine);
  root.replaceChildren(choice, ...forPictures, make("hr", "rule"), ...forTexts, said, byHand);
  if (mine.isUnable) say(texts.failed);
  if (!window.Plotly?.toImage) {
    forPictures.forEach((button) => (button.disabled = true));
    fail("window.Plotly is missing");
    window.addEventListener("click", keepOpen, true);
  }
  return () => window.removeEventListener("click", keepOpen, true);
}
