// Number tiles; each is a button that tells Python its target.
import { make } from "./elements.js";

const tile = (card, open) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tile";
  button.style.setProperty("--tile", card.color);
  button.setAttribute("aria-pressed", String(card.is_active));
  button.onclick = () => open(card.target);
  button.append(make("span", "value", card.value), make("span", "label", card.label), make("span", "note", card.note));
  return button;
};

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  root.replaceChildren(...data.cards.map((card) => tile(card, (target) => setTriggerValue("target", target))));
}
