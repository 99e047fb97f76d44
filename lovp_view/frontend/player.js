// Shows a deck of slides on a stage of 1280x720 that is scaled to the screen; turns, counts, opens points.
import { make } from "./elements.js";
import { actionOf } from "./keys.js";
import { noting } from "./noting.js";
import { NOTES, PANEL, presenterPanel } from "./presenter.js";
import { pagesOf } from "./slide_pages.js";
import { pairUp } from "./windows.js";

const STAGE = { width: 1280, height: 720 };
const MARGIN = 26; // pixels beside a picture
const NARROW = 700; // pixels: a window less wide is a phone's
const LEAST_SCALE = 0.85; // of a picture on a phone; a wider one is scrolled sideways
const LETTERS = ["400", "600", "700", "italic 400"].map((style) => `${style} 20px "Source Sans"`);
const DRAWING = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false };

// Four corners; no letter of the font shows them.
const frameSign = () => {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4");
  drawing.append(path);
  return drawing;
};

const ready = (condition, wait = 15000) =>
  new Promise((resolve) => {
    const begin = performance.now();
    const look = () => (condition() || performance.now() - begin > wait ? resolve(condition()) : setTimeout(look, 50));
    look();
  });

// A moment in which the browser has nothing to do. A tab that nobody looks at may have none, so there is an end to it.
const quiet = () => new Promise((resolve) => (window.requestIdleCallback ? window.requestIdleCallback(resolve, { timeout: 200 }) : setTimeout(resolve)));

const tellsOf = (page, point) => Boolean(page.querySelector(`[data-item="${CSS.escape(point)}"]`));

