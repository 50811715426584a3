// Draws a result as a graph when its fold is opened: the table says which columns hold the two ends and the tie.
import { base, paint, short } from "./drawing.js";

const loaded = () => new Promise((done, failed) => {
  if (window.cytoscape) { done(); return; }
  const script = Object.assign(document.createElement("script"), { src: "/static/vendor/cytoscape.min.js", onload: done, onerror: failed });
  document.head.append(script);
});

// Of a long address the end is what tells it from its neighbours.
const label = (cell) => short(cell.querySelector("a") ? cell.textContent.trim().split("/").slice(-2).join("/") : cell.textContent.trim());

const elements = (table) => {
  const nodes = new Map(), edges = [], { from, to, by } = table.dataset;
  const node = (cell) => {
    const key = cell.title || cell.textContent.trim();
    if (!nodes.has(key)) nodes.set(key, { data: { id: `n${nodes.size}`, label: label(cell), href: cell.querySelector("a")?.href, kind: cell.querySelector("a") ? "thing" : "value" } });
    return nodes.get(key).data.id;
  };
  for (const row of table.tBodies[0].rows) {
    const ends = [row.cells[from], row.cells[to]];
    if (ends.every(Boolean)) edges.push({ data: { source: node(ends[0]), target: node(ends[1]), label: by ? row.cells[by].textContent.trim() : "" } });
  }
  return [...nodes.values(), ...edges];
};

const style = () => [
  ...base(),
  { selector: "node[kind='thing']", style: { "background-color": paint("--on") } },
  { selector: "node[kind='value']", style: { "background-color": paint("--gold"), shape: "round-rectangle" } },
  { selector: "edge", style: { "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": paint("--line"), "min-zoomed-font-size": 8 } },
];

// `toggle` does not rise from the fold to the document, but is seen there on its way down.
document.addEventListener("toggle", async (event) => {
  const box = event.target.querySelector?.(".graph[data-table]");
  if (!box || !event.target.open || box.childElementCount) return;
  await loaded();
  const table = document.getElementById(box.dataset.table);
  const graph = cytoscape({ container: box, elements: elements(table), style: style(), layout: { name: "cose", animate: false, padding: 20, idealEdgeLength: () => 90, nodeRepulsion: () => 400000, componentSpacing: 80 }, maxZoom: 2.5, minZoom: 0.1 });
  graph.on("tap", "node", (tap) => { if (tap.target.data("href")) location.assign(tap.target.data("href")); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(style()));
}, true);
