// Makes the desk quicker; every page works without it. No library, no request to anyone but the desk.
"use strict";

const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Words and values light one another up: a click on marked words goes to the value, and back. */
function joinWordsAndValues() {
  const base = (key) => key.split("-")[0];
  const light = (key, on) => {
    for (const element of findAll("mark[data-key], [data-value]")) {
      const own = base(element.dataset.key || element.dataset.value);
      if (own === key) element.classList.toggle("lit", on);
    }
  };
  for (const mark of findAll(".report mark[data-key], .source mark[data-key]")) {
    const key = base(mark.dataset.key);
    const value = document.getElementById(`v-${key}`);
    if (!value) continue;
    mark.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection())) return;
      event.stopPropagation();
      location.hash = `v-${key}`;
      value.scrollIntoView({ block: "nearest" });
    });
    mark.addEventListener("mouseenter", () => light(key, true));
    mark.addEventListener("mouseleave", () => light(key, false));
  }
  for (const value of findAll("[data-value]")) {
    const key = base(value.dataset.value);
    value.addEventListener("mouseenter", () => light(key, true));
    value.addEventListener("mouseleave", () => light(key, false));
  }
}

/** Words marked with the pointer in a report can correct a value of one of its encounters. */
function correctByMarking() {
  const form = find("#marking");
  const report = find(".report");
  if (!form || !report) return;
  const offset = (block, node, place) => {
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, place);
    const part = range.cloneContents();
    for (const link of findAll(".ref", part)) link.remove();
    return Number(block.dataset.start) + [...part.textContent].length;
  };
  const blockOf = (node) => (node.nodeType === 1 ? node : node.parentElement).closest("[data-start]");
  document.addEventListener("mouseup", (event) => {
    if (event.target.closest("#marking")) return;
    const chosen = getSelection();
    const words = String(chosen).trim();
    const inside = chosen.rangeCount && report.contains(chosen.anchorNode) && report.contains(chosen.focusNode);
    form.hidden = !inside || !words || words.length > 200;
    if (form.hidden) return;
    const range = chosen.getRangeAt(0);
    const start = offset(blockOf(range.startContainer), range.startContainer, range.startOffset);
    const stop = offset(blockOf(range.endContainer), range.endContainer, range.endOffset);
    form.elements.value.value = words;
    form.elements.note.value = `words ${start}-${stop}`;
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") form.hidden = true; });
}

/** Filters apply when changed; the button stays for those without script. */
function applyFilters() {
  for (const form of findAll("form[data-auto]")) {
    form.addEventListener("change", () => form.requestSubmit());
    form.addEventListener("submit", () => {
      for (const field of findAll("input, select", form)) if (!field.value) field.disabled = true;
    });
  }
  const narrow = matchMedia("(max-width: 60rem)");
  const fold = () => findAll(".filters details").forEach((box) => { box.open = !narrow.matches; });
  narrow.addEventListener("change", fold);
  fold();
}

/** Suggestions under the search box. */
function suggest() {
  const box = find("#search");
  const list = find("#suggestions");
  if (!box || !list) return;
  let timer = 0;
  let last = "";
  box.addEventListener("input", () => {
    clearTimeout(timer);
    const prefix = box.value.trim();
    if (prefix.length < 2 || prefix === last) return;
    timer = setTimeout(async () => {
      last = prefix;
      const answer = await fetch(`${list.dataset.source}?words=${encodeURIComponent(prefix)}`);
      if (!answer.ok) return;
      const options = (await answer.json()).items.map((item) => {
        const option = document.createElement("option");
        option.value = item.name;
        option.label = item.kind;
        return option;
      });
      list.replaceChildren(...options);
    }, 140);
  });
}

/** Keys: / searches, j and k walk through the items, a letter presses the button that carries it. */
function listenToKeys() {
  const items = findAll("[data-item]");
  let place = items.findIndex((item) => item.classList.contains("now"));
  const walk = (step) => {
    if (!items.length) return;
    items[place]?.classList.remove("now");
    place = Math.min(items.length - 1, Math.max(0, place + step));
    items[place].classList.add("now");
    items[place].scrollIntoView({ block: "nearest" });
    (find("a", items[place]) || items[place]).focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (event.key === "/") { event.preventDefault(); find("#search")?.focus(); return; }
    if (event.key === "j") { walk(1); return; }
    if (event.key === "k") { walk(-1); return; }
    const scope = items[place] || document;
    const button = `[data-press="${CSS.escape(event.key)}"]`;
    (find(button, scope) || findAll(button).find((one) => !one.closest("[data-item]")))?.click();
  });
}

/** In the network a party under the pointer keeps its own lines and dims the rest. */
function focusNetwork() {
  const network = find("svg.network");
  if (!network) return;
  const edges = findAll("[data-ends]", network);
  const nodes = findAll("[data-node]", network);
  for (const node of nodes) {
    const show = () => {
      const near = new Set([node.dataset.node]);
      for (const edge of edges) {
        const ends = edge.dataset.ends.split("|");
        const mine = ends.includes(node.dataset.node);
        edge.classList.toggle("near", mine);
        edge.classList.toggle("away", !mine);
        if (mine) ends.forEach((end) => near.add(end));
      }
      for (const other of nodes) other.classList.toggle("away", !near.has(other.dataset.node));
    };
    const hide = () => [...edges, ...nodes].forEach((element) => element.classList.remove("away", "near"));
    node.addEventListener("mouseenter", show);
    node.addEventListener("focus", show);
    node.addEventListener("mouseleave", hide);
    node.addEventListener("blur", hide);
    drag(network, node, edges);
  }
}

/** A party can be pulled aside; its lines follow. */
function drag(network, node, edges) {
  const circle = find("circle", node);
  const label = find("text", node);
  let moved = false;
  node.addEventListener("dragstart", (event) => event.preventDefault());
  node.addEventListener("pointerdown", (down) => {
    if (down.button) return;
    down.preventDefault();
    moved = false;
    const scale = network.viewBox.baseVal.width / network.getBoundingClientRect().width;
    const start = { x: +circle.getAttribute("cx"), y: +circle.getAttribute("cy"), label: +label.getAttribute("y") };
    const move = (event) => {
      const x = start.x + (event.clientX - down.clientX) * scale;
      const y = start.y + (event.clientY - down.clientY) * scale;
      moved ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 4;
      circle.setAttribute("cx", x);
      circle.setAttribute("cy", y);
      label.setAttribute("x", x);
      label.setAttribute("y", start.label + y - start.y);
      for (const edge of edges) {
        const end = edge.dataset.ends.split("|").indexOf(node.dataset.node);
        if (end < 0) continue;
        find("line", edge).setAttribute(`x${end + 1}`, x);
        find("line", edge).setAttribute(`y${end + 1}`, y);
      }
    };
    const stop = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", stop);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
  });
  node.addEventListener("click", (event) => { if (moved) event.preventDefault(); });
}

joinWordsAndValues();
correctByMarking();
applyFilters();
suggest();
listenToKeys();
focusNetwork();
