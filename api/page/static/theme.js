// Before the first paint: the reader's own choice of light or dark, where there is one.
(() => {
  const sheet = document.getElementById("dark");
  const set = (choice) => {
    sheet.media = choice === "dark" ? "all" : choice === "light" ? "not all" : "(prefers-color-scheme: dark)";
  };
  let kept = null;
  try { kept = localStorage.getItem("theme"); } catch { /* storage is switched off: the system's choice stands */ }
  if (kept) set(kept);
  document.documentElement.classList.add("scripted");
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const dark = () => matchMedia(sheet.media).matches;
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      const choice = dark() ? "light" : "dark";
      set(choice);
      try { localStorage.setItem("theme", choice); } catch { /* it holds for this page only */ }
      show();
    });
  });
})();
