// A chart's place under Streamlit's calls and clean-ups, which may come in any order; Plotly and the page are stand-ins.
import assert from "node:assert/strict";
import { test } from "node:test";
import mount from "../../lovp_view/frontend/chart.js";

const drawn = [];
const looking = new Set();
let isPurged = true;
globalThis.ResizeObserver = class {
  constructor(look) {
    this.look = look;
  }
  observe() {
    looking.add(this.look);
    this.look();
  }
  disconnect() {
    looking.delete(this.look);
  }
};
globalThis.window = {
  innerHeight: 720,
  addEventListener() {},
  removeEventListener() {},
  Plotly: {
    newPlot: async (root, data) => {
      drawn.push(data);
      [root._fullLayout, root.layout] = [{}, {}];
      isPurged = false;
    },
    react: async (_, data) => {
      if (isPurged) throw new TypeError("the layout of a purged chart");
      drawn.push(data);
    },
    relayout: async () => {
      if (isPurged) throw new TypeError("the layout of a purged chart");
      drawn.push("wider");
    },
    purge: (root) => {
      delete root._fullLayout;
      delete root.layout;
      isPurged = true;
    },
  },
};

const place = () => {
  const root = { style: {}, hidden: false, parentElement: { clientWidth: 600 }, setAttribute() {}, querySelector: () => null, on() {} };
  const parentElement = { querySelector: () => root };
  const call = (data, script = mount) => {
    const spec = JSON.stringify({ data, layout: { height: 300, meta: {} } });
    return script({ data: [{ spec, alt: "", height: 300 }], parentElement, setStateValue() {}, setTriggerValue() {} });
  };
  const widen = () => {
    root.parentElement.clientWidth += 100;
    for (const look of looking) look();
  };
  return { root, call, widen };
};
const settled = () => new Promise((done) => setTimeout(done));
const start = () => {
  drawn.length = 0;
  looking.clear();
  return place();
};

test("a clean-up that comes after a later call takes nothing away", async () => {
  const { root, call, widen } = start();
  const first = call("a");
  const second = call("b");
  await settled();
  first();
  call("c");
  await settled();
  second();
  widen();
  await settled();
  assert.deepEqual(drawn, ["b", "c", "wider"]);
  assert.equal(isPurged || root.hidden, false);
});

test("a place that was left is drawn whole when it is used again", async () => {
  const { root, call } = start();
  call("a")();
  await settled();
  assert.equal(isPurged, true);
  call("a");
  await settled();
  assert.equal(isPurged || root.hidden, false);
});

test("a script that is loaded once more goes on with what the first one drew", async () => {
  const { root, call, widen } = start();
  const first = call("a");
  await settled();
  const { default: again } = await import("../../lovp_view/frontend/chart.js?again");
  call("b", again);
  await settled();
  first();
  widen();
  await settled();
  assert.deepEqual(drawn, ["a", "b", "wider"]);
  assert.equal(isPurged || root.hidden, false);
});

test("a drawing that somebody else took away is drawn whole, not made wider", async () => {
  const { root, call, widen } = start();
  call("a");
  await settled();
  globalThis.window.Plotly.purge(root);
  widen();
  await settled();
  assert.deepEqual(drawn, ["a", "a"]);
  assert.equal(isPurged || root.hidden, false);
});

test("half a drawing is drawn whole too", async () => {
  const { root, call, widen } = start();
  call("a");
  await settled();
  delete root.layout;
  widen();
  await settled();
  assert.deepEqual(drawn, ["a", "a"]);
});

test("a place without any width, which is about to go, is left as it is", async () => {
  const { root, call, widen } = start();
  call("a");
  await settled();
  root.parentElement.clientWidth = -100;
  widen();
  await settled();
  assert.deepEqual(drawn, ["a"]);
  widen();
  await settled();
  assert.deepEqual(drawn, ["a", "wider"]);
});
