// Makes pictures of charts for a report, in the viewer's browser.
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

export const svgOf = async (sheet, data) => {
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
const textChunk = (keyword, text, language) => chunk("iTXt", new TextEncoder().encode(`${keyword}\0\0\0${language}\0\0${text}`));

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

export const pngOf = async (sheet, data) => {
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

export const linkOf = (data) => `${location.origin}${location.pathname}?${data.query}`;
