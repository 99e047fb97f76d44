// What only who presents sees: beside the slide the next one, the clock, the time since the start and a list to jump by,
// and below it the notes.
import { make } from "./elements.js";
import { remember } from "./session_memory.js";

export const PANEL = 420; // pixels that the panel is wide
export const NOTES = 190; // pixels below the slide that the notes take at least
const PREVIEW = 380; // pixels that the next slide is wide
const STAGE_WIDTH = 1280;
const BEGUN = "lovp-presenter-begun";

/** @param {number} seconds @returns {string} '1:05:09', or '5:09' within the first hour */
export const elapsed = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};

/**
 * @param {Record<string, string>} words
 * @param {string} language
 * @param {(at: number) => void} jump
 */
export const presenterPanel = (words, language, jump) => {
  const panel = make("aside", "lb-panel");
  const clock = make("p", "lb-clock");
  const preview = make("div", "lb-preview");
  const notes = make("ul", "lb-spoken");
  const list = make("ol", "lb-jump");
  notes.tabIndex = 0;
  const under = make("section", "lb-under");
  under.append(make("h2", "", words.notes), notes);
  panel.append(clock, make("h2", "", words.upcoming), preview, make("h2", "", words.all), list);
  const start = remember(BEGUN, remember(BEGUN) ?? Date.now());
  const tick = () => {
    const time = new Date().toLocaleTimeString(language === "en" ? "en-GB" : language, { hour: "2-digit", minute: "2-digit" });
    clock.textContent = `${time} · ${words.elapsed} ${elapsed((Date.now() - start) / 1000)}`;
  };
  tick();
  const timer = setInterval(tick, 1000);

  const showNext = (next) => {
    const frame = make("div", "lb-preview-stage");
    frame.style.transform = `scale(${PREVIEW / STAGE_WIDTH})`;
    frame.inert = true;
    if (next) frame.append(next.page.cloneNode(true));
    preview.replaceChildren(next ? frame : make("p", "", words.end));
  };
  const button = (shown, at, now) => {
    const made = make("button", "lb-jump-to", shown.title);
    made.type = "button";
    if (at === now) made.setAttribute("aria-current", "true");
    made.onclick = () => jump(at);
    const line = make("li");
    line.append(made);
    return line;
  };
  const update = (shows, now) => {
    notes.replaceChildren(...shows[now].notes.map((line) => make("li", "", line)));
    list.replaceChildren(...shows.map((shown, at) => button(shown, at, now)));
    list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    showNext(shows[now + 1]);
  };
  return { panel, under, update, stop: () => clearInterval(timer) };
};
