"use strict";
// What makes the pages more comfortable; each of them works without it.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const show = (selector) => { for (const element of all(selector)) element.hidden = false; };
  show("#keys, .copy, .use, .file");

  // Ctrl+Enter asks.
  const text = document.getElementById("text");
  text?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) text.form.requestSubmit();
  });
  // An example goes into the box at once.
  for (const link of all(".examples a")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      text.value = link.dataset.text;
      text.focus();
      text.setSelectionRange(0, 0);
      text.scrollTop = 0;
    });
  }
  for (const button of all(".copy")) {
    button.addEventListener("click", async () => {
      const address = document.querySelector(button.dataset.copy).href;
      try { await navigator.clipboard.writeText(address); button.textContent = "Copied"; }
      catch { prompt("Copy this address", address); }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }
  for (const button of all(".use")) {
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.for), before = field.value;
      field.value = button.dataset.formula;
      button.dataset.formula = before;
      field.focus();
    });
  }
  // A formula that cannot be read: the cursor stands where it is wrong.
  const wrong = document.querySelector("[data-column]");
  if (wrong) {
    const at = Number(wrong.dataset.column) - 1;
    wrong.focus();
    wrong.setSelectionRange(at, at + 1);
  }
  for (const input of all("[data-into]")) {
    input.addEventListener("change", async () => {
      if (input.files.length) document.getElementById(input.dataset.into).value = await input.files[0].text();
    });
  }
  for (const form of all("[data-sure]")) {
    form.addEventListener("submit", (event) => { if (!confirm(form.dataset.sure)) event.preventDefault(); });
  }
  // One click, one request; the page may come back from the history, so it is undone then.
  for (const form of all("form[method=post]")) {
    form.addEventListener("submit", () => setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = true;
    }));
  }
  addEventListener("pageshow", () => { for (const button of all("form button")) button.disabled = false; });
})();
