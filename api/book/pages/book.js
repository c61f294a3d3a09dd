"use strict";
// Search and filters of the index, copy buttons, folding of subproofs, turning of pages.
// Everything can be read without this script.
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  for (const id of ["tools", "filters", "folds"]) if ($(id)) $(id).hidden = false;

  // --- copying ----------------------------------------------------------------------
  const copied = async (text, source) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* not allowed here */ }
    getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  };
  for (const button of all("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = $(button.dataset.copies);
      button.textContent = await copied(source.textContent, source) ? "Copied" : "Select and copy";
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
  }

  // --- subproofs --------------------------------------------------------------------
  const cases = all("details.case");
  if ($("folds")) {
    $("folds").hidden = cases.length === 0;
    $("unfold").addEventListener("click", () => { for (const each of cases) each.open = true; });
    $("fold").addEventListener("click", () => { for (const each of cases) each.open = false; });
  }
  // A link to a line within a folded subproof unfolds it.
  const reveal = () => {
    const target = location.hash && $(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.matches("details")) at.open = true;
    if (target) target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => { for (const each of all("details")) each.open = true; });
  reveal();

  // --- turning pages ----------------------------------------------------------------
  const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea");
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const way = { "[": "prev", "]": "next" }[event.key];
    const link = way && document.querySelector(`a[rel=${way}]`);
    if (link) link.click();
  });

  // --- the index --------------------------------------------------------------------
  const list = $("findings"), find = $("find");
  if (!list) return;
  const rows = [...list.children].map((element) => ({ element, status: element.dataset.status, text: element.textContent.toLowerCase() }));
  const chips = all(".chips button");
  if (innerWidth < 900) $("theory").open = Boolean(location.hash);
  // "x+y" finds x + y: blanks make no difference between signs.
  const tight = (text) => text.replace(/\s*([^\p{L}\p{N}\s])\s*/gu, "$1").replace(/\s+/g, " ");
  for (const row of rows) row.text = tight(row.text);
  let status = "";
  const show = () => {
    const words = tight(find.value.trim().toLowerCase()).split(" ").filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = (!status || row.status === status) && words.every((word) => row.text.includes(word));
      row.element.hidden = !fits;
      shown += fits;
    }
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.status === status));
    $("none").hidden = shown > 0;
    $("matches").textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
  };
  find.addEventListener("input", show);
  for (const chip of chips) chip.addEventListener("click", () => { status = chip.dataset.status; show(); });
  const links = () => [...list.querySelectorAll("li:not([hidden]) a.open")];
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === find) { find.value = ""; show(); find.blur(); return; }
    if (event.key === "Enter" && event.target === find) { links()[0]?.click(); return; }
    const down = event.key === "ArrowDown", up = event.key === "ArrowUp";
    if ((down || up) && (event.target === find || list.contains(event.target))) {
      const those = links(), at = those.indexOf(document.activeElement);
      event.preventDefault();
      if (up && at <= 0) find.focus(); else those[Math.min(those.length - 1, at + (down ? 1 : -1))]?.focus();
      return;
    }
    if (!typing(event) && event.key === "/") { event.preventDefault(); find.focus(); find.select(); }
  });
})();
