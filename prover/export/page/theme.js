"use strict";
// Light or dark: as the system has it, or as the reader has chosen before.
(() => {
  const root = document.documentElement;
  try {
    const chosen = localStorage.getItem("prover-theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch { /* file:// may forbid it */ }
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const say = () => {
      button.textContent = isDark() ? "Light" : "Dark";
      button.setAttribute("aria-label", isDark() ? "Switch to light colours" : "Switch to dark colours");
    };
    say();
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      say();
      try { localStorage.setItem("prover-theme", root.dataset.theme); } catch { /* as above */ }
    });
  });
})();
