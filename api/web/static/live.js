"use strict";
// Live progress of a job; when it has ended, the page is loaded again with the answer.
(() => {
  const stages = document.getElementById("stages"), state = document.getElementById("state");
  const looked = { models: "models", chaining: "rules applied", saturation: "contradiction sought" };
  const words = {
    translated: (d) => `${d.premises} premise${d.premises === 1 ? "" : "s"} read`
      + (d.untranslated ? `, ${d.untranslated} not understood` : ""),
    consistent: (d) => (d.model ? "none: they have a model" : "there may be one"),
    searching: (d) => `${looked[d.what] || d.what}${d.clauses ? `, ${d.clauses.toLocaleString("en")} clauses` : ""}`,
    checking: (d) => (d.steps ? `step ${d.step} of ${d.steps}` : ""),
  };
  const since = performance.now(), elapsed = document.getElementById("elapsed");
  setInterval(() => { elapsed.textContent = ` · ${Math.round((performance.now() - since) / 1000)} s`; }, 1000);
  const source = new EventSource(stages.dataset.events);
  const names = ["queued", "started", "translated", "consistent", "searching", "checking", "lean", "finished"];
  for (const name of names) {
    source.addEventListener(name, (event) => {
      if (name === "finished") { source.close(); location.reload(); return; }
      if (name === "started") state.textContent = "Working on it";
      const line = stages.querySelector(`[data-stage="${name}"]`);
      if (!line) return;
      for (const now of stages.querySelectorAll(".now")) now.classList.remove("now");
      line.classList.add("reached", "now");
      const said = words[name]?.(JSON.parse(event.data).data);
      if (said) line.querySelector(".detail-said").textContent = said;
    });
  }
})();