export const play = (root, data, hooks = {}) => {
  const { words } = data;
  const player = make("div", "lb-player");
  const stage = make("div", "lb-stage");
  const tools = make("div", "lb-tools");
  const counter = make("span", "lb-counter");
  const spoken = make("div", "lb-unseen");
  const box = document.createElement("dialog");
  spoken.setAttribute("aria-live", "polite");
  player.setAttribute("role", "region");
  player.setAttribute("aria-label", data.title);
  box.className = "lb-detail";

  const tool = (name, sign, action) => {
    const button = make("button", `lb-tool lb-${name}`, sign);
    const said = name === "note" ? data.noting.words.open : words[name];
    button.type = "button";
    if (name === "full") button.replaceChildren(frameSign());
    button.title = said;
    button.setAttribute("aria-label", said);
    button.onclick = action;
    return button;
  };

  // On a phone a slide is a page of text to scroll, not a picture of one.
  const isNarrow = window.innerWidth < NARROW;
  player.classList.toggle("lb-narrow", isNarrow);
  const shows = [];
  let now = 0;
  const pair = pairUp({
    place: () => (shows[now] ? { at: now, code: shows[now].code } : null),
    onTold: (place) => show(placeOf(place), true),
    onChanged: hooks.onChanged,
  });
  const panel = pair.isPresenter && !isNarrow ? presenterPanel(words, data.language, (at) => show(at)) : null;
  player.classList.toggle("lb-presenting", Boolean(panel));
  let isTaken = false; // a click that a mark or a button has dealt with does not turn the slide

  const openPoint = (id) => {
    const detail = data.details[id];
    if (!detail) return;
    const told = make("div");
    told.innerHTML = detail.html;
    openBox(detail.title, told);
  };

  const openBox = (title, content) => {
    const head = make("div", "lb-detail-head");
    head.append(
      make("h2", "", title),
      tool("close", "✕", () => box.close()),
    );
    const body = make("div", "lb-detail-body");
    body.tabIndex = 0;
    body.append(content);
    box.replaceChildren(head, body);
    box.showModal();
  };

  const follow = (mark) => {
    const [kind, first, second] = mark.split(/[:.]/);
    if (kind === "item") openPoint(first);
    const target = kind === "topic_status" ? `topic.${first}` : null;
    const at = shows.findIndex((show) => show.code === target);
    if (at >= 0) show(at);
    return kind === "item" || at >= 0 || second === undefined;
  };

  // The quotes and sources of a slide, for who speaks; said in the same window as a point.
  const openNotes = () => {
    const list = make("ul", "lb-spoken");
    list.append(...shows[now].notes.map((line) => make("li", "", line)));
    openBox(words.notes, list);
  };

  // For editors, where there is a server that keeps what they note.
  const slideNow = () => {
    const points = [...shows[now].page.querySelectorAll("[data-item]")].map((point) => point.dataset.item);
    return { topic: shows[now].topic, points: points.filter(Boolean) };
  };
  const live = data.noting && noting(data.noting, data.details, { slide: slideNow, onNoted: hooks.onNoted, onUndo: hooks.onUndo });

  // Those of the points on this page; what belongs to none stands with the first.
  const notesOf = (notes, page, at) => notes.filter(([point]) => (point ? tellsOf(page, point) : at === 0)).map(([, line]) => line);

  const draw = async (shown) => {
    if (!shown.specs.length || shown.isDrawn) return;
    shown.isDrawn = true;
    if (!(await ready(() => globalThis.Plotly))) return;
    const places = shown.page.querySelectorAll(".lb-picture");
    for (const [at, spec] of shown.specs.entries()) await drawOne(places[at], spec);
  };

  const drawOne = async (place, spec) => {
    const chart = make("div", "lb-chart");
    const layout = structuredClone(spec.layout);
    const wide = isNarrow ? window.innerWidth - 24 : STAGE.width - 2 * MARGIN;
    const scale = Math.max(wide / layout.width, isNarrow ? LEAST_SCALE : 0);
    chart.style.transform = `scale(${scale})`;
    place.style.height = `${layout.height * scale}px`;
    place.append(chart);
    await globalThis.Plotly.newPlot(chart, structuredClone(spec.data), layout, DRAWING);
    chart.on("plotly_click", (event) => {
      const mark = event.points[0]?.customdata?.[0];
      isTaken = true;
      setTimeout(() => (isTaken = false), 60);
      if (mark) follow(String(mark));
    });
  };

  const show = async (at, isTold = false) => {
    now = Math.min(Math.max(at, 0), shows.length - 1);
    const shown = shows[now];
    if (!shown) return;
    // The page stands on the stage while it is drawn, since what is not shown cannot be measured.
    stage.replaceChildren(shown.page);
    counter.textContent = `${now + 1} / ${shows.length}`;
    spoken.textContent = `${now + 1} ${words.of} ${shows.length}: ${shown.title}`;
    player.dataset.slide = shown.code;
    stage.scrollTop = 0;
    hooks.onShow?.(now, shown.code);
    if (!isTold) pair.tell({ at: now, code: shown.code });
    panel?.update(shows, now);
    await draw(shown);
    player.dataset.shown = String(now);
  };

  // Where a briefing was left, or the other window is, if that slide is in this one; or the page of it that tells of what
  // was noted just now.
  const placeOf = ({ at, code, point = "" }) => {
    const noted = point ? shows.findIndex((shown) => shown.code === code && tellsOf(shown.page, point)) : -1;
    if (noted >= 0) return noted;
    const begin = shows.findIndex((shown) => shown.code === code);
    return shows[at]?.code === code ? (at ?? 0) : Math.max(begin, 0);
  };

  const turn = (step) => {
    if (live) live.told.hidden = true;
    show(now + step);
  };
  const leave = () => {
    if (pair.isPresenter) {
      window.close();
      return;
    }
    if (document.fullscreenElement) document.exitFullscreen();
    hooks.onLeave?.();
  };
  const fill = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {}));

  const actions = {
    next: () => turn(1),
    back: () => turn(-1),
    first: () => show(0),
    last: () => show(shows.length - 1),
    leave,
    fill,
    notes: openNotes,
    present: pair.open,
    note: () => live?.open(),
    undo: () => live?.undo(),
  };

  const onKey = (event) => {
    const isTyping = event.composedPath().some((node) => node.matches?.("input, textarea, select, [role=combobox], [role=listbox], [contenteditable=true]"));
    if (isTyping || event.ctrlKey || event.altKey || event.metaKey || box.open || live?.box.open || hooks.isBusy?.()) return;
    const isOnButton = event.composedPath().some((node) => node.matches?.("button, a"));
    if (isOnButton && ["Enter", " "].includes(event.key)) return;
    const action = actionOf(event.key, event.shiftKey);
    if (!action) return;
    actions[action]();
    event.preventDefault();
  };

  const onClick = (event) => {
    const point = event.target.closest("[data-item]");
    if (point) openPoint(point.dataset.item);
    else if (!isTaken && !event.target.closest("button, a, dialog")) turn(event.clientX < window.innerWidth / 3 ? -1 : 1);
  };

  const fit = () => {
    if (isNarrow) return;
    const width = window.innerWidth - (panel ? PANEL : 0);
    const height = window.innerHeight - (panel ? NOTES : 0);
    const scale = Math.min(width / STAGE.width, height / STAGE.height);
    const [left, top] = [(width - STAGE.width * scale) / 2, panel ? 0 : (height - STAGE.height * scale) / 2];
    stage.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
    player.style.setProperty("--scale", scale);
    player.style.setProperty("--stage-height", `${STAGE.height * scale}px`);
  };

  tools.append(
    tool("previous", "‹", () => turn(-1)),
    counter,
    tool("next", "›", () => turn(1)),
    tool("notes", "≡", openNotes),
    tool("full", "", fill),
  );
  if (!isNarrow && !panel) tools.append(tool("present", "▭", pair.open));
  if (live) tools.append(tool("note", "✎", () => live.open()));
  if (hooks.onLeave) tools.append(tool("leave", "✕", leave));
  player.append(stage, tools, spoken, box);
  if (live) player.append(live.box, live.told);
  if (panel) player.append(panel.panel, panel.under);
  root.replaceChildren(player);
  fit();

  // The pictures are drawn ahead, off the stage, one in every quiet moment: then a turn has nothing to wait for.
  const drawAhead = async () => {
    const aside = make("div", "lb-stage lb-aside");
    player.append(aside);
    for (const shown of shows) {
      if (!shown.specs.length || shown.isDrawn || !player.isConnected) continue;
      await quiet();
      if (shown.isDrawn || shows[now] === shown) continue;
      aside.append(shown.page);
      await draw(shown);
      if (shows[now] !== shown) shown.page.remove();
    }
    aside.remove();
  };

  const begin = async () => {
    // Text is cut into pages by its real size, so its letters must be there first.
    await Promise.all(LETTERS.map((font) => document.fonts.load(font))).catch(() => {});
    for (const slide of data.slides) {
      const pages = pagesOf(slide, stage);
      for (const [at, page] of pages.entries()) {
        const title = pages.length > 1 ? `${slide.title} (${at + 1}/${pages.length})` : slide.title;
        shows.push({ ...slide, title, notes: notesOf(slide.notes, page, at), page, isDrawn: false });
      }
    }
    await show(placeOf(hooks.start ?? {}), pair.isPresenter);
    if (pair.isPresenter) pair.ask();
    await drawAhead();
    player.dataset.ready = "true";
  };
  begin();

  document.addEventListener("keydown", onKey);
  player.addEventListener("click", onClick);
  window.addEventListener("resize", fit);
  const stop = () => {
    document.removeEventListener("keydown", onKey);
    window.removeEventListener("resize", fit);
    pair.close();
    panel?.stop();
    player.remove();
  };
  return { stop, answer: (answered) => live?.answer(answered), tellChange: pair.tellChange };
};
