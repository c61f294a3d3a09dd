"use strict";
// Everything on the page can be read without this script; it only adds interaction.
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  for (const id of ["tools", "zoom", "help"]) if ($(id)) $(id).hidden = false;

  const canvas = $("canvas"), search = $("search");
  if (!canvas) return;

  // --- the graph --------------------------------------------------------------------
  const drawing = openDrawing(canvas);
  const { svg, nodes, edges } = drawing;
  const item = (element, near) => ({ element, near, own: (element.dataset.node || "").split(" ").filter(Boolean), relation: "", match: false });
  const listed = all(".proof li, .sentences li").map((element) => item(element, false));
  const items = [...listed, ...[...nodes.values()].map((node) => item(node.g, true))];

  // How an item looks: its relation to what is pointed at, and whether it matches the search.
  const dress = ({ element, relation, match }) => {
    if (relation) element.dataset.relation = relation; else delete element.dataset.relation;
    if (match) element.dataset.match = ""; else delete element.dataset.match;
  };
  const relate = (it, relation) => {
    if (relation === it.relation) return;
    it.relation = relation;
    if (it.near) dress(it);
  };
  const matches = (it, match) => {
    if (match === it.match) return;
    it.match = match;
    if (it.near) dress(it);
  };
  // Lines far out of view are dressed when they come near.
  const byElement = new Map(listed.map((it) => [it.element, it]));
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const it = byElement.get(target);
      it.near = isIntersecting;
      target.classList.toggle("near", isIntersecting);
      if (isIntersecting) dress(it);
    }
  }, { rootMargin: "800px" });
  for (const { element } of listed) watch.observe(element);

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
  let pinned = "", shown = "";
  const show = (ids) => {
    if (ids === shown) return;
    shown = ids;
    const starts = ids ? ids.split(" ").filter((id) => nodes.has(id)) : [];
    root.classList.toggle("focused", starts.length > 0);
    const up = closure(starts, "parents"), down = closure(starts, "children");
    for (const it of items) {
      const { own } = it;
      relate(it, own.some((id) => starts.includes(id)) ? "self"
        : own.some((id) => up.has(id)) ? "up" : own.some((id) => down.has(id)) ? "down" : "");
    }
    for (const { element, from, to } of edges) {
      const related = (up.has(from) && up.has(to)) || (down.has(from) && down.has(to));
      if (related) element.dataset.relation = "chain"; else delete element.dataset.relation;
    }
    if (drawing.isFar()) drawing.drawSoon();
  };
  const pin = (ids) => {
    pinned = ids === pinned ? "" : ids;
    for (const node of nodes.values()) {
      if (!leadsTo(node.g)) node.g.setAttribute("aria-pressed", String(pinned.split(" ").includes(node.id)));
    }
    show(pinned);
    describe(pinned.split(" ")[0]);
  };
  // A box may stand for a page, which a click opens.
  const leadsTo = (element) => element.dataset.address || "";
  const carrier = (event) => {
    if (!event.target.closest) return null;
    if (drawing.isFar() && "clientX" in event && svg.contains(event.target)) return drawing.at(event.clientX, event.clientY)?.g;
    return event.target.closest("[data-node]");
  };
  const hover = (event) => {
    if (pinned || search.value || event.pointerType === "touch") return;
    const element = carrier(event);
    show(element ? element.dataset.node : "");
  };
  document.addEventListener("pointerover", hover);
  canvas.addEventListener("pointermove", (event) => { if (drawing.isFar()) hover(event); });
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
    if (event.target.matches(".folded")) { fold(element.dataset.node); return; }
    if (leadsTo(element)) { location.href = leadsTo(element); return; }
    pin(element.dataset.node);
    if (pinned) reveal(pinned.split(" ")[0], element);
  });

  // Show a node and its line wherever the reader is not looking already.
  const reveal = (id, except) => {
    const node = nodes.get(id);
    if (!node) return;
    if (node.g !== except && !node.gone) {
      const scale = svg.clientWidth / svg.viewBox.baseVal.width;
      const { x, y } = svg.viewBox.baseVal;
      canvas.scrollTo({
        left: (node.x - x + node.w / 2) * scale - canvas.clientWidth / 2,
        top: (node.y - y + node.h / 2) * scale - canvas.clientHeight / 2,
        behavior: "instant", // two smooth scrolls at once would cancel each other
      });
      drawing.draw();
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
    const rests = closure([id], "parents");
    const sentences = listed.filter(({ element, own }) => element.closest(".sentences") && own.some((n) => rests.has(n)))
      .flatMap(({ element }) => [...element.querySelectorAll(".name")]).map((e) => e.textContent);
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
    hide();
    fit();
  };
  // What only folded boxes rest on is gone.
  const hide = () => {
    const ends = [...nodes.values()].filter((n) => !n.children.length).map((n) => n.id);
    const left = new Set(), stack = [...ends];
    while (stack.length) {
      const next = stack.pop();
      if (left.has(next)) continue;
      left.add(next);
      if (!folded.has(next)) stack.push(...nodes.get(next).parents);
    }
    for (const node of nodes.values()) {
      node.gone = !left.has(node.id);
      const inside = folded.has(node.id) ? [...closure([node.id], "parents")].filter((n) => !left.has(n)).length : 0;
      node.g.querySelector(".folded").textContent = inside ? `+ ${inside} folded` : "";
    }
    for (const edge of edges) edge.gone = !left.has(edge.from) || !left.has(edge.to) || folded.has(edge.to);
    drawing.squeeze();
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
    drawing.draw();
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
  const text = (it) => it.text ??= it.element.textContent.toLowerCase();
  const find = () => {
    const wanted = search.value.trim().toLowerCase();
    root.classList.toggle("searching", wanted !== "");
    if (wanted) { if (pinned) pin(pinned); show(""); }
    const found = new Set(listed.filter((it) => wanted && text(it).includes(wanted)));
    const matching = new Set([...found].flatMap((it) => it.own));
    for (const it of items) matches(it, found.has(it) || it.own.some((id) => matching.has(id)));
    if (drawing.isFar()) drawing.drawSoon();
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
    .filter((n) => !n.gone)
    .sort((a, b) => Math.abs(across(a) - across(node)) - Math.abs(across(b) - across(node)))[0];
  // Lines lead downwards, or to the right: where a node stands along them, and across.
  const turned = "sideways" in canvas.dataset;
  const middle = { x: (n) => n.x + n.w / 2, y: (n) => n.y + n.h / 2 };
  const [along, across] = turned ? [middle.x, middle.y] : [middle.y, middle.x];
  const beside = (node, sign) => [...nodes.values()]
    .filter((n) => n !== node && !n.gone
      && Math.abs(along(n) - along(node)) < 60 && (across(n) - across(node)) * sign > 0)
    .sort((a, b) => (across(a) - across(b)) * sign)[0];
  const ways = turned ? ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] : ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); return; }
    if (event.key === "Escape") { if (pinned) pin(pinned); show(""); return; }
    const element = carrier(event);
    if (!element || event.target.matches("a, button, summary")) return;
    const id = element.dataset.node;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (leadsTo(element)) { location.href = leadsTo(element); return; }
      pin(id);
      if (pinned) reveal(id.split(" ")[0], element);
      return;
    }
    const node = nodes.get(id);
    if (!node || element !== node.g) return;
    const next = [() => nearest(node, node.parents), () => nearest(node, node.children),
      () => beside(node, -1), () => beside(node, 1)][ways.indexOf(event.key)];
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
    for (const { id, g } of nodes.values()) if ("folded" in g.dataset) folded.add(id);
    if (folded.size) hide();
    const { across, down } = room();
    const whole = Math.min(1, across, down);
    zoom(whole < 0.45 ? 0.7 : whole);
    if (turned) { canvas.scrollTo({ left: 0, top: (canvas.scrollHeight - canvas.clientHeight) / 2, behavior: "instant" }); return; }
    const last = [...nodes.values()].filter((n) => !n.children.length).pop();
    canvas.scrollTo({
      left: (last.x + last.w / 2) * scale - canvas.clientWidth / 2,
      top: canvas.scrollHeight,
      behavior: "instant",
    });
  };
  start();
})();
