"use strict";
// The report's behavior: filters, one pin opened by the address's #pin-3, layers.
function startReport(root) {
  const overview = root.querySelector("#overview");
  const view = root.querySelector("#view");
  const form = overview.querySelector(".filters");
  const list = overview.querySelector(".grid");
  const cards = [...list.querySelectorAll(".card")];
  const byIndex = new Map(cards.map((card) => [card.dataset.pin, card]));
  const home = document.title;

  function problems() {
    const counts = new Map();
    for (const card of cards)
      for (const id of card.dataset.problems.split(" ").filter(Boolean)) counts.set(id, (counts.get(id) || 0) + 1);
    for (const [id, count] of [...counts].sort((a, b) => b[1] - a[1]))
      form.elements.problem.append(new Option(`${id} (${count})`, id));
  }

  function filter() {
    const { words, tone, problem, order } = form.elements;
    const wanted = words.value.trim().toLowerCase();
    let shown = 0;
    for (const card of cards) {
      const fits = (!wanted || card.dataset.words.toLowerCase().includes(wanted)) &&
        (!tone.value || card.dataset.tone === tone.value) &&
        (!problem.value || card.dataset.problems.split(" ").includes(problem.value));
      card.parentElement.hidden = !fits;
      shown += fits;
    }
    const score = (card) => Number(card.dataset.score);
    const ways = { worst: (a, b) => score(a) - score(b), best: (a, b) => score(b) - score(a), name: (a, b) => a.dataset.words.localeCompare(b.dataset.words) };
    list.append(...[...cards].sort(ways[order.value]).map((card) => card.parentElement));
    form.querySelector("output").textContent = shown === cards.length ? "" : `${shown} of ${cards.length} shown`;
  }

  function neighbors(index) {
    const visible = [...list.querySelectorAll("li:not([hidden]) .card")].map((card) => card.dataset.pin);
    const at = visible.indexOf(index);
    return [visible[at - 1], visible[at + 1]];
  }

  function heat(layer) {
    const rows = layer.dataset.grid.split(" ");
    const canvas = document.createElement("canvas");
    canvas.width = rows[0].length;
    canvas.height = rows.length;
    const pen = canvas.getContext("2d");
    rows.forEach((row, y) => [...row].forEach((digit, x) => {
      const warmth = parseInt(digit, 36) / 35;
      pen.fillStyle = `hsl(${60 - 60 * warmth} 100% ${96 - 46 * warmth}%)`;
      pen.fillRect(x, y, 1, 1);
    }));
    layer.append(canvas);
  }

  function tile(card, mine) {
    const figure = document.createElement("figure");
    const source = card && card.querySelector("img");
    const picture = document.createElement(source ? "img" : "span");
    if (source) { picture.src = source.src; picture.alt = mine ? source.alt : ""; }
    else picture.className = "stand";
    const caption = document.createElement("figcaption");
    caption.textContent = card ? card.dataset.title : "";
    figure.append(picture, caption);
    if (mine) figure.className = "mine";
    return figure;
  }

  function fill(feed) {
    const mine = byIndex.get(feed.dataset.feed);
    const others = cards.filter((card) => card !== mine && card.querySelector("img")).slice(0, 6);
    const columns = [document.createElement("div"), document.createElement("div")];
    const tiles = [tile(mine, true), ...others.map((card) => tile(card, false))];
    while (tiles.length < 6) tiles.push(tile(null, false));
    tiles.forEach((each, at) => columns[at % 2].append(each));
    [200, 275, 240, 260, 220].forEach((height, at) => {
      const stands = columns.flatMap((column) => [...column.querySelectorAll(".stand")]);
      if (stands[at]) stands[at].style.height = `${height}px`;
    });
    feed.replaceChildren(...columns);
  }

  function open(index) {
    const template = root.querySelector(`template[data-pin="${index}"]`);
    view.replaceChildren(template.content.cloneNode(true));
    for (const picture of view.querySelectorAll("[data-picture]")) {
      picture.src = byIndex.get(index).querySelector("img").src;
      picture.parentElement.style.setProperty("--shape", picture.getAttribute("width") / picture.getAttribute("height"));
    }
    view.querySelectorAll("[data-grid]").forEach(heat);
    view.querySelectorAll("[data-feed]").forEach(fill);
    const [previous, next] = neighbors(index);
    for (const [name, to] of [["previous", previous], ["next", next]]) {
      const link = view.querySelector(`.${name}`);
      link.hidden = !to;
      if (to) link.href = `#pin-${to}`;
    }
    document.title = `${view.querySelector("h1").textContent} · Pin report`;
  }

  function route() {
    const named = /^#pin-(\d+)$/.exec(location.hash);
    const index = named && byIndex.has(named[1]) ? named[1] : cards.length === 1 ? cards[0].dataset.pin : null;
    root.classList.toggle("alone", cards.length === 1);
    overview.hidden = index !== null;
    view.hidden = index === null;
    if (index !== null) { open(index); scrollTo(0, 0); }
    else { view.replaceChildren(); document.title = home; }
  }

  view.addEventListener("click", (event) => {
    const button = event.target.closest("[data-switch]");
    if (!button) return;
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", on);
    view.querySelector(`.layer[data-layer="${button.dataset.switch}"]`).hidden = !on;
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  onhashchange = route;
  onkeydown = (event) => {
    if (view.hidden || cards.length === 1 || event.target.closest("input, select, textarea")) return;
    const link = { ArrowLeft: ".previous", ArrowRight: ".next", Escape: ".back" }[event.key];
    const target = link && view.querySelector(`${link}:not([hidden])`);
    if (target) target.click();
  };
  problems();
  route();
}
if (document.querySelector("#overview")) startReport(document.querySelector("#report"));
