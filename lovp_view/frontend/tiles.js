// Number tiles: a number is a button that tells Python its target, and so is the note below it where it counts a part.
import { make } from "./elements.js";

const button = (name, target, card, open) => {
  const made = make("button", name);
  made.type = "button";
  made.setAttribute("aria-pressed", String(card.active === target));
  made.onclick = () => open(target);
  return made;
};

const tile = (card, open) => {
  const holder = make("div", "tile");
  holder.style.setProperty("--tile", card.color);
  const number = button("number", card.target, card, open);
  number.append(make("span", "value", card.value), make("span", "label", card.label));
  const note = card.part ? button("note part", card.part, card, open) : make("span", "note");
  note.append(card.note);
  holder.append(number, note);
  return holder;
};

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  root.replaceChildren(...data.cards.map((card) => tile(card, (target) => setTriggerValue("target", target))));
}
