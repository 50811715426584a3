// How graphs are drawn on all pages: colours of the page, names that are cut, nodes and edges.
export const paint = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const short = (text) => (text.length > 16 ? `${text.slice(0, 15)}…` : text);
export const base = () => [
  { selector: "node", style: { label: "data(label)", color: paint("--ink"), "font-size": 12, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 110, "text-outline-color": paint("--panel"), "text-outline-width": 2, width: 22, height: 22, "min-zoomed-font-size": 6 } },
  { selector: "edge", style: { width: 1.2, "line-color": paint("--line"), "curve-style": "straight", label: "data(label)", "font-size": 10, color: paint("--soft"), "text-outline-color": paint("--panel"), "text-outline-width": 2 } },
];
