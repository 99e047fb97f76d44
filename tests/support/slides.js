// What is wrong with the slide on the screen: text too small, too pale, cut off, or printed over another text.
(player) => {
  const LEAST = window.innerHeight / 50;
  const RATIO = 4.5;
  const EDGE = 1.5; // pixels that a text may stick out
  const TOUCH = 2; // pixels that two texts may share, in both directions

  const isUnseen = (node) => Boolean(node.closest(".lb-unseen, .lb-aside, noscript, dialog:not([open])"));
  // Plotly keeps the letters of marks beside the axis' range and hides them behind the edge of the plot.
  const isBeyondPlot = (owner, boxes) => {
    const plot = owner.closest(".textpoint") && owner.closest(".js-plotly-plot").querySelector(".nsewdrag")?.getBoundingClientRect();
    return plot && boxes.every((box) => box.left > plot.right || box.right < plot.left);
  };
  const walker = document.createTreeWalker(player, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (!node.nodeValue.trim() || isUnseen(owner) || owner.closest("style, script, defs")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0.5 && box.height > 0.5);
    if (boxes.length && !isBeyondPlot(owner, boxes)) texts.push({ node, owner, boxes, words: node.nodeValue.trim().slice(0, 40) });
  }

  const sizeOf = ({ owner }) => {
    const size = parseFloat(getComputedStyle(owner).fontSize);
    if (owner instanceof SVGElement) {
      const matrix = owner.getScreenCTM();
      return size * Math.hypot(matrix.a, matrix.b);
    }
    const block = owner.closest(".lb-slide, .lb-tools, dialog");
    return size * (block.matches(".lb-slide") ? block.getBoundingClientRect().height / block.offsetHeight : 1);
  };

  const rgb = (color) => (color.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const light = (color) => {
    const [r, g, b] = rgb(color).map((part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const marks = [...player.querySelectorAll(".lb-stage:not(.lb-aside) .points path, .lb-stage:not(.lb-aside) .point path")];
  const behind = ({ owner, boxes }) => {
    if (owner instanceof SVGElement) {
      const [x, y] = [boxes[0].left + boxes[0].width / 2, boxes[0].top + boxes[0].height / 2];
      const under = marks.filter((mark) => {
        const box = mark.getBoundingClientRect();
        return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom && getComputedStyle(mark).fill !== "none";
      });
      const isOnMark = owner.closest(".textpoint, .bartext");
      return isOnMark && under.length ? getComputedStyle(under.at(-1)).fill : "rgb(255, 255, 255)";
    }
    for (let node = owner; node; node = node.parentElement) {
      const color = getComputedStyle(node).backgroundColor;
      if ((rgb(color)[3] ?? 1) > 0.5 && color !== "transparent") return color;
    }
    return "rgb(255, 255, 255)";
  };
  const colorOf = ({ owner }) => (owner instanceof SVGElement ? getComputedStyle(owner).fill : getComputedStyle(owner).color);

  const isOut = (box) =>
    box.left < -EDGE || box.top < -EDGE || box.right > window.innerWidth + EDGE || box.bottom > window.innerHeight + EDGE;
  const shares = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOUCH && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > TOUCH;
  // Letters that stand on marks may stand close where marks do; labels may not.
  const labels = texts.filter(({ owner }) => !owner.closest(".textpoint, .bartext"));
  const inner = ({ left, top, right, bottom }) => {
    const trim = (bottom - top) * 0.15; // a line's box is higher than its letters
    return { left, right, top: top + trim, bottom: bottom - trim };
  };
  const clashes = labels.flatMap((one, at) =>
    labels.slice(at + 1).filter((other) => one.boxes.some((a) => other.boxes.some((b) => shares(inner(a), inner(b))))).map((other) => `'${one.words}' over '${other.words}'`),
  );
  const clipped = [...player.querySelectorAll(".lb-stage:not(.lb-aside) :is(.lb-flow, footer, .lb-numbers li, header)")].filter(
    (part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1,
  );
  const pages = [document.scrollingElement, ...document.querySelectorAll("[data-testid=stMain]")];
  const scrolls = pages.filter((part) => part && getComputedStyle(part).overflowY !== "hidden" && part.scrollHeight > part.clientHeight + 1);
  return [
    ...texts.filter((text) => sizeOf(text) < LEAST - 0.05).map((text) => `small: '${text.words}' ${sizeOf(text).toFixed(1)} < ${LEAST}`),
    ...texts.filter((text) => contrast(colorOf(text), behind(text)) < RATIO).map((text) => `pale: '${text.words}' ${colorOf(text)} on ${behind(text)}`),
    ...texts.filter(({ boxes }) => boxes.some(isOut)).map(({ words }) => `cut off: '${words}'`),
    ...clashes,
    ...clipped.map((part) => `clipped: ${part.className || part.tagName}`),
    ...scrolls.map((part) => `scrolls: ${part.tagName}`),
  ];
}
