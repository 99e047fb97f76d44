// Tells the page its language, says Streamlit's own words in it, and tells Python whether the window is a phone's.
import { watchChanges } from "./changes.js";
import { lifeOf } from "./life.js";
import { watchMarks } from "./marks.js";
import { watchReading } from "./reading.js";
import { translator } from "./translator.js";

const NARROW = 700;
const ATTRIBUTES = ["aria-label", "title", "placeholder"];

const isOurs = (node) => node.parentElement?.closest("[data-testid=stMarkdown],[data-testid=stHtml],[data-testid=stHeading],svg,textarea");

const translate = (root, say) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = isOurs(node) ? null : say(node.nodeValue);
      if (said !== null && said !== node.nodeValue) node.nodeValue = said;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of ATTRIBUTES) {
        const said = node.hasAttribute(name) ? say(node.getAttribute(name)) : null;
        if (said !== null && said !== node.getAttribute(name)) node.setAttribute(name, said);
      }
    }
  }
};

const watch = (words) => {
  if (!Object.keys(words).length) return () => {};
  const say = translator(words);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      // A picture holds no word of Streamlit's, and thousands of nodes.
      if (change.target instanceof SVGElement) continue;
      if (change.type === "childList") for (const node of change.addedNodes) translate(node, say);
      else translate(change.target, say);
    }
  });
  translate(document.body, say);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES });
  return () => observer.disconnect();
};

// The links to the pages carry the view. They are not drawn anew when a filter changes: what they carry is kept up to date
// here, and a click on one that Streamlit knows with an older view is told to Python, which knows the newest.
const LINKS = ".st-key-navigation a, [data-testid=stSidebar] [data-testid=stPageLink] a";
const drawn = new WeakMap(); // per link its page and query as Streamlit drew them, and its whole address as it is now
const carriedAlong = (leftBehind) => {
  const query = new URLSearchParams(location.search);
  for (const key of leftBehind) query.delete(key);
  return query.toString();
};

