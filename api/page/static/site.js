// Comfort only: every page reads and works without it.
"use strict";
const say = (text) => {
  const box = Object.assign(document.createElement("p"), { className: "toast", textContent: text });
  box.setAttribute("role", "status");
  document.body.append(box);
  setTimeout(() => box.remove(), 2500);
};

document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(document.querySelector(copy.dataset.copy).textContent.trim());
    say("✓");
  }
  if (event.target.closest("[data-print]")) print();
  const example = event.target.closest("[data-query]");
  const editor = document.getElementById("query");
  if (example && editor) {
    event.preventDefault();
    editor.value = example.dataset.query;
    editor.dispatchEvent(new Event("input"));
    editor.form.requestSubmit();
    editor.form.scrollIntoView({ block: "nearest" });
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !event.composedPath()[0].isContentEditable) {
    const box = document.querySelector("input[type=search]");
    if (box) { event.preventDefault(); box.focus(); }
  }
  if (event.key === "Escape" && document.activeElement?.closest("mark")) document.activeElement.blur();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) event.target.form.requestSubmit();
});

// A link to a clause that stands in another part of a long document, or a table that is folded up.
const unfold = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  const place = id && document.getElementById(id);
  if (place) {
    for (let up = place.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    place.scrollIntoView();
  } else if (document.querySelector(".document") && id.startsWith("clause/") && !new URLSearchParams(location.search).has("clause")) {
    location.replace(`${location.pathname}?clause=${encodeURIComponent(id.slice(7))}${location.hash}`);
  }
};
addEventListener("hashchange", unfold);
unfold();

// The outline shows where one is.
const links = new Map([...document.querySelectorAll(".outline a[href^='#']")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
if (links.size && "IntersectionObserver" in window) {
  let here = null;
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const link = entry.isIntersecting && links.get(entry.target.id);
      if (link && link !== here) { here?.classList.remove("here"); link.classList.add("here"); here = link; }
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const id of links.keys()) { const place = document.getElementById(id); if (place) watch.observe(place); }
}

// A card that would leave the screen moves to the left.
document.addEventListener("pointerover", (event) => place(event.target.closest?.("mark")));
document.addEventListener("focusin", (event) => place(event.target.closest?.("mark")));
function place(mark) {
  const card = mark?.querySelector(".card");
  if (!card) return;
  card.style.left = "0px";
  const over = card.getBoundingClientRect().right - document.documentElement.clientWidth + 12;
  if (over > 0) card.style.left = `${-over}px`;
}

// The editor: run without leaving the page, cancel while it runs.
const editor = document.getElementById("editor");
if (editor) {
  const cancel = document.getElementById("cancel"), running = document.getElementById("running");
  let going = null;
  cancel.addEventListener("click", () => going?.abort());
  editor.addEventListener("submit", async (event) => {
    event.preventDefault();
    going?.abort();
    const mine = (going = new AbortController());
    const url = `/query?${new URLSearchParams(new FormData(editor))}`, began = performance.now();
    const clock = setInterval(() => { running.textContent = `${((performance.now() - began) / 1000).toFixed(1)} s`; }, 100);
    cancel.hidden = false;
    try {
      const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
      const text = await answer.text();
      if (mine.signal.aborted) return;
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("result");
      if (!fresh) { location.assign(url); return; }
      document.getElementById("result").replaceChildren(...fresh.childNodes);
      history.replaceState(null, "", url);
      editor.dispatchEvent(new Event("answered"));
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    } finally {
      clearInterval(clock);
      if (going === mine) cancel.hidden = true;
      if (mine.signal.aborted) running.textContent = "×";
    }
  });
}

// Files: dropped ones go the way of chosen ones; the jobs show how far they are.
const drop = document.getElementById("drop");
if (drop) {
  const input = document.getElementById("files");
  for (const kind of ["dragover", "dragleave", "drop"]) drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; drop.requestSubmit(); }
  });
  const shown = document.getElementById("jobs");
  const look = async () => {
    const answer = await fetch("/ingest", { headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("jobs");
    if (!fresh) return;
    shown.replaceChildren(...fresh.childNodes);
    shown.dataset.going = fresh.dataset.going;
    if (fresh.dataset.going !== "0") setTimeout(look, 700);
  };
  if (shown.dataset.going !== "0") setTimeout(look, 500);
}

// A questionnaire: each answer brings the verdict up to date, from the same page that a submitted form gives.
const survey = document.querySelector("form[data-live]");
if (survey) {
  let going = null;
  const look = async () => {
    going?.abort();
    const mine = (going = new AbortController());
    const url = `${survey.getAttribute("action")}?${new URLSearchParams(new FormData(survey))}`;
    try {
      const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const result = fresh.getElementById("result");
      if (mine.signal.aborted || !result) return;
      document.getElementById("result").replaceWith(result);
      for (const one of survey.querySelectorAll("fieldset.question[id]")) one.className = fresh.getElementById(one.id)?.className ?? one.className;
      history.replaceState(null, "", url);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  survey.addEventListener("change", (event) => { if (event.target.name !== "text") look(); });
}
