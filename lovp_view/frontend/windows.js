// Two windows of one briefing on one computer follow each other: that on the projector and the presenter's own. No
// server takes part; each tells the other what it shows, and asks for it when it is opened or loaded anew.
import { remember } from "./session_memory.js";

const SIGN = "#presenter=";
const TOKEN = "lovp-presenter";
const ROLE = "lovp-presenter-role";

/** @param {string} hash of an address @returns {string} the name of the pair, or "" */
export const tokenOf = (hash) => (/^#presenter=[a-z0-9]{4,20}$/.test(hash) ? hash.slice(SIGN.length) : "");

// The presenter's window knows its part by its address, and after a reload, which may have lost that, by its memory. A
// window that is opened begins with a copy of its opener's memory, so only the presenter's says which part it has.
export const partOf = () => {
  const asked = tokenOf(location.hash);
  if (asked) remember(ROLE, asked);
  const token = asked || remember(TOKEN) || Math.random().toString(36).slice(2, 12).padEnd(4, "0");
  remember(TOKEN, token);
  return { token, isPresenter: remember(ROLE) === token };
};

/**
 * @param {{ onTold: (place: { at: number, code: string }) => void, place: () => { at: number, code: string } | null,
 *   onChanged?: () => void }} hooks
 */
export const pairUp = ({ onTold, place, onChanged }) => {
  const { token, isPresenter } = partOf();
  const channel = new BroadcastChannel(`lovp-briefing-${token}`);
  channel.onmessage = ({ data }) => {
    const here = place();
    if (data?.isChanged) onChanged?.();
    else if (data?.isAsking && here) channel.postMessage(here);
    else if (Number.isInteger(data?.at)) onTold(data);
  };
  return {
    isPresenter,
    ask: () => channel.postMessage({ isAsking: true }),
    tell: (here) => channel.postMessage(here),
    tellChange: () => channel.postMessage({ isChanged: true }),
    open: () => {
      const address = `${location.href.split("#")[0]}${SIGN}${token}`;
      window.open(address, `lovp-presenter-${token}`, "popup,width=1280,height=800");
    },
    close: () => channel.close(),
  };
};
