// The slides as a list: a tick shows or leaves out a slide, arrows move it. Tells Python the new order.
import { make } from "./elements.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const tell = (rows) => {
    setTriggerValue(
      "order",
      rows.filter((row) => row.is_shown).map((row) => row.code),
    );
    // Drawn at once: a next click, before Python has answered, must not undo this one.
    draw(root, rows, data.words, tell);
  };
  draw(root, data.items, data.words, tell);
}

const draw = (root, items, words, tell) => {
  const mover = (at, step, sign, word) => {
    const button = make("button", "move", sign);
    button.type = "button";
    button.setAttribute("aria-label", `${word}: ${items[at].label}`);
    button.disabled = !items[at].is_shown || !items[at + step]?.is_shown;
    button.onclick = () => {
      const rows = [...items];
      [rows[at], rows[at + step]] = [rows[at + step], rows[at]];
      tell(rows);
    };
    return button;
  };
  const row = (item, at) => {
    const line = make("li", "row");
    const label = make("label", "name");
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = item.is_shown;
    // The last slide cannot be left out: a briefing without any would be none.
    tick.disabled = item.is_shown && items.filter((each) => each.is_shown).length === 1;
    tick.onchange = () => tell(items.map((each) => (each === item ? { ...each, is_shown: tick.checked } : each)));
    label.append(tick, make("span", "", item.label));
    line.append(label, mover(at, -1, "↑", words.up), mover(at, 1, "↓", words.down));
    return line;
  };
  const list = make("ol", "list");
  list.append(...items.map(row));
  root.replaceChildren(list);
};
