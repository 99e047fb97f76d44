// The note, its passages marked. A passage and its item in the list beside it point at each other by an event of the
// page, so that both ways work at once; Python hears only of what is to be added.
import { make } from "./elements.js";
import { lifeOf } from "./life.js";

const EVENT = "lovp-review-select";

// A place in the text is counted in code points, and in a browser in UTF-16 units.
const points = (text) => Array.from(text).length;

const rangeIn = (shadow) => {
  const found = shadow.getSelection?.() ?? document.getSelection();
  if (found?.getComposedRanges && !shadow.getSelection) {
    const [range] = found.getComposedRanges({ shadowRoots: [shadow] });
    return range ?? null;
  }
  return found?.rangeCount ? found.getRangeAt(0) : null;
};

const placeOf = (node, offset) => {
  const part = node.nodeType === Node.TEXT_NODE ? node.parentElement : null;
  if (!part?.dataset.start) return null;
  return Number(part.dataset.start) + points(node.nodeValue.slice(0, offset));
};

// What is selected, as places in the text; null where nothing is, or not in the text.
const selectedPlace = (root) => {
  const range = rangeIn(root.getRootNode());
  if (!range || (range.startContainer === range.endContainer && range.startOffset === range.endOffset)) return null;
  const parts = [...root.querySelectorAll("[data-start]")].filter((part) => range.intersectsNode?.(part) ?? true);
  if (!parts.length) return null;
  const last = parts.at(-1);
  const start = placeOf(range.startContainer, range.startOffset) ?? Number(parts[0].dataset.start);
  const end = placeOf(range.endContainer, range.endOffset) ?? Number(last.dataset.start) + points(last.textContent);
  return end > start ? { start, end } : null;
};

const say = (id) => document.dispatchEvent(new CustomEvent(EVENT, { detail: id }));

const mark = (root, id, isToBeSeen) => {
  root.dataset.selected = id ?? "";
  for (const part of root.querySelectorAll("[data-items]")) part.classList.toggle("on", part.dataset.items.split(" ").includes(id));
  for (const badge of root.querySelectorAll(".badge")) badge.setAttribute("aria-pressed", String(badge.dataset.item === id));
  const first = root.querySelector(`.badge[data-item="${CSS.escape(id ?? "")}"]`) ?? root.querySelector("[data-items].on");
  if (!first || !isToBeSeen) return;
  const pane = root.querySelector(".text"),
    box = first.getBoundingClientRect(),
    frame = pane.getBoundingClientRect();
  if (box.top < frame.top + 20 || box.bottom > frame.bottom - 60) pane.scrollTop += box.top - frame.top - frame.height / 3;
};

const badgeOf = (item) => {
  const badge = make("button", `badge ${item.state}`, item.letter);
  badge.type = "button";
  badge.dataset.item = item.id;
  badge.setAttribute("aria-label", item.label);
  badge.setAttribute("aria-pressed", "false");
  badge.title = item.label;
  badge.onclick = () => say(item.id);
  return badge;
};

const partOf = (part, root, states) => {
  const kind = part.items.length ? "mark" : "span";
  const element = make(kind, [part.kind, ...part.items.map((id) => states[id])].join(" "), part.text);
  element.dataset.start = part.start;
  if (!part.items.length) return element;
  element.dataset.items = part.items.join(" ");
  element.onclick = () => {
    if (selectedPlace(root)) return;
    // Of several that share the words, the next one at every click.
    const at = part.items.indexOf(root.dataset.selected);
    say(part.items[(at + 1) % part.items.length]);
  };
  return element;
};

// Where the next part of the text stands: in the pane, or in a cell of a table that its bars open and close.
const cells = (pane) => {
  let table = null,
    row = null,
    cell = null;
  return (bar) => {
    if (bar === "first") {
      if (!table || pane.lastElementChild !== table) {
        table = make("div", "table");
        pane.append(table);
      }
      row = make("div", "tr");
      table.append(row);
    }
    if (bar === "first" || bar === "next") {
      cell = make("div", "td");
      row.append(cell);
    }
    const here = cell ?? pane;
    if (bar === "last") cell = null;
    return here;
  };
};

const tools = (data, root, setTriggerValue) => {
  const bar = make("div", "tools");
  const hint = make("span", "hint", data.words.hint);
  const buttons = ["add", "topic"].map((name) => {
    const button = make("button", "tool", data.words[name]);
    button.type = "button";
    button.hidden = true;
    // The selection would be gone by the time of the click.
    button.onmousedown = (event) => event.preventDefault();
    button.onclick = () => {
      const place = selectedPlace(root);
      if (place) setTriggerValue("add", { ...place, what: name });
    };
    return button;
  });
  bar.append(hint, ...buttons);
  const look = () => {
    const isSome = selectedPlace(root) !== null;
    hint.hidden = isSome;
    for (const button of buttons) button.hidden = !isSome;
  };
  return { bar, look };
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const scrolled = root.querySelector(".text")?.scrollTop ?? 0;
  const pane = make("div", "text");
  pane.tabIndex = 0;
  pane.lang = "nl";
  pane.setAttribute("role", "region");
  pane.setAttribute("aria-label", data.words.text);
  const states = Object.fromEntries(data.items.map((item) => [item.id, item.state]));
  /** @type {Record<string, any[]>} */
  const heads = {};
  for (const item of data.items) {
    heads[item.start] ??= [];
    heads[item.start].push(item);
  }
  const place = cells(pane);
  for (const part of data.parts) {
    const around = place(part.row);
    around.append(...(heads[part.start] ?? []).map(badgeOf));
    const shown = partOf(part, root, states);
    if (part.row) shown.classList.add("bar");
    around.append(shown);
  }
  const { bar, look } = tools(data, root, setTriggerValue);
  root.replaceChildren(bar, pane);
  pane.scrollTop = scrolled;
  const follow = (event) => mark(root, event.detail, true);
  const isAsked = data.selected !== (root.dataset.asked ?? "");
  root.dataset.asked = data.selected;
  mark(root, isAsked && data.selected ? data.selected : root.dataset.selected || null, isAsked);
  const life = lifeOf(root);
  document.addEventListener(EVENT, follow, { signal: life.signal });
  document.addEventListener("selectionchange", look, { signal: life.signal });
  pane.addEventListener("keyup", look);
  pane.addEventListener("mouseup", look);
  return () => life.abort();
}
