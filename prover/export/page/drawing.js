"use strict";
// The boxes and lines of the proof graph.  Only what is in view is in the page: thousands of
// boxes would make every movement slow.  Where too many are in view to be read, all boxes
// of one look are a single shape.
const openDrawing = (canvas) => {
  const FEW = 300, AROUND = 400;
  const SVG = "http://www.w3.org/2000/svg";

  // The whole drawing is in the page as text for readers without scripts; here it becomes
  // elements that are not part of the page yet.
  const whole = new DOMParser().parseFromString(canvas.querySelector("noscript").textContent, "text/html");
  const svg = document.importNode(whole.getElementById("drawing"), true);
  const nodes = new Map();
  for (const g of svg.querySelectorAll("g.node")) {
    const id = g.dataset.node, box = g.querySelector(".box");
    const [x, y, w, h] = ["x", "y", "width", "height"].map((a) => Number(box.getAttribute(a)));
    const parents = (g.dataset.parents || "").split(" ").filter(Boolean);
    nodes.set(id, { id, g, x, y, y0: y, w, h, parents, children: [], gone: false });
    g.remove();
  }
  for (const node of nodes.values()) for (const parent of node.parents) nodes.get(parent).children.push(node.id);

  // A path is M x y, C x y x y x y, V y: the last of a V and every second number is a height.
  const mapped = (path, moved) => path.replace(/([MCV])([^MCV]*)/g, (_, letter, numbers) => letter
    + numbers.trim().split(/\s+/).map((v, n) => (letter === "V" || n % 2 ? moved(Number(v)) : v)).join(" "));
  const extent = (path) => {
    const room = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const [, letter, numbers] of path.matchAll(/([MCV])([^MCV]*)/g)) {
      numbers.trim().split(/\s+/).forEach((number, n) => {
        const v = Number(number);
        if (letter === "V" || n % 2) { room.top = Math.min(room.top, v); room.bottom = Math.max(room.bottom, v); }
        else { room.left = Math.min(room.left, v); room.right = Math.max(room.right, v); }
      });
    }
    return room;
  };
  const edges = [...svg.querySelectorAll("path.edge")].map((element) => {
    const path = element.getAttribute("d");
    element.remove();
    return { element, path, from: element.dataset.from, to: element.dataset.to, gone: false, ...extent(path) };
  });
  const lines = svg.querySelector(".edges");
  canvas.append(svg);

  // --- what is in the page ------------------------------------------------------------
  let far = false;
  const view = () => {
    if (nodes.size <= FEW) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    const { x, y, width } = svg.viewBox.baseVal, scale = svg.width.baseVal.value / width;
    const left = x + (canvas.scrollLeft - AROUND) / scale, top = y + (canvas.scrollTop - AROUND) / scale;
    const right = left + (canvas.clientWidth + 2 * AROUND) / scale;
    return { left, top, right, bottom: top + (canvas.clientHeight + 2 * AROUND) / scale };
  };
  const meets = (room, { left, top, right, bottom }) => left <= room.right && right >= room.left
    && top <= room.bottom && bottom >= room.top;
  const around = ({ x, y, w, h }) => ({ left: x, top: y, right: x + w, bottom: y + h });

  // Make the children of `parent` from `first` on the given ones, in this order; whoever stays is not touched.
  const keep = (parent, first, wanted) => {
    const staying = new Set(wanted);
    let next = first;
    const skip = () => { while (next && !staying.has(next)) { const gone = next; next = next.nextSibling; gone.remove(); } };
    for (const element of wanted) {
      skip();
      if (element === next) next = next.nextSibling;
      else parent.insertBefore(element, next);
    }
    while (next) { const gone = next; next = next.nextSibling; gone.remove(); }
  };

  const draw = () => {
    const room = view();
    const boxes = [...nodes.values()].filter((n) => !n.gone && (meets(room, around(n)) || n.g === document.activeElement));
    const ways = edges.filter((edge) => !edge.gone && meets(room, edge));
    far = boxes.length > FEW;
    svg.classList.toggle("far", far);
    keep(lines, lines.firstChild, far ? shapes(ways, "edge", (edge) => edge.element, (edge) => edge.element.getAttribute("d")) : ways.map((edge) => edge.element));
    keep(svg, lines.nextSibling, far ? shapes(boxes, "box", (node) => node.g, ({ x, y, w, h }) => `M${x} ${y}h${w}v${h}h${-w}z`) : boxes.map((node) => node.g));
  };
  // One shape for all items of one look.
  const shapes = (items, kind, carrier, outline) => {
    const looks = new Map();
    for (const item of items) {
      const { className, dataset } = carrier(item);
      const look = [className.baseVal, dataset.relation || "", "match" in dataset ? "match" : ""].join("|");
      if (!looks.has(look)) looks.set(look, []);
      looks.get(look).push(outline(item));
    }
    return [...looks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([look, outlines]) => {
      const [role, relation, match] = look.split("|"), group = document.createElementNS(SVG, "g");
      const shape = document.createElementNS(SVG, "path");
      shape.setAttribute("class", kind);
      shape.setAttribute("d", outlines.join(""));
      group.setAttribute("class", role.replace("edge", "way"));
      if (relation) { group.dataset.relation = relation; shape.dataset.relation = relation; }
      if (match) group.dataset.match = "";
      group.append(shape);
      return group;
    });
  };
  let asked = false;
  const drawSoon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; draw(); });
  };
  canvas.addEventListener("scroll", () => { if (nodes.size > FEW) drawSoon(); }, { passive: true });
  addEventListener("resize", drawSoon);

  // The box at a place of the window, which far away no element tells.
  const at = (clientX, clientY) => {
    const { left, top, width } = svg.getBoundingClientRect(), { x, y, width: across } = svg.viewBox.baseVal;
    const px = x + (clientX - left) * across / width, py = y + (clientY - top) * across / width;
    return [...nodes.values()].find((n) => !n.gone && px >= n.x && px <= n.x + n.w && py >= n.y && py <= n.y + n.h);
  };

  // --- folding: close the gaps that it leaves between the layers, crop what is empty around
  const squeeze = () => {
    const boxes = [...nodes.values()].filter((n) => !n.gone), bands = [];
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
      let low = -1, high = bands.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (bands[middle].from <= y) low = middle; else high = middle;
      }
      if (low < 0) return y;
      const { from, to, at: start } = bands[low], next = bands[low + 1];
      if (y <= to || !next) return start + y - from;
      const end = start + to - from;
      return end + (y - to) / (next.from - to) * (next.at - end);
    };
    const room = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    const include = ({ left, top, right, bottom }) => {
      room.left = Math.min(room.left, left); room.right = Math.max(room.right, right);
      room.top = Math.min(room.top, top); room.bottom = Math.max(room.bottom, bottom);
    };
    for (const node of boxes) {
      node.y = moved(node.y0);
      node.g.setAttribute("transform", `translate(0 ${node.y - node.y0})`);
      include(around(node));
    }
    for (const edge of edges) {
      if (edge.gone) continue;
      const path = mapped(edge.path, moved);
      edge.element.setAttribute("d", path);
      Object.assign(edge, extent(path));
      include({ ...room, left: edge.left, right: edge.right });
    }
    svg.setAttribute("viewBox", `${room.left - 24} ${room.top - 30} ${room.right - room.left + 48} ${room.bottom - room.top + 54}`);
  };

  return { svg, nodes, edges, draw, drawSoon, at, squeeze, isFar: () => far };
};
