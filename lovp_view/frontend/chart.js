// Draws a chart with the Plotly that Streamlit brings. Streamlit's own chart is taken away and drawn anew, twice, at every
// change of its figure; this one stays where it is, is changed once, and not at all where the figure is the same.
const SETTINGS = { displayModeBar: false, scrollZoom: false, doubleClick: false };
const PATIENCE = 30_000; // milliseconds that Plotly may take to come
const STEP = 20;

const plotlyCame = async () => {
  const begin = performance.now();
  while (!window.Plotly?.react) {
    if (performance.now() - begin > PATIENCE) throw new Error("window.Plotly is missing");
    await new Promise((done) => setTimeout(done, STEP));
  }
  return window.Plotly;
};

// What a chart is by now: `spec` as last asked for, `width` of its place and height of the window, both as last drawn.
// One for each place, as long as that lives: Streamlit may clean up after a call only when a later one has drawn there.
// It is kept on the place itself (`lovpChart`), so that a script that is loaded once more goes on with what the first drew.

// As large as the window is: a picture is laid out for 720 pixels of height and for some width at least, and shown so
// many times larger that its text keeps its share of the window, as far as its place is wide enough.
const LAID_OUT_FOR = 720;
const scaleOf = (root, spec) => {
  const { wide } = spec.layout.meta;
  if (!wide || root.parentElement.clientWidth < wide) return 1;
  return Math.max(Math.min(window.innerHeight / LAID_OUT_FOR, root.parentElement.clientWidth / wide), 1);
};

const enlarge = (root, spec) => {
  const scale = scaleOf(root, spec);
  const width = Math.floor(root.parentElement.clientWidth / scale);
  const look = { transform: scale > 1 ? `scale(${scale})` : "", transformOrigin: "0 0", width: `${width}px` };
  Object.assign(root.style, look, { marginBottom: `${Math.round(spec.layout.height * (scale - 1))}px` });
  return width;
};

const codeOf = (event) => event.points.map((point) => [point.customdata].flat()[0]).find((code) => code !== undefined && code !== null);

// A ring around the clicked mark, so that the eye finds it again when what it opened is closed.
const ring = (root, event) => {
  const box = event.points[0]?.bbox;
  root.querySelector(".lovp-ring")?.remove();
  if (!box) return;
  const drawn = document.createElement("div");
  drawn.className = "lovp-ring";
  Object.assign(drawn.style, { left: `${box.x0 - 4}px`, top: `${box.y0 - 4}px`, width: `${box.x1 - box.x0 + 8}px`, height: `${box.y1 - box.y0 + 8}px` });
  root.append(drawn);
};

// One drawing at a time; what was asked for meanwhile is drawn after it.
const draw = async (root, mine) => {
  if (mine.isDrawing) return;
  mine.isDrawing = true;
  try {
    const plotly = await plotlyCame();
    while (!mine.isGone && mine.width && (mine.drawn !== mine.spec || mine.drawnWidth !== mine.width)) {
      const { spec, width: place } = mine;
      const parsed = JSON.parse(spec);
      const width = enlarge(root, parsed);
      root.querySelector(".lovp-ring")?.remove();
      // What Plotly keeps of a drawing; without all of it there is none, whoever took it away.
      const isThere = Boolean(root._fullLayout && root.layout);
      if (mine.drawn === spec && isThere) await plotly.relayout(root, { width });
      else {
        const { data, layout } = parsed;
        const paint = isThere ? plotly.react : plotly.newPlot;
        await paint(root, data, { hovermode: "closest", ...layout, clickmode: "event", width }, SETTINGS);
      }
      if (!isThere) {
        root.on("plotly_click", (event) => {
          ring(root, event);
          mine.follow(codeOf(event));
        });
      }
      [mine.drawn, mine.drawnWidth] = [spec, place];
    }
  } catch (error) {
    if (mine.isGone) return; // taken from the page while it was being drawn
    console.warn(error);
    mine.giveUp();
  } finally {
    mine.isDrawing = false;
    if (mine.isGone) forget(root, mine);
  }
};

const forget = (root, mine) => {
  window.Plotly?.purge?.(root);
  mine.drawn = undefined;
};

const begin = (root) => {
  const mine = { isGone: false, isDrawing: false, width: "", calls: 0 };
  mine.look = () => {
    // A place without any width is about to go, or is not there yet.
    const width = Math.floor(root.parentElement.clientWidth);
    mine.width = width && `${width} ${window.innerHeight}`;
    draw(root, mine);
  };
  mine.observer = new ResizeObserver(mine.look);
  root.lovpChart = mine;
  return mine;
};

export default function ({ data: [data], parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".lovp-chart");
  const mine = root.lovpChart ?? begin(root);
  mine.isGone = false;
  const call = ++mine.calls;
  root.setAttribute("aria-label", data.alt);
  root.style.minHeight = `${data.height}px`;
  mine.spec = data.spec;
  mine.follow = (code) => code !== undefined && setTriggerValue("target", code);
  mine.giveUp = () => {
    root.hidden = true;
    setStateValue("is_unable", true);
  };
  mine.observer.observe(root.parentElement);
  window.addEventListener("resize", mine.look);
  draw(root, mine);
  return () => {
    if (call !== mine.calls) return;
    mine.isGone = true;
    mine.observer.disconnect();
    window.removeEventListener("resize", mine.look);
    if (!mine.isDrawing) forget(root, mine);
  };
}
