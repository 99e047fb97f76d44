// Noting live: one key, three choices, one line over the slide; what became of it, with a way back.
import { make } from "./elements.js";
import { remember } from "./session_memory.js";

const SENT = "lovp-noted"; // what was sent last, so that it is not lost if it is refused, also over slides drawn anew

/**
 * The codes on offer for a choice, those of the slide first, and the one that is preset.
 * @param {{ topics: [string, string][], topic_of: Record<string, string> }} form
 * @param {Record<string, { title: string }>} details every follow-up by its code
 * @param {{ topic: string, points: string[] }} slide
 * @param {string} choice
 * @returns {[string, string][]} code and name
 */
export const offered = (form, details, slide, choice) => {
  if (choice === "agreed") {
    const own = slide.topic || form.topic_of[slide.points[0]];
    return [...form.topics].sort(([one], [other]) => Number(other === own) - Number(one === own));
  }
  const codes = [...new Set([...slide.points, ...Object.keys(details)])].filter((code) => code in details);
  return codes.map((code) => [code, details[code].title]);
};

const labelled = (text, field) => {
  const label = make("label", "lb-field", text);
  label.append(field);
  return label;
};

const select = (pairs, chosen) => {
  const field = make("select");
  for (const [code, name] of pairs) field.append(new Option(name, code, false, code === chosen));
  return field;
};

const input = (longest, list = "") => {
  const field = make("input");
  field.type = "text";
  field.maxLength = longest;
  field.autocomplete = "off";
  if (list) field.setAttribute("list", list);
  return field;
};

/**
 * The form, and the line that tells what became of a note.
 * @param {any} form of Python: words, choices, topics, topic_of, parties, longest, is_meeting
 * @param {Record<string, { title: string }>} details
 * @param {{ slide: () => { topic: string, points: string[] }, onNoted: (note: object) => void, onUndo: () => void }} hooks
 */
export const noting = (form, details, { slide, onNoted, onUndo }) => {
  const { words } = form;
  const box = document.createElement("dialog");
  const told = make("div", "lb-answer");
  box.className = "lb-noting";
  box.setAttribute("aria-label", words.title);
  told.setAttribute("role", "status");
  told.hidden = true;
  const blank = { choice: form.choices[0], about: "", line: "", who: "", when: "" };
  let typed = blank;

  const draw = () => {
    const isNew = typed.choice === "agreed";
    const pairs = offered(form, details, slide(), typed.choice);
    if (!pairs.some(([code]) => code === typed.about)) typed.about = pairs[0]?.[0] ?? "";
    const about = select(pairs, typed.about);
    const line = input(form.longest);
    const who = select([["", words.nobody], ...form.parties], typed.who);
    const when = input(form.longest);
    [line.value, when.value, line.required] = [typed.line, typed.when, true];
    const fields = { about, line, who, when };
    for (const [name, field] of Object.entries(fields)) field.oninput = () => (typed[name] = field.value);
    const isPossible = !isNew || form.is_meeting;
    const hint = isPossible ? (typed.choice === "not_yet" ? words.hint_not_yet : "") : words.no_meeting;
    box.replaceChildren(
      choices(),
      labelled(words[isNew ? "about_topic" : "about_point"], about),
      labelled(words[isNew ? "line_agreed" : "line"], line),
      ...(isNew ? [labelled(words.who, who), labelled(words.when, when)] : []),
      ...(hint ? [make("p", "lb-hint", hint)] : []),
      foot(isPossible),
    );
    line.focus();
  };

  const choices = () => {
    const row = make("div", "lb-choices");
    row.setAttribute("role", "radiogroup");
    for (const [at, code] of form.choices.entries()) {
      const button = make("button", "lb-choice", `${at + 1} ${words[code]}`);
      button.type = "button";
      button.setAttribute("role", "radio");
      button.setAttribute("aria-checked", String(code === typed.choice));
      button.onclick = () => choose(code);
      row.append(button);
    }
    return row;
  };

  const choose = (code) => {
    typed = { ...typed, choice: code, about: "" };
    draw();
  };

  const foot = (isPossible) => {
    const row = make("div", "lb-foot");
    const save = make("button", "lb-save", words.save);
    const stop = make("button", "lb-stop", words.stop);
    save.type = stop.type = "button";
    save.disabled = !isPossible;
    save.onclick = send;
    stop.onclick = () => box.close();
    row.append(make("span", "lb-hint", words.public), stop, save);
    return row;
  };

  const send = () => {
    if (!typed.line.trim() || (typed.choice === "agreed" && !form.is_meeting)) {
      box.querySelector("input").reportValidity();
      return;
    }
    box.close();
    onNoted({ ...remember(SENT, typed), sign: Date.now() });
  };

  // A digit chooses while the line is still empty, so that a line may hold digits; Alt with a digit always does.
  box.addEventListener("keydown", (event) => {
    const code = /^Digit[1-9]$/.test(event.code) ? form.choices[Number(event.code.slice(5)) - 1] : undefined;
    const isField = /** @type {Element} */ (event.target).matches("input, select");
    if (code && (event.altKey || !isField || !typed.line)) choose(code);
    else if (event.key === "Enter" && isField) send();
    else return;
    event.preventDefault();
  });
  box.addEventListener("click", (event) => event.target === box && box.close());

  const open = (again = false) => {
    typed = { ...blank, ...(again ? remember(SENT) : {}) };
    told.hidden = true;
    box.showModal();
    draw();
  };

  // What was refused stays in the form, which a key opens again.
  const answer = (answered) => {
    told.replaceChildren(make("span", "", answered.text));
    told.classList.toggle("lb-refused", answered.is_error);
    if (answered.can_undo || answered.is_error) {
      const button = make("button", "lb-undo", answered.is_error ? words.open : `${words.undo} (Z)`);
      button.type = "button";
      button.onclick = answered.is_error ? () => open(true) : undo;
      told.append(button);
    }
    told.hidden = false;
    told.dataset.canUndo = String(answered.can_undo);
  };
  const undo = () => told.hidden || told.dataset.canUndo !== "true" || onUndo();
  return { box, told, open, answer, undo };
};
