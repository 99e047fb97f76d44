// What a key does in a briefing; presenter remotes send PageUp and PageDown.
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BY_LETTER = { n: "notes", p: "present", f: "fill", v: "note", z: "undo" };
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];

/**
 * @param {string} key as in KeyboardEvent.key
 * @param {boolean} [isShifted]
 * @returns {"next" | "back" | "first" | "last" | "leave" | "fill" | "notes" | "present" | "note" | "undo" | null} null for a key that is not ours
 */
export const actionOf = (key, isShifted = false) => {
  if (key === " " && isShifted) return "back";
  if (NEXT.includes(key)) return "next";
  if (BACK.includes(key)) return "back";
  if (key === "Home") return "first";
  if (key === "End") return "last";
  if (key === "Escape") return "leave";
  return BY_LETTER[key.toLowerCase()] ?? null;
};
