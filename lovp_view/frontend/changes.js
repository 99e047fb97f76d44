// Says quietly that other data were stored, or that the store or the server does not answer. What the reader looks at
// stays as it is until asked for; it is drawn anew unasked only where nobody looks: in a tab that comes back to the
// front, or on a screen that nobody has touched for a minute.
const PACE = 1200; // milliseconds between two questions; a hidden tab asks nothing
const PATIENCE = 4000; // milliseconds that an answer may take
const HELD = 25000; // the same for a question that the server answers only when there is news
const LEFT_ALONE = 60000;
const SPREAD = 5000; // screens that nobody touches do not all draw at once
const SHOWN = 8000; // for how long it says that it has drawn anew

// A place in the page whose words a screen reader calls out; it outlives the runs.
export const signpost = (id) => {
  const found = document.getElementById(id);
  if (found) return found;
  const post = document.createElement("div");
  post.id = id;
  post.setAttribute("role", "status");
  document.body.append(post);
  return post;
};

const clockTime = (moment, language) => new Date(moment).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

// What there is to say, the most pressing first; null for nothing.
export const toSay = (news, { version, words, language }) => {
  if (news === null) return { kind: "offline", text: words.offline };
  if (news.lost_since) return { kind: "lost", text: words.lost.replace("{time}", clockTime(news.lost_since, language)) };
  if (news.version !== version) return { kind: "news", text: words.news };
  return null;
};

const put = (post, saying, words, again) => {
  const kind = saying?.kind ?? "";
  if (post.dataset.kind === kind && post.firstChild?.textContent === saying?.text) return;
  post.dataset.kind = kind;
  post.replaceChildren();
  if (!saying) return;
  const text = document.createElement("span");
  text.textContent = saying.text;
  post.append(text);
  if (kind !== "news") return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.show;
  button.addEventListener("click", again);
  post.append(button);
};

const ask = async (path, patience, signal) => {
  try {
    const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};

// One tab of a browser waits for news: a question that is held takes one of the six connections that a browser has for
// a server. Any other tab, and every tab where the page is not asked for over HTTPS, asks again and again; so does one that
// was told of trouble (`version` null), which wants to hear at once that it is over.
const askOrWait = (path, version, signal) => {
  const wait = (lock) => (lock && version !== null ? ask(`${path}?version=${version}`, HELD, signal) : ask(path, PATIENCE, signal));
  return navigator.locks ? navigator.locks.request("lovp-changes", { ifAvailable: true }, wait) : wait(null);
};

const isBusy = () => document.querySelector("[role=dialog], .lb-briefing") !== null;

export const watchChanges = (data, again) => {
  const post = signpost("lovp-changes");
  put(post, null, data.words, again);
  if (!data.path) return () => {};
  let timer = 0,
    question = new AbortController(),
    seen = data.version,
    failures = 0,
    touched = Date.now(),
    wasHidden = document.hidden,
    isStopped = false;
  const draw = () => {
    sessionStorage.setItem("lovp-drawn", String(Date.now()));
    again();
  };
  const tell = (news) => {
    failures = news === null ? failures + 1 : 0;
    if (failures === 1) return; // once is nothing: a server may be taking over from another
    const saying = toSay(news, data);
    const isLeft = wasHidden || Date.now() - touched > LEFT_ALONE + Math.random() * SPREAD;
    wasHidden = false;
    if (saying?.kind === "news" && isLeft && !isBusy()) draw();
    else put(post, saying, data.words, again);
  };
  const look = async () => {
    clearTimeout(timer);
    question.abort();
    if (document.hidden) {
      wasHidden = true;
      return;
    }
    question = new AbortController();
    const { signal } = question;
    const news = await askOrWait(data.path, seen, signal);
    if (isStopped || signal.aborted) return;
    seen = news && !news.lost_since ? news.version : null;
    tell(news);
    timer = setTimeout(look, PACE);
  };
  const touch = () => {
    touched = Date.now();
  };
  const hands = ["pointerdown", "pointermove", "keydown", "wheel", "scroll"];
  for (const name of hands) document.addEventListener(name, touch, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  // A question that waits would not notice.
  for (const name of ["offline", "online"]) window.addEventListener(name, look);
  const drawn = Number(sessionStorage.getItem("lovp-drawn"));
  sessionStorage.removeItem("lovp-drawn");
  if (drawn) put(post, { kind: "drawn", text: data.words.drawn.replace("{time}", clockTime(drawn, data.language)) }, data.words, again);
  timer = setTimeout(look, drawn ? SHOWN : PACE);
  return () => {
    isStopped = true;
    question.abort();
    clearTimeout(timer);
    for (const name of hands) document.removeEventListener(name, touch, { capture: true });
    document.removeEventListener("visibilitychange", look);
    for (const name of ["offline", "online"]) window.removeEventListener(name, look);
  };
};
