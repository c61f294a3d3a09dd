"use strict";
// Everything on the page can be read without this script; it only adds interaction.
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  for (const id of ["tools", "zoom", "help"]) if ($(id)) $(id).hidden = false;

  // --- light and dark ---------------------------------------------------------------
  const remembered = (() => { try { return localStorage.getItem("prover-theme"); } catch { return null; } })();
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const setTheme = (theme) => {
    if (theme) root.dataset.theme = theme;
    const dark = (root.dataset.theme || (prefersDark.matches ? "dark" : "light")) === "dark";
    $("theme").textContent = dark ? "Light" : "Dark";
    $("theme").setAttribute("aria-label", dark ? "Switch to light colours" : "Switch to dark colours");
    $("theme").removeAttribute("aria-pressed");
    return dark;
  };
  setTheme(remembered === "dark" || remembered === "light" ? remembered : "");
  $("theme").addEventListener("click", () => {
    const next = setTheme("") ? "light" : "dark";
    setTheme(next);
    try { localStorage.setItem("prover-theme", next); } catch { /* file:// may forbid it */ }
  });

  const svg = $("drawing"), canvas = $("canvas"), search = $("search");
  if (!svg) return;

  // --- the graph --------------------------------------------------------------------
  const nodes = new Map();
  for (const g of all("g.node")) {
    const id = g.dataset.node;
    const box = g.querySelector(".box");
    const [x, y, w, h] = ["x", "y", "width", "height"].map((a) => Number(box.getAttribute(a)));
    nodes.set(id, { id, g, x, y, y0: y, w, h, parents: (g.dataset.parents || "").split(" ").filter(Boolean), children: [] });
  }
  for (const node of nodes.values()) for (const parent of node.parents) nodes.get(parent).children.push(node.id);
  const edges = all("path.edge");
  const paths = edges.map((edge) => ({ edge, path: edge.getAttribute("d") }));
  const lines = all("[data-node]");
  const closure = (start, direction) => {
    const found = new Set(), stack = [...start];
    while (stack.length) {
      const id = stack.pop();
      if (found.has(id)) continue;
      found.add(id);
      stack.push(...nodes.get(id)[direction]);
    }
    return found;
  };

  // --- the chain that a node belongs to ---------------------------------------------
  let pinned = "";
  const show = (ids) => {
    const starts = ids ? ids.split(" ").filter((id) => nodes.has(id)) : [];
    root.classList.toggle("focused", starts.length > 0);
    const up = closure(starts, "parents"), down = closure(starts, "children");
    for (const element of lines) {
      const own = element.dataset.node.split(" ");
      const relation = own.some((id) => starts.includes(id)) ? "self"
        : own.some((id) => up.has(id)) ? "up" : own.some((id) => down.has(id)) ? "down" : "";
      if (relation && starts.length) element.dataset.relation = relation;
      else delete element.dataset.relation;
    }
    for (const edge of edges) {
      const { from, to } = edge.dataset;
      if ((up.has(from) && up.has(to)) || (down.has(from) && down.has(to))) edge.dataset.relation = "chain";
      else delete edge.dataset.relation;
    }
  };
  const pin = (ids) => {
    pinned = ids === pinned ? "" : ids;
    for (const node of nodes.values()) {
      node.g.setAttribute("aria-pressed", String(pinned.split(" ").includes(node.id)));
    }
    show(pinned);
    describe(pinned.split(" ")[0]);
  };
  const carrier = (event) => event.target.closest && event.target.closest("[data-node]");
  document.addEventListener("pointerover", (event) => {
    if (pinned || search.value || event.pointerType === "touch") return;
    const element = carrier(event);
    show(element ? element.dataset.node : "");
  });
  document.addEventListener("focusin", (event) => {
    const element = carrier(event);
    if (element && !pinned && !search.value && element.matches(":focus-visible")) show(element.dataset.node);
  });
  document.addEventListener("focusout", () => { if (!pinned) show(""); });

  let dragged = false;
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input")) return;
    const element = carrier(event);
    if (dragged) { dragged = false; return; }
    if (!element) { if (canvas.contains(event.target) && pinned) pin(pinned); return; }
    pin(element.dataset.node);
    if (pinned) reveal(pinned.split(" ")[0], element);
  });

  // Show a node and its line wherever the reader is not looking already.
  const reveal = (id, except) => {
    const node = nodes.get(id);
    if (!node) return;
    if (node.g !== except && !node.g.classList.contains("gone")) {
      const scale = svg.clientWidth / svg.viewBox.baseVal.width;
      const { x, y } = svg.viewBox.baseVal;
      canvas.scrollTo({
        left: (node.x - x + node.w / 2) * scale - canvas.clientWidth / 2,
        top: (node.y - y + node.h / 2) * scale - canvas.clientHeight / 2,
        behavior: "instant", // two smooth scrolls at once would cancel each other
      });
      if (except && !inView(canvas)) canvas.scrollIntoView({ block: "nearest" });
    }
    const line = $(`line-${id}`);
    if (line && line !== except && innerWidth >= 1180) line.scrollIntoView({ block: "nearest" });
  };
  const inView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 80 && top < innerHeight - 80;
  };

  // --- the panel below the graph ----------------------------------------------------
  const describe = (id) => {
    const panel = $("detail"), line = id && $(`line-${id}`);
    panel.replaceChildren();
    panel.hidden = !line;
    if (!line) return;
    for (const part of line.children) panel.append(part.cloneNode(true));
    const sentences = [...closure([id], "parents")]
      .flatMap((n) => all(`.sentences li[data-node~="${n}"] .name`)).map((e) => e.textContent);
    const from = document.createElement("p");
    from.className = "from";
    from.textContent = sentences.length ? `Rests on ${[...new Set(sentences)].sort(byNumber).join(", ")}.` : "Rests on no sentence.";
    panel.append(from);
    if (nodes.get(id).parents.length) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = folded.has(id) ? "Unfold what it rests on" : "Fold what it rests on";
      button.addEventListener("click", () => { fold(id); describe(id); });
      panel.append(button);
    }
  };
  const byNumber = (a, b) => a.localeCompare(b, undefined, { numeric: true });

  // --- folding ----------------------------------------------------------------------
  const folded = new Set();
  const fold = (id) => {
    if (!nodes.get(id).parents.length) return;
    if (!folded.delete(id)) folded.add(id);
    const ends = [...nodes.values()].filter((n) => !n.children.length).map((n) => n.id);
    const shown = new Set(), stack = [...ends];
    while (stack.length) {
      const next = stack.pop();
      if (shown.has(next)) continue;
      shown.add(next);
      if (!folded.has(next)) stack.push(...nodes.get(next).parents);
    }
    for (const node of nodes.values()) {
      node.g.classList.toggle("gone", !shown.has(node.id));
      node.g.style.display = shown.has(node.id) ? "" : "none";
      const inside = folded.has(node.id) ? [...closure([node.id], "parents")].filter((id) => !shown.has(id)).length : 0;
      node.g.querySelector(".folded").textContent = inside ? `+ ${inside} folded` : "";
    }
    for (const edge of edges) {
      const gone = !shown.has(edge.dataset.from) || !shown.has(edge.dataset.to) || folded.has(edge.dataset.to);
      edge.style.display = gone ? "none" : "";
    }
    squeeze(shown);
    fit();
  };
  // Close the gaps that folding leaves between the layers, and crop what is empty around.
  const squeeze = (shown) => {
    const boxes = [...nodes.values()].filter((n) => shown.has(n.id));
    const bands = [];
    for (const { y0, h } of [...boxes].sort((a, b) => a.y0 - b.y0)) {
      const last = bands[bands.length - 1];
      if (last && y0 <= last.to) last.to = Math.max(last.to, y0 + h);
      else bands.push({ from: y0, to: y0 + h });
    }
    bands.forEach((band, i) => {
      const above = bands[i - 1];
      band.at = above ? above.at + above.to - above.from + Math.min(64, band.from - above.to) : band.from;
    });
    const moved = (y) => {
      const i = bands.findLastIndex((band) => band.from <= y);
      if (i < 0) return y;
      const { from, to, at } = bands[i], next = bands[i + 1];
      if (y <= to || !next) return at + y - from;
      const end = at + to - from;
      return end + (y - to) / (next.from - to) * (next.at - end);
    };
    for (const node of boxes) {
      node.y = moved(node.y0);
      node.g.setAttribute("transform", `translate(0 ${node.y - node.y0})`);
    }
    let left = Math.min(...boxes.map((n) => n.x)), right = Math.max(...boxes.map((n) => n.x + n.w));
    for (const { path, edge } of paths) {
      if (edge.style.display === "none") continue;
      // M x y, C x y x y x y, V y: the last of a V and every second number is a height.
      edge.setAttribute("d", path.replace(/([MCV])([^MCV]*)/g, (_, letter, numbers) => {
        const mapped = numbers.trim().split(/\s+/).map(Number);
        return letter + mapped.map((v, n) => (letter === "V" || n % 2 ? moved(v) : v)).join(" ");
      }));
      const room = edge.getBBox();
      left = Math.min(left, room.x);
      right = Math.max(right, room.x + room.width);
    }
    const top = Math.min(...boxes.map((n) => n.y)), bottom = Math.max(...boxes.map((n) => n.y + n.h));
    svg.setAttribute("viewBox", `${left - 24} ${top - 30} ${right - left + 48} ${bottom - top + 54}`);
  };

  // --- zoom and pan -----------------------------------------------------------------
  let scale = 1;
  const zoom = (wanted, at) => {
    const before = scale, { width, height } = svg.viewBox.baseVal;
    scale = Math.min(2.5, Math.max(0.08, wanted));
    const x = at ? at[0] : canvas.clientWidth / 2, y = at ? at[1] : canvas.clientHeight / 2;
    const left = (canvas.scrollLeft + x) * scale / before - x, top = (canvas.scrollTop + y) * scale / before - y;
    svg.setAttribute("width", width * scale);
    svg.setAttribute("height", height * scale);
    canvas.scrollLeft = left;
    canvas.scrollTop = top;
    const pans = canvas.scrollWidth > canvas.clientWidth + 1 || canvas.scrollHeight > canvas.clientHeight + 1;
    canvas.classList.toggle("pans", pans);
  };
  const room = () => {
    const limit = parseFloat(getComputedStyle(canvas).maxHeight) || innerHeight * 0.84;
    const { width, height } = svg.viewBox.baseVal;
    return { across: (canvas.clientWidth - 2) / width, down: (limit - 4) / height };
  };
  const fit = () => zoom(Math.min(1, room().across, room().down));
  $("fit").addEventListener("click", fit);
  $("larger").addEventListener("click", () => zoom(scale * 1.25));
  $("smaller").addEventListener("click", () => zoom(scale / 1.25));
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = canvas.getBoundingClientRect();
    zoom(scale * Math.exp(-event.deltaY / 300), [event.clientX - left, event.clientY - top]);
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return;
    const from = [event.clientX, event.clientY, canvas.scrollLeft, canvas.scrollTop];
    dragged = false;
    const move = (e) => {
      const [dx, dy] = [e.clientX - from[0], e.clientY - from[1]];
      if (!dragged && Math.hypot(dx, dy) < 5) return;
      dragged = true;
      canvas.classList.add("panning");
      canvas.scrollTo({ left: from[2] - dx, top: from[3] - dy, behavior: "instant" });
    };
    const stop = () => {
      canvas.classList.remove("panning");
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", stop);
      setTimeout(() => { dragged = false; });
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
  });

  // --- search -----------------------------------------------------------------------
  let hits = [], hit = -1;
  const find = () => {
    const wanted = search.value.trim().toLowerCase();
    root.classList.toggle("searching", wanted !== "");
    if (wanted) { if (pinned) pin(pinned); show(""); }
    for (const element of all("[data-match]")) delete element.dataset.match;
    const matching = new Set();
    for (const element of all(".proof li, .sentences li")) {
      if (!wanted || !element.textContent.toLowerCase().includes(wanted)) continue;
      element.dataset.match = "";
      for (const id of (element.dataset.node || "").split(" ").filter(Boolean)) matching.add(id);
    }
    for (const element of lines) if (element.dataset.node.split(" ").some((id) => matching.has(id))) element.dataset.match = "";
    hits = [...matching].sort(byNumber);
    hit = -1;
    $("matches").textContent = wanted ? `${hits.length || "no"} match${hits.length === 1 ? "" : "es"}` : "";
  };
  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && hits.length) {
      hit = (hit + (event.shiftKey ? hits.length - 1 : 1)) % hits.length;
      reveal(hits[hit]);
      $("matches").textContent = `${hit + 1} of ${hits.length}`;
    } else if (event.key === "Escape") {
      search.value = "";
      find();
      search.blur();
    }
    event.stopPropagation();
  });

  // --- keys -------------------------------------------------------------------------
  const nearest = (node, candidates) => candidates.map((id) => nodes.get(id))
    .filter((n) => !n.g.classList.contains("gone"))
    .sort((a, b) => Math.abs(a.x - node.x) - Math.abs(b.x - node.x))[0];
  const sideways = (node, sign) => [...nodes.values()]
    .filter((n) => n !== node && !n.g.classList.contains("gone")
      && Math.abs((n.y + n.h / 2) - (node.y + node.h / 2)) < 60 && (n.x - node.x) * sign > 0)
    .sort((a, b) => (a.x - b.x) * sign)[0];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); return; }
    if (event.key === "Escape") { if (pinned) pin(pinned); show(""); return; }
    const element = carrier(event);
    if (!element) return;
    const id = element.dataset.node;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pin(id);
      if (pinned) reveal(id.split(" ")[0], element);
      return;
    }
    const node = nodes.get(id);
    if (!node || element !== node.g) return;
    const next = { ArrowUp: () => nearest(node, node.parents), ArrowDown: () => nearest(node, node.children),
      ArrowLeft: () => sideways(node, -1), ArrowRight: () => sideways(node, 1) }[event.key];
    if (next) {
      event.preventDefault();
      const target = next();
      if (target) { target.g.focus({ preventScroll: true }); if (!pinned) show(target.id); reveal(target.id); }
    } else if (event.key === "c" || event.key === "C") {
      fold(id);
      if (pinned === id) describe(id);
    }
  });

  // Start at a size that can be read, with the end of the argument in view.
  const start = () => {
    const { across, down } = room();
    const whole = Math.min(1, across, down);
    zoom(whole < 0.45 ? 0.7 : whole);
    const last = [...nodes.values()].filter((n) => !n.children.length)[0];
    canvas.scrollTo({
      left: (last.x + last.w / 2) * scale - canvas.clientWidth / 2,
      top: canvas.scrollHeight,
      behavior: "instant",
    });
  };
  start();
})();
