// The editor of queries, laid over the textarea, which keeps the text and is what the form sends. Its styles stand in a
// shadow root: there CodeMirror adopts a sheet, where in the page it would write a style element, which the policy forbids.
import { EditorState, EditorView, HighlightStyle, Prec, StreamLanguage, autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, completionKeymap, defaultKeymap, drawSelection, highlightActiveLine, history, historyKeymap, keymap, lineNumbers, lintGutter, setDiagnostics, sparql, syntaxHighlighting, tags } from "./vendor/codemirror.min.js";
import { complete } from "./completion.js";

const plain = document.getElementById("query"), host = document.getElementById("code"), form = plain.form;
const english = document.documentElement.lang === "en";
const phrases = english ? {} : { Completions: "补全", "Control character": "控制字符", "Diagnostics": "错误", "No diagnostics": "没有错误" };

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: ".92rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", minHeight: "16em", maxHeight: "44em", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", minHeight: "16em" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { minHeight: "16em", backgroundColor: "var(--tint)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--glow) 35%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--target)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--glow)" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "6px", boxShadow: "var(--shadow)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "14em", maxWidth: "min(36rem, 88vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2em .5em", overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--on)", color: "var(--on-ink)" },
  ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", marginLeft: ".8em", opacity: "1" },
  ".cm-completionInfo": { fontFamily: "var(--sans)", maxWidth: "min(20rem, 80vw)" },
  "@media (max-width: 40rem)": { ".cm-completionInfo": { display: "none" } }, // it would lie over the list
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)", fontFamily: "var(--sans)" },
});
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--brand)", fontWeight: "700" },
  { tag: tags.standard(tags.variableName), color: "var(--incentive-ink)" },
  { tag: tags.local(tags.variableName), color: "var(--deadline-ink)" },
  { tag: tags.atom, color: "var(--link)" },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--seal)" },
]);

const run = () => { form.requestSubmit(); return true; };
// Text put in over a selection of several lines: the browser would join the lines with a style attribute, which the
// policy forbids. What a method of input composes cannot be held back so.
const over = EditorView.domEventHandlers({ beforeinput: (event, view) => {
  const { from, to } = view.state.selection.main, doc = view.state.doc, text = event.data ?? "";
  const ours = event.inputType === "insertText" || event.inputType.startsWith("deleteContent");
  if (!ours || !event.cancelable || view.composing || doc.lineAt(from).number === doc.lineAt(to).number) return false;
  const typed = () => view.state.update(view.state.replaceSelection(text), { userEvent: text ? "input.type" : "delete.selection", scrollIntoView: true });
  if (!text || !view.state.facet(EditorView.inputHandler).some((handled) => handled(view, from, to, text, typed))) view.dispatch(typed());
  return true;
} });
const keep = EditorView.updateListener.of((update) => { if (update.docChanged) plain.value = update.state.doc.toString(); });
const view = new EditorView({
  parent: host.attachShadow({ mode: "open" }),
  root: host.shadowRoot,
  doc: plain.value,
  extensions: [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }, { key: "Ctrl-Enter", run }])),
    lineNumbers(), lintGutter(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(),
    StreamLanguage.define(sparql), syntaxHighlighting(colours),
    autocompletion({ override: [complete], icons: false }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]), // Tab stays the browser's
    EditorView.lineWrapping, EditorState.phrases.of(phrases), theme, keep, over,
    EditorView.contentAttributes.of({ "aria-label": host.dataset.label }),
  ],
});
host.hidden = false;
plain.hidden = true;
form.querySelector("label[for=query]").addEventListener("click", (event) => { event.preventDefault(); view.focus(); });

// An example takes the place of the text; nothing is done where the two are the same.
plain.addEventListener("input", () => {
  if (plain.value !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: plain.value } });
});

// Where the parser stopped. It read the text without the empty lines at its head; the text may have changed since.
const place = (line, column) => {
  const doc = view.state.doc, head = /^\s*/.exec(doc.toString())[0], above = head.split("\n").length - 1;
  const at = doc.line(Math.min(line + above, doc.lines));
  const from = Math.min(at.from + column - 1 + (line === 1 ? head.length - head.lastIndexOf("\n") - 1 : 0), at.to);
  const next = /^[^\s(){}.;,]+/.exec(doc.sliceString(from, at.to)), before = /[^\s(){};,]+\s*$/.exec(doc.sliceString(at.from, from));
  if (next) return [from, from + next[0].length];
  return before ? [at.from + before.index, from] : [at.from, at.to]; // it stopped behind a word: that one is wrong
};
const mark = () => {
  const wrong = document.querySelector("#result [data-line]"), found = [];
  if (wrong) {
    const [from, to] = place(Number(wrong.dataset.line), Number(wrong.dataset.column || 1));
    found.push({ from, to, severity: "error", message: wrong.textContent.trim() });
    view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "nearest" }) });
  }
  view.dispatch(setDiagnostics(view.state, found));
};
form.addEventListener("answered", mark);
mark();
