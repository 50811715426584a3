// Draws the list of neighbours as a picture; a node leads to the page on which it is the middle.
import { base, paint, short } from "./drawing.js";

const middle = document.getElementById("middle"), links = [...document.querySelectorAll("#neighbours a[data-kind]")];
const shape = { document: "round-rectangle", agency: "ellipse", indicator: "diamond" };
const ring = { middle: 3, document: 2, agency: 1, indicator: 0 };

const nodes = links.map((link, at) => ({ data: { id: `n${at}`, label: short(link.textContent), kind: link.dataset.kind, href: link.href, ring: link.dataset.kind } }));
const edges = links.map((link, at) => ({ data: { id: `e${at}`, source: "middle", target: `n${at}`, label: links.length <= 24 ? link.dataset.relation : "" } }));
const centre = { data: { id: "middle", label: short(middle.querySelector("span").textContent), kind: middle.dataset.kind, ring: "middle" } };

const draw = () => {
  const kind = (name) => ({ selector: `node[kind="${name}"]`, style: { shape: shape[name], "background-color": paint(`--${{ document: "on", agency: "good", indicator: "gold" }[name]}`) } });
  return [
    ...base(),
    kind("document"), kind("agency"), kind("indicator"),
    { selector: "#middle", style: { width: 40, height: 40, "border-width": 4, "border-color": paint("--seal"), "font-weight": 700 } },
  ];
};
const graph = cytoscape({
  container: document.getElementById("graph"),
  elements: [centre, ...nodes, ...edges],
  style: draw(),
  layout: { name: "concentric", concentric: (node) => ring[node.data("ring")], levelWidth: () => 1, minNodeSpacing: innerWidth < 600 ? 6 : links.length > 24 ? 24 : 60, padding: 16, animate: false },
  maxZoom: 2.5,
  minZoom: 0.1,
});
graph.on("tap", "node", (event) => { if (event.target.data("href")) location.assign(event.target.data("href")); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(draw()));
