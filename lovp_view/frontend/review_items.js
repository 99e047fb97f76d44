// What was read, grouped by topic: one row an item, the chosen one opened with what can be done with it.
import { make } from "./elements.js";
import { lifeOf } from "./life.js";

const EVENT = "lovp-review-select";
const SIGNS = { proposed: "○", accepted: "✓", rejected: "✕", stored: "=" };

const say = (id) => document.dispatchEvent(new CustomEvent(EVENT, { detail: id }));

const actionsOf = (item, words, act) => {
  const bar = make("div", "actions");
  for (const verb of item.verbs) {
    const button = make("button", `act ${verb}`, words[verb]);
    button.type = "button";
    button.dataset.verb = verb;
    button.setAttribute("aria-label", `${words[verb]}: ${item.title}`);
    button.onclick = () => act(verb, item.id);
    bar.append(button);
  }
  return bar;
};

const notes = (item) => {
  const line = make("div", "notes");
  for (const text of item.faults) line.append(make("span", "fault", `⚠ ${text}`));
  for (const text of item.gaps) line.append(make("span", "gap", text));
  return line;
};

const rowOf = (item, words, act, pick) => {
  const row = make("li", `row ${item.is_topic ? "topic" : "point"} ${item.state}`);
  row.dataset.item = item.id;
  if (item.verbs.includes("accept")) row.dataset.complete = "yes";
  const button = make("button", "pick");
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  const badge = make("span", "badge", item.letter);
  badge.setAttribute("aria-hidden", "true");
  const sign = make("span", "sign", SIGNS[item.state]);
  sign.setAttribute("role", "img");
  sign.setAttribute("aria-label", item.told);
  sign.title = item.told;
  const words_ = make("span", "words");
  words_.append(make("span", "title", item.title), make("span", "meta", item.meta));
  button.append(badge, words_, sign);
  button.onclick = () => pick(item.id, true);
  const more = make("div", "more");
  for (const line of item.lines) more.append(make("p", "line", line));
  more.append(actionsOf(item, words, act));
  row.append(button, notes(item), more);
  return row;
};

const choose = (root, id, isToBeSeen) => {
  root.dataset.selected = id ?? "";
  for (const row of root.querySelectorAll(".row")) {
    const is = row.dataset.item === id;
    row.classList.toggle("on", is);
    row.querySelector(".pick").setAttribute("aria-pressed", String(is));
  }
  const row = root.querySelector(".row.on"),
    pane = root.querySelector(".pane");
  if (!row || !isToBeSeen) return;
  const box = row.getBoundingClientRect(),
    frame = pane.getBoundingClientRect();
  if (box.top < frame.top) pane.scrollTop += box.top - frame.top - 8;
  else if (box.bottom > frame.bottom) pane.scrollTop += Math.min(box.bottom - frame.bottom + 8, box.top - frame.top - 8);
};

const step = (root, id, by) => {
  const rows = [...root.querySelectorAll(".row")];
  const at = rows.findIndex((row) => row.dataset.item === id);
  return rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.dataset.item;
};

// The next one that nobody has decided about, after this one or else from the start.
const nextOpen = (root, id) => {
  const rows = [...root.querySelectorAll(".row")];
  const at = rows.findIndex((row) => row.dataset.item === id);
  const isOpen = (row) => row.classList.contains("proposed") && row.dataset.item !== id;
  return (rows.slice(at + 1).find(isOpen) ?? rows.find(isOpen))?.dataset.item ?? id;
};

const rowAt = (root, id) => root.querySelector(`.row[data-item="${CSS.escape(id ?? "")}"]`);
const focusOn = (root, id) => rowAt(root, id)?.querySelector(".pick").focus({ preventScroll: true });

// Whoever takes over what is not complete hears what is missing, and stands where it is filled in.
const tellMissing = (root, data, item, pick) => {
  const there = data.items.find((each) => each.id === item.missing_in) ?? item;
  const row = rowAt(root, there.id);
  root.querySelector(".missing")?.remove();
  const told = make("p", "missing", there.missing);
  told.setAttribute("role", "alert");
  row.querySelector(".more").prepend(told);
  pick(there.id, false);
  row.querySelector(".act.edit")?.focus({ preventScroll: true });
};

