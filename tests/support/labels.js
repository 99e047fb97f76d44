// What is wrong with the texts of the charts on the screen: cut off at the edge, or printed over one another.
(charts) => {
  const EDGE = 1; // pixels that a text may stick out
  const TOUCH = 2; // pixels that two labels may share, in both directions
  const LABELS = ".annotation text, .scatterlayer text, .xtick text, .ytick text, .gtitle";

  // A sign in a mark is none; in a picture that was saved, Plotly's own word for it is gone, and signs are short.
  const isLabel = (text) => {
    const trace = text.closest(".trace");
    return !trace || (trace.__data__ ? trace.__data__[0].trace.name === "labels" : text.textContent.trim().length > 3);
  };
  const boxOf = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  // Line by line: the box of a short line under a long one is not as wide as the whole text's.
  const linesOf = (text) => {
    const lines = [...text.querySelectorAll("tspan.line")];
    return (lines.length ? lines : [text]).map((line) => ({ text, words: line.textContent.trim(), box: boxOf(line) }));
  };
  const isSeen = ({ words, box }) => words && box.right > box.left && box.bottom > box.top;
  const isOut = ({ box }, edge) =>
    box.left < edge.left - EDGE || box.top < edge.top - EDGE || box.right > edge.right + EDGE || box.bottom > edge.bottom + EDGE;
  const shares = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOUCH && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > TOUCH;
  const say = ({ words, box }, edge) => {
    const [x, y] = [box.left - edge.left, box.top - edge.top].map(Math.round);
    return `'${words}' at ${x},${y} (${Math.round(box.right - box.left)}x${Math.round(box.bottom - box.top)})`;
  };

  return charts.flatMap((chart) => {
    const edge = boxOf(chart.querySelector(".main-svg"));
    const size = `${Math.round(edge.right - edge.left)}x${Math.round(edge.bottom - edge.top)}`;
    const all = [...chart.querySelectorAll("svg text")].flatMap(linesOf).filter(isSeen);
    const labels = [...chart.querySelectorAll(LABELS)].filter(isLabel).flatMap(linesOf).filter(isSeen);
    const clashes = labels.flatMap((one, at) =>
      labels.slice(at + 1).filter((other) => other.text !== one.text && shares(one.box, other.box)).map((other) => [one, other]),
    );
    return [
      ...all.filter((line) => isOut(line, edge)).map((line) => `cut off: ${say(line, edge)} in ${size}`),
      ...clashes.map(([one, other]) => `over one another: ${say(one, edge)} and ${say(other, edge)} in ${size}`),
    ];
  });
}
