// Lists of follow-ups or events side by side; each row is a button that tells Python its target.
// The data are Dutch in every language of the dashboard; only the name of a meeting is put together in the reader's.
import { make } from "./elements.js";

const dutch = (element) => {
  element.lang = "nl";
  return element;
};

// The text in pieces, what was searched for in <mark>; the places are counted in code points, as Python does.
const marked = (element, text, places) => {
  const letters = [...text];
  let at = 0;
  element.textContent = "";
  for (const [start, end] of places ?? []) {
    element.append(letters.slice(at, start).join(""), make("mark", "", letters.slice(start, end).join("")));
    at = end;
  }
  element.append(letters.slice(at).join(""));
  return element;
};

const row = (item, open) => {
  const line = make("li", "row");
  const button = make(item.target ? "button" : "div", "item");
  if (item.target) {
    button.type = "button";
    button.onclick = () => open(item.target);
  }
  const head = make("span", "head");
  for (const tag of item.tags ?? []) {
    const label = make("span", "tag", tag.text);
    label.style.setProperty("--tag", tag.color);
    head.append(label);
  }
  const marks = item.marks ?? {};
  const title = marked(make("span", "title"), item.title, marks.title);
  head.append(item.target?.startsWith("meeting:") ? title : dutch(title));
  button.append(head);
  if (item.meta) button.append(marked(make("span", "meta"), item.meta, marks.meta));
  if (item.found) button.append(dutch(marked(make("span", "found"), item.found, marks.found)));
  if (item.quote) button.append(dutch(marked(make("q", "quote"), item.quote, marks.quote)));
  for (const came of item.came ?? []) button.append(dutch(make("span", "came", came)));
  if (item.is_heading) line.classList.add("moment");
  line.append(button);
  return line;
};

// Opens the rest of a list, which Python then sends, or shuts it.
const moreOf = ({ name, more }, turn) => {
  const button = make("button", "more", more.label);
  button.type = "button";
  button.setAttribute("aria-expanded", String(more.is_open));
  button.onclick = () => turn(name);
  return button;
};

const listOf = (told, open, turn) => {
  const part = make("section", "part");
  part.dataset.list = told.name;
  if (told.heading) part.append(make("h2", "heading", told.heading));
  if (told.items.length) {
    const list = make("ul", "list");
    list.append(...told.items.map((item) => row(item, open)));
    part.append(list);
  } else part.append(make("p", "empty", told.empty));
  if (told.more) part.append(moreOf(told, turn));
  return part;
};

export default function ({ data: [lists], parentElement, setTriggerValue, setStateValue }) {
  const root = parentElement.querySelector(".root");
  const open = (target) => setTriggerValue("target", target);
  const turn = (name) => {
    const isOpen = (told) => Boolean(told.more?.is_open) !== (told.name === name);
    setStateValue(
      "opened",
      lists.filter(isOpen).map((told) => told.name),
    );
  };
  const focused = root.getRootNode().activeElement?.closest(".more")?.closest(".part").dataset.list;
  root.replaceChildren(...lists.map((told) => listOf(told, open, turn)));
  if (focused) root.querySelector(`.part[data-list="${CSS.escape(focused)}"] > .more`)?.focus();
}
