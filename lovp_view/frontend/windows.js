// Two windows of one briefing on one computer follow each other: that on the projector and the presenter's own. No
// server takes part; each tells the other what it shows, and asks for it when it is opened or loaded anew.
const SIGN = "#presenter=";
const TOKEN = "lovp-presenter";
const ROLE = "lovp-presenter-role";

/** @param {string} hash of an address @returns {string} the name of the pair, or "" */
export const tokenOf = (hash) => (/^#presenter=[a-z0-9]{4,20}$/.test(hash) ? hash.slice(SIGN.length) : "");

const kept = (key, value) => {
  try {
    if (value !== undefined) sessionStorage.setItem(key, value);
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return value ?? ""; // a browser that keeps nothing: a pair ends when a window is loaded anew
  }
};

// The presenter's window knows its part by its address, and after a reload, which may have lost that, by its memory. A
// window that is opened begins with a copy of its opener's memory, so only the presenter's says which part it has.
const partOf = () => {
  const asked = tokenOf(location.hash);
  if (asked) kept(ROLE, asked);
  const token = asked || kept(TOKEN) || Math.random().toString(36).slice(2, 12).padEnd(4, "0");
  kept(TOKEN, token);
  return { token, isPresenter: kept(ROLE) === token };
};

/**
 * @param {{ onTold: (place: { at: number, code: string }) => void, place: () => { at: number, code: string } | null }} hooks
 */
export const pairUp = ({ onTold, place }) => {
  const { token, isPresenter } = partOf();
  const channel = new BroadcastChannel(`lovp-briefing-${token}`);
  channel.onmessage = ({ data }) => {
    const here = place();
    if (data?.isAsking && here) channel.postMessage(here);
    else if (Number.isInteger(data?.at)) onTold(data);
  };
  return {
    isPresenter,
    ask: () => channel.postMessage({ isAsking: true }),
    tell: (here) => channel.postMessage(here),
    open: () => {
      const address = `${location.href.split("#")[0]}${SIGN}${token}`;
      window.open(address, `lovp-presenter-${token}`, "popup,width=1280,height=800");
    },
    close: () => channel.close(),
  };
};
