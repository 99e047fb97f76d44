// Number tiles; each is a button that tells Python its target.
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

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