const tendLink = (link, current, query) => {
  const now = link.getAttribute("href") ?? "";
  const mine = drawn.get(link) ?? {};
  if (now !== mine.now) {
    const [path, known = ""] = now.split("?");
    Object.assign(mine, { path: path.replace(/^\.?\//, ""), known: new URLSearchParams(known).toString() });
  }
  mine.now = `./${mine.path}${query && "?"}${query}`;
  drawn.set(link, mine);
  if (mine.now !== now) link.setAttribute("href", mine.now);
  // Streamlit's links do not say which page is the current one.
  if (mine.path === current) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
};

const tendLinks = (current, leftBehind) => {
  const query = carriedAlong(leftBehind);
  for (const link of document.querySelectorAll(LINKS)) tendLink(link, current, query);
};

const followLinks = (leftBehind, follow) => (event) => {
  const mine = drawn.get(event.target.closest?.(LINKS));
  if (!mine || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (mine.known === carriedAlong(leftBehind)) return;
  event.preventDefault();
  event.stopPropagation();
  follow(mine.path);
};

// On a phone the filters hide behind a button that shows two arrows: it gets a name, and says how many values are chosen.
// Where there are none, Streamlit keeps an empty sidebar if the page before had filters.
const FILTERS = "[data-testid=stSidebarUserContent] [data-testid=stVerticalBlock] > *";
const tendFilters = (filters) => {
  document.body.classList.toggle("lovp-no-filters", document.querySelector(FILTERS) === null);
  const button = document.querySelector("[data-testid=stExpandSidebarButton]");
  const chosen = document.querySelectorAll("[class*=st-key-chip_]").length;
  const name = chosen ? `${filters} (${chosen})` : filters;
  if (button && button.getAttribute("data-filters") !== name) button.setAttribute("data-filters", name);
};

const watchLinks = (current, leftBehind, filters) => {
  let asked = 0; // one round a frame, however much changes in it
  const tend = () => {
    asked = 0;
    tendLinks(current, leftBehind);
    tendFilters(filters);
  };
  tend();
  const observer = new MutationObserver(() => {
    asked ||= requestAnimationFrame(tend);
  });
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["href"] });
  return () => {
    observer.disconnect();
    cancelAnimationFrame(asked);
  };
};

// After a restart of the server the browser connects again, but asks for nothing; the first click would then meet a
// server that has drawn nothing yet, and be lost. So the page asks to be drawn as soon as the server is back.
const watchConnection = (again) => {
  const app = document.querySelector("[data-testid=stApp]");
  if (!app) return () => {};
  const isConnected = () => app.getAttribute("data-test-connection-state") === "CONNECTED";
  let was = isConnected();
  const observer = new MutationObserver(() => {
    const is = isConnected();
    if (is && !was) again();
    was = is;
  });
  observer.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  return () => observer.disconnect();
};

// Of two requests to be drawn the newer counts, and what a component tells just after a step back or forward still asks for
// the page before: the step would be undone, address and all. So until its page is drawn, only the address tells.
const isPage = (path) => [...document.querySelectorAll(LINKS)].some((link) => drawn.get(link)?.path === path);
const isBetweenPages = (current) => {
  const path = location.pathname.slice(1);
  return path !== current && isPage(path);
};

// What was told just before a step and sent just after may undo it all the same: then it is taken once more, unless somebody
// did something else.
const ARRIVED = 500; // milliseconds after a run, by which its page has told here which it is
/** @type {{ path: string, address: string, isTakenAgain: boolean } | null} */
let step = null;
const noteStep = () => {
  if (step?.isTakenAgain) return;
  step = { path: location.pathname.slice(1), address: location.pathname + location.search, isTakenAgain: false };
};
const forgetStep = ({ isTrusted }) => {
  if (isTrusted) step = null;
};

const watchStep = (current) => {
  const app = document.querySelector("[data-testid=stApp]");
  if (!app) return () => {};
  let timer = 0;
  const isDrawn = () => app.getAttribute("data-test-script-state") === "notRunning";
  const check = () => {
    if (!isDrawn() || !step) return;
    if (step.path === current) step = null;
    if (!step || step.isTakenAgain || !isPage(step.path)) return;
    step.isTakenAgain = true;
    // Where the address still is that of the step, only its page is late; one more entry would make the next step back none.
    if (location.pathname + location.search !== step.address) history.pushState(null, "", step.address);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  const wait = () => {
    clearTimeout(timer);
    if (isDrawn() && step) timer = setTimeout(check, ARRIVED);
  };
  wait();
  const observer = new MutationObserver(wait);
  observer.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
};

// Signing in leads to another site, from which Streamlit comes back to the start page: the server is told where to go on.
const LONGEST_COOKIE = 3000;
const rememberView = (event) => {
  if (!event.target.closest?.(".st-key-sign_in, .st-key-gate_sign_in")) return;
  const view = encodeURIComponent(location.pathname + location.search);
  if (view.length > LONGEST_COOKIE) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: it must be set before the browser leaves, and the other way is asynchronous
  document.cookie = `lovp_return=${view}; Path=/; Max-Age=900; SameSite=Lax${secure}`;
};

// The labels of choices come with their accents apart, so that they are found without them; what is typed is made alike.
const apart = ({ target }) => {
  if (!target.matches?.("[data-testid=stMultiSelect] input") || target.value === target.value.normalize("NFD")) return;
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {};
  set?.call(target, target.value.normalize("NFD"));
};

// Paper is as wide as it is: what stands on the screen is made to fit it, in the layout it has there.
const PAPER = 1047; // CSS pixels between the margins of A4 landscape
const SHEET = 700; // CSS pixels that one sheet is high, less a little
const LARGEST = 1.25;
const LEAST_FIT = 0.5; // smaller than this no text on paper can be read
const fitPaper = () => {
  const main = document.querySelector("[data-testid=stMainBlockContainer]");
  const { paddingLeft, paddingRight } = getComputedStyle(main);
  const width = main.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const scale = Math.min(PAPER / width, LARGEST);
  document.documentElement.style.setProperty("--lovp-print", String(scale));
  // A chart higher than a sheet is made to fit one: cut between two sheets, a row would be lost to both. One that would
  // be too small to read goes on over the next sheets instead.
  for (const chart of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lovp-chart"))) {
    const holder = /** @type {HTMLElement} */ (chart.closest("[data-testid=stElementContainer]"));
    const fit = Math.min(1, SHEET / (chart.getBoundingClientRect().height * scale));
    chart.classList.toggle("lovp-goes-on", fit < LEAST_FIT);
    holder.style.setProperty("--lovp-fit", String(fit < LEAST_FIT ? 1 : fit));
  }
};

/** @param {{data: any[], parentElement: HTMLElement, setStateValue: Function, setTriggerValue: Function}} component */
export default function ({ data: [data], parentElement, setStateValue, setTriggerValue }) {
  const life = lifeOf(parentElement),
    { signal } = life;
  document.documentElement.lang = data.language;
  let told = data.narrow;
  const tell = () => {
    const narrow = window.innerWidth < NARROW;
    if (narrow === told || isBetweenPages(data.current)) return;
    setStateValue("narrow", narrow);
    told = narrow;
  };
  tell();
  const followed = followLinks(data.left_behind, (path) => setTriggerValue("page", path));
  const again = () => {
    if (isBetweenPages(data.current)) dispatchEvent(new PopStateEvent("popstate"));
    else setTriggerValue("again", true);
  };
  window.addEventListener("resize", tell, { signal });
  window.addEventListener("beforeprint", fitPaper, { signal });
  window.addEventListener("popstate", noteStep, { signal, capture: true });
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, forgetStep, { signal, capture: true });
  document.addEventListener("click", rememberView, { signal, capture: true });
  document.addEventListener("input", apart, { signal, capture: true });
  document.addEventListener("click", followed, { signal, capture: true });
  const ends = [
    watch(data.words),
    watchLinks(data.current, data.left_behind, data.filters),
    watchReading(data.navigation),
    watchMarks(),
    watchConnection(again),
    watchStep(data.current),
    watchChanges({ ...data.changes, language: data.language }, again),
  ];
  signal.addEventListener("abort", () => {
    for (const end of ends) end();
  });
  return () => life.abort();
}
