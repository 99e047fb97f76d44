// The buttons of a chart's menu: pictures for a report, and the texts that go with them, to save and to copy. After paper.js.
import { make } from "./elements.js";
import { linkOf, pngOf, svgOf } from "./paper.js";

const save = (blob, file) => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const formats = (data, mine) => {
  const group = make("fieldset", "formats");
  group.append(make("legend", "", data.texts.formats));
  for (const { code, label: name } of data.papers) {
    const label = make("label", "");
    const input = Object.assign(make("input", ""), { type: "radio", name: "format", value: code, checked: code === mine.format });
    input.onchange = () => (mine.format = code);
    label.append(input, name);
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
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => say(texts.copied),
        () => refuse(text),
      );
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
  const saveSvg = () => saveAs("svg", async (sheet) => new Blob([(await svgOf(sheet, data)).text], { type: "image/svg+xml" }));

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
    for (const button of forPictures) button.disabled = true;
    fail("window.Plotly is missing");
    window.addEventListener("click", keepOpen, true);
  }
  return () => window.removeEventListener("click", keepOpen, true);
}