const keys = (root, data, pick, act) => (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !event.target.closest(".row")) return;
  const id = event.target.closest(".row").dataset.item;
  const item = data.items.find((each) => each.id === id);
  const verbs = item?.verbs ?? [];
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  const asked = Object.entries(data.keys).find(([, key]) => key === event.key.toLowerCase())?.[0];
  const verb = asked === "accept" && verbs.includes("accept_topic") ? "accept_topic" : asked;
  if (event.key in moves) {
    const to = step(root, id, moves[event.key]);
    pick(to, false);
    focusOn(root, to);
  } else if (verb && verbs.includes(verb)) act(verb, id);
  else if (verb === "accept" && item?.missing) tellMissing(root, data, item, pick);
  else return;
  event.preventDefault();
};

// When a form was closed the list is drawn anew, and the focus went with the form; a choice of step keeps it.
const takeFocus = (root, id) => {
  if (!document.activeElement?.matches("[role=radio], input[type=radio]")) focusOn(root, id);
};

const legendOf = (states) => {
  const signs = Object.entries(states).map(([state, told]) => `${SIGNS[state]} ${told}`.replaceAll(" ", "\u00a0"));
  return make("p", "legend", signs.join(" · "));
};

// What was decided and may not have been heard: of two events before a run only the last is told, so each carries all.
const queues = new WeakMap();

const queueOf = (root, heard) => {
  const queue = (queues.get(root) ?? []).filter((act) => act.at > heard);
  queues.set(root, queue);
  return queue;
};

const STATES = { accept: "accepted", accept_topic: "accepted", reject: "rejected" };

// Drawn at once; Python's answer follows.
const showDecided = (root, { verb, id }) => {
  const row = rowAt(root, id);
  if (!row || !STATES[verb]) return;
  for (const each of [row, ...decidedWith(row, verb)]) {
    each.classList.remove("proposed", "accepted", "rejected");
    each.classList.add(STATES[verb]);
    each.querySelector(".sign").textContent = SIGNS[STATES[verb]];
  }
};

// With a topic go the points below it: all that wait when it is left out, those that are complete when all is taken over.
const decidedWith = (row, verb) => {
  const points = [];
  if (!row.classList.contains("topic") || verb === "accept") return points;
  for (let next = row.nextElementSibling; next?.classList.contains("point"); next = next.nextElementSibling)
    if (next.classList.contains("proposed") && (verb === "reject" || next.dataset.complete)) points.push(next);
  return points;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const queue = queueOf(root, data.heard);
  const shadow = root.getRootNode();
  const hadFocus = shadow.activeElement !== null && root.contains(shadow.activeElement);
  const scrolled = root.querySelector(".pane")?.scrollTop ?? 0;
  const pick = (id, isFocused) => {
    say(id);
    if (isFocused) focusOn(root, id);
  };
  const act = (verb, id) => {
    queue.push({ at: Math.max(Date.now(), (queue.at(-1)?.at ?? data.heard) + 1), verb, id });
    setTriggerValue("act", [...queue]);
    if (!STATES[verb]) return;
    showDecided(root, { verb, id });
    const next = nextOpen(root, id);
    pick(next, true);
  };
  const pane = make("div", "pane");
  const list = make("ul", "list");
  list.setAttribute("aria-label", data.words.list);
  for (const [at, item] of data.items.entries()) {
    if (item.group && item.group !== data.items[at - 1]?.group) list.append(make("li", "group", item.group));
    list.append(rowOf(item, data.words, act, pick));
  }
  pane.append(data.items.length ? list : make("p", "empty", data.words.empty));
  const hint = make("p", "hint", data.words.hint);
  root.replaceChildren(pane, legendOf(data.legend), hint);
  for (const act of queue) showDecided(root, act);
  pane.scrollTop = scrolled;
  const ids = data.items.map((item) => item.id);
  const isNew = root.dataset.asked === undefined;
  const isAsked = data.selected !== (root.dataset.asked ?? "");
  root.dataset.asked = data.selected;
  const kept = ids.includes(root.dataset.selected) ? root.dataset.selected : null;
  const first = data.items.find((item) => item.state === "proposed")?.id ?? ids[0] ?? null;
  choose(root, isAsked && data.selected ? data.selected : (kept ?? first), isAsked || !kept);
  if (!kept && root.dataset.selected) setTimeout(() => say(root.dataset.selected));
  if (hadFocus) focusOn(root, root.dataset.selected);
  else if (isNew && isAsked) takeFocus(root, data.selected);
  const follow = (event) => choose(root, event.detail, true);
  const press = keys(root, data, pick, act);
  const life = lifeOf(root);
  document.addEventListener(EVENT, follow, { signal: life.signal });
  root.addEventListener("keydown", press, { signal: life.signal });
  return () => life.abort();
}
