// The briefing inside the app: mounts the player, tells Python when it ends, and lets the bar at the top come and go.
import { play } from "./player.js";
import { remember } from "./session_memory.js";
import { partOf } from "./windows.js";

const REVEAL = 70; // pixels from the top edge within which the mouse calls the bar

const isMenuOpen = () => Boolean(document.querySelector("[data-testid=stPopoverBody], [role=listbox], [data-testid=stDateInputCalendar]"));

const tendBar = () => {
  let wasNear = false;
  const look = (event) => {
    const isNear = event.clientY < (wasNear ? REVEAL * 1.6 : REVEAL);
    wasNear = isNear;
    const isOpen = isNear || isMenuOpen();
    document.body.classList.toggle("lb-bar-open", isOpen);
    // What was last clicked in the bar would hold it, and the next press of the space bar.
    const held = /** @type {HTMLElement | null} */ (document.activeElement);
    if (!isOpen && held?.closest(".st-key-briefing_bar")) held.blur();
  };
  const turn = () => isMenuOpen() || document.body.classList.remove("lb-bar-open");
  document.addEventListener("mousemove", look);
  document.addEventListener("keydown", turn);
  return () => {
    document.removeEventListener("mousemove", look);
    document.removeEventListener("keydown", turn);
    document.body.classList.remove("lb-bar-open");
  };
};

const key = "lovp-briefing";
const ANSWERED = "lovp-answered";

// What became of a note is told once in this window, also over slides that were drawn anew because of it; the other
// window is told that something changed.
const tellAnswer = (player, answer) => {
  if (!answer || remember(ANSWERED) === answer.id) return;
  remember(ANSWERED, answer.id);
  player.answer(answer);
  if (!answer.is_error) player.tellChange();
};

export default function ({ data, parentElement, setTriggerValue }) {
  const kept = parentElement.lovpBriefing;
  // Streamlit calls again on every run; slides that did not change go on where they are.
  if (kept?.version === data.version) {
    tellAnswer(kept.player, data.answer);
    return kept.end;
  }
  kept?.stop();
  document.body.classList.add("lb-briefing");
  if (!partOf().isPresenter && navigator.userActivation?.isActive && !document.fullscreenElement)
    document.documentElement.requestFullscreen?.().catch(() => {});
  let wasFull = Boolean(document.fullscreenElement);
  const leave = () => setTriggerValue("leave", true);
  // Esc in full screen is the browser's own: it ends full screen without telling the page of the key.
  const onFull = () => {
    if (wasFull && !document.fullscreenElement && !document.querySelector(".lb-detail[open]")) leave();
    wasFull = Boolean(document.fullscreenElement);
  };
  document.addEventListener("fullscreenchange", onFull);
  const stopBar = tendBar();
  const isAnswered = data.answer && remember(ANSWERED) !== data.answer.id;
  const player = play(parentElement.querySelector(".lb-root"), data, {
    start: { ...remember(key), point: isAnswered ? data.answer.about : "" },
    onShow: (at, code) => remember(key, { at, code }),
    onLeave: leave,
    isBusy: isMenuOpen,
    onNoted: (note) => setTriggerValue("noted", note),
    onUndo: () => setTriggerValue("undone", Date.now()),
    onChanged: () => setTriggerValue("changed", Date.now()),
  });
  tellAnswer(player, data.answer);
  const stop = () => {
    document.removeEventListener("fullscreenchange", onFull);
    stopBar();
    player.stop();
    parentElement.lovpBriefing = null;
  };
  const end = () => {
    stop();
    document.body.classList.remove("lb-briefing");
  };
  parentElement.lovpBriefing = { version: data.version, player, stop, end };
  return end;
}
