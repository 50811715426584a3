// What the editor of queries offers: variables of the query, prefixes, terms with their Chinese names, keywords.
import { pickedCompletion, startCompletion, syntaxTree } from "./vendor/codemirror.min.js";

const english = document.documentElement.lang === "en";
const KEYWORDS = "SELECT DISTINCT WHERE CONSTRUCT DESCRIBE ASK OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH PREFIX ORDER GROUP HAVING LIMIT OFFSET COUNT SUM AVG MIN MAX CONTAINS STRSTARTS REGEX YEAR NOW BOUND EXISTS COALESCE"
  .split(" ").map((label) => ({ label, type: "keyword", boost: -20 }));
const SILENT = new Set(["string", "comment"]);

let terms = null; // asked for when something is typed first; a failure is tried again
const known = () => (terms ??= fetch("/query/terms.json").then((answer) => { if (!answer.ok) throw new Error(`terms: ${answer.status}`); return answer.json(); }).catch((error) => { terms = null; console.warn(error); return { prefixes: {}, terms: [] }; }));

const declared = (doc) => new Map([...doc.toString().replace(/^\s*#.*$/gm, "").matchAll(/\bprefix\s+([\w-]*):\s*<([^>]*)>/gi)].map((found) => [found[1], found[2]]));

// Puts `text` in, and the declaration of its prefix where the query lacks it: behind the others, else at the head.
const apply = (text, prefix, iri, after) => (view, completion, from, to) => {
  const doc = view.state.doc, changes = [{ from, to, insert: text }];
  let line = "";
  if (!declared(doc).has(prefix)) {
    line = `PREFIX ${prefix}: <${iri}>\n`;
    let last = 0;
    for (let n = 1; n <= doc.lines && doc.line(n).to < from; n++) if (/^\s*prefix\b/i.test(doc.line(n).text)) last = doc.line(n).to + 1;
    changes.unshift({ from: last, insert: line });
  }
  view.dispatch({ changes, selection: { anchor: from + line.length + text.length }, userEvent: "input.complete", annotations: pickedCompletion.of(completion), scrollIntoView: true });
  after?.(view);
};

const name = ([, , chinese, foreign]) => (english ? `${foreign} ${chinese}` : chinese);

// A vocabulary that the query calls by a name of its own keeps that name.
const named = (term, prefixes, own) => {
  const [prefix, local] = term[0].split(":"), iri = prefixes[prefix];
  const alias = own.get(prefix) === iri ? prefix : [...own].find(([, value]) => value === iri)?.[0] ?? prefix;
  return own.has(alias) && own.get(alias) !== iri ? null : { label: `${alias}:${local}`, alias, iri };
};

const option = (term, prefixes, own, chinese) => {
  const found = named(term, prefixes, own);
  if (!found) return null;
  const how = { type: term[1], info: term[4] || undefined, apply: apply(found.label, found.alias, found.iri), boost: found.alias === "pg" ? 5 : 0 };
  return chinese ? { ...how, label: term[2], detail: found.label } : { ...how, label: found.label, detail: name(term) };
};

const variables = (context, word) => {
  const text = context.state.doc.toString(), written = text.slice(0, word.from) + " " + text.slice(word.to);
  const found = new Set([...written.matchAll(/[?$]([\p{L}\p{N}_]+)/gu)].map((each) => word.text[0] + each[1]));
  return found.size ? { from: word.from, options: [...found].map((label) => ({ label, type: "variable" })), validFor: /^[?$][\p{L}\p{N}_]*$/u } : null;
};

export const complete = async (context) => {
  if (SILENT.has(syntaxTree(context.state).resolveInner(context.pos, -1).name) || context.matchBefore(/<[^\s<>]*/)) return null;
  const variable = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
  if (variable) return variables(context, variable);
  const word = context.matchBefore(/[\p{L}][\p{L}\p{N}_-]*(:[\p{L}\p{N}_-]*)?/u);
  if (!word && !context.explicit) return null;
  const from = word?.from ?? context.pos, { prefixes, terms: all } = await known(), own = declared(context.state.doc);
  const line = context.state.doc.lineAt(from), before = context.state.sliceDoc(line.from, from);
  if (/\bprefix\s+$/i.test(before)) return { from, options: Object.entries(prefixes).map(([label, iri]) => ({ label: `${label}:`, detail: iri, apply: `${label}: <${iri}>` })) };
  const classes = /(?:^|[\s;])(?:a|rdf:type)\s+$/.test(before);
  const offered = classes ? all.filter((term) => term[1] === "class") : all;
  const chinese = /\p{Script=Han}/u.test(word?.text ?? "");
  const options = offered.map((term) => option(term, prefixes, own, chinese)).filter(Boolean);
  if (!chinese && !word?.text.includes(":") && !classes) {
    for (const [label, iri] of Object.entries(prefixes)) options.push({ label: `${label}:`, detail: iri, type: "namespace", boost: 10, apply: apply(`${label}:`, label, iri, startCompletion) });
    options.push(...KEYWORDS);
  }
  return { from, options, validFor: /^[\p{L}\p{N}_-]*(:[\p{L}\p{N}_-]*)?$/u };
};
