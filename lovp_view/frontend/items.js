// A list of follow-ups or events; each row is a button that tells Python its target.
// The data are Dutch in every language of the dashboard; only the name of a meeting is put together in the reader's.
import { make } from "./elements.js";

const dutch = (element) => {
  element.lang = "nl";
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
  const title = make("span", "title", item.title);
  head.append(item.target?.startsWith("meeting:") ? title : dutch(title));
  button.append(head);
  if (item.meta) button.append(make("span", "meta", item.meta));
  if (item.quote) button.append(dutch(make("q", "quote", item.quote)));
  line.append(button);
  return line;
};

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const open = (target) => setTriggerValue("target", target);
  const heading = data.heading ? [make("h2", "heading", data.heading)] : [];
  if (!data.items.length) {
    root.replaceChildren(...heading, make("p", "empty", data.empty));
    return;
  }
  const list = make("ul", "list");
  list.append(...data.items.map((item) => row(item, open)));
  root.replaceChildren(...heading, list);
}
