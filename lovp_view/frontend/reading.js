// What readers who do not see the page need of it, and Streamlit does not say: which part is the navigation, and how many
// points are left once a filter has changed them.
import { signpost } from "./changes.js";

const PAUSE = 400; // milliseconds without a change, so that a run is told of once

const nameNavigation = (name) => {
  const bar = document.querySelector(".st-key-navigation");
  if (!bar || bar.getAttribute("aria-label") === name) return;
  bar.setAttribute("role", "navigation");
  bar.setAttribute("aria-label", name);
};

// What stood there when the page was opened is read in its turn; only a change is called out.
const tellCount = (post) => {
  const count = document.querySelector(".st-key-chips strong")?.textContent ?? "";
  if (!count || count === post.dataset.count) return;
  if (post.dataset.count) post.textContent = count;
  post.dataset.count = count;
};

export const watchReading = (navigation) => {
  const post = signpost("lovp-heard");
  let timer = 0;
  const look = () => {
    nameNavigation(navigation);
    clearTimeout(timer);
    timer = setTimeout(() => tellCount(post), PAUSE);
  };
  look();
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
};
