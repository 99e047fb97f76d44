// Cuts a slide of text into pages that fit the stage, each with its text as large as it can be.
import { paginate } from "./paging.js";

// Our own templates escape every value from the data, so their HTML can be taken as it is.
const fromTemplate = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
};

// What may be left to a point's own window where that takes fewer slides.
const LEFT_OUT = ["lb-brief", "lb-brief lb-terse"];
// Columns and size of the text, the largest first: little text stands in one column, over the whole width.
const LAYOUTS = [...[3, 2.6, 2.2, 1.9, 1.6].map((zoom) => [1, zoom]), ...[1.45, 1.3, 1.15, 1].map((zoom) => [2, zoom])];

// Blocks go to the next page as soon as they would need a third column; a heading never stays behind alone.
// A page's text is as large as it can be, so that little text does not leave a slide half empty.
export const pagesOf = (slide, stage) => {
  const whole = fromTemplate(slide.html);
  if (!whole.querySelector(".lb-flow") || stage.parentElement.classList.contains("lb-narrow")) return [whole];
  let pages = cut(whole, stage);
  for (const level of LEFT_OUT) {
    if (pages.length === 1) break;
    const shorter = cut(leavingOut(whole, level), stage);
    if (shorter.length < pages.length) pages = shorter;
  }
  for (const page of pages) enlarge(page, stage);
  return numbered(pages);
};

const leavingOut = (whole, level) => {
  const copy = /** @type {Element} */ (whole.cloneNode(true));
  copy.className += ` ${level}`;
  return copy;
};

const isWithin = (flow) => flow.scrollWidth <= flow.clientWidth + 1;

const enlarge = (page, stage) => {
  const flow = page.querySelector(".lb-flow");
  stage.append(page);
  const fits = ([columns, zoom]) => {
    flow.style.columns = String(columns);
    flow.style.setProperty("--text", String(zoom));
    return isWithin(flow);
  };
  LAYOUTS.find(fits);
  page.remove();
};

const numbered = (pages) => {
  if (pages.length > 1) for (const [at, page] of pages.entries()) page.querySelector("h1").append(` (${at + 1}/${pages.length})`);
  return pages;
};

const cut = (whole, stage) => {
  const page = whole.cloneNode(true);
  const flow = page.querySelector(".lb-flow");
  stage.append(page);
  const fits = (blocks) => {
    flow.replaceChildren(...blocks);
    return isWithin(flow);
  };
  const parts = paginate([...flow.children], (block) => block.matches("h2"), fits);
  page.remove();
  return parts.map((blocks) => {
    const made = whole.cloneNode(true);
    made.querySelector(".lb-flow").replaceChildren(...blocks);
    return made;
  });
};
