// Draws the pictures of a document one after the other and hands them to Python.
import { pngOf } from "./paper.js";

const PATIENCE = 10_000; // milliseconds that Plotly may take to be there

const arrived = async () => {
  const begin = performance.now();
  while (!window.Plotly?.toImage && performance.now() - begin < PATIENCE) await new Promise((done) => setTimeout(done, 100));
  return Boolean(window.Plotly?.toImage);
};

const encoded = (blob) =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1]);
    reader.readAsDataURL(blob);
  });

export default function ({ data, parentElement, setTriggerValue }) {
  // A run that draws nothing new calls again; the work goes on.
  if (parentElement.lovpJob === data.job) return () => {};
  parentElement.lovpJob = data.job;
  const said = parentElement.querySelector(".said");
  const draw = async () => {
    const pictures = {};
    const sheets = (await arrived()) ? data.sheets : [];
    for (const [at, sheet] of sheets.entries()) {
      said.textContent = data.texts.drawing.replace("{at}", at + 1).replace("{of}", sheets.length);
      // A picture that cannot be drawn is left out: the document then has its table.
      const png = await pngOf(sheet, { ...data, ...sheet }).catch(() => null);
      if (png) pictures[sheet.place] = await encoded(png);
    }
    if (parentElement.isConnected) setTriggerValue("drawn", { job: data.job, pictures });
  };
  draw();
  return () => {};
}
