"use strict";
// The report's behavior: filters, one pin opened by the address's #pin-3, layers.
function startReport(root) {
  const overview = root.querySelector("#overview");
  const view = root.querySelector("#view");
  const form = overview.querySelector(".filters");
  const list = overview.querySelector(".grid");
  let cards = [];
  let byIndex = new Map();
  const home = document.title;

  function problems() {
    const counts = new Map();
    for (const card of cards)
      for (const id of card.dataset.problems.split(" ").filter(Boolean)) counts.set(id, (counts.get(id) || 0) + 1);
    form.elements.problem.length = 1;
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

  function clone(index) {
    const article = root.querySelector(`template[data-pin="${index}"]`).content.cloneNode(true);
    for (const picture of article.querySelectorAll("[data-picture]")) {
      picture.src = byIndex.get(index).querySelector("img").src;
      picture.parentElement.style.setProperty("--shape", picture.getAttribute("width") / picture.getAttribute("height"));
    }
    article.querySelectorAll("[data-grid]").forEach(heat);
    article.querySelectorAll("[data-feed]").forEach(fill);
    return article;
  }

  function open(index) {
    view.replaceChildren(clone(index));
    const [previous, next] = neighbors(index);
    for (const [name, to] of [["previous", previous], ["next", next]]) {
      const link = view.querySelector(`.${name}`);
      link.hidden = !to;
      if (to) link.href = `#pin-${to}`;
    }
    const against = view.querySelector(".against select");
    for (const card of cards)
      if (card.dataset.pin !== index) against.append(new Option(card.querySelector(".name").textContent, card.dataset.pin));
    view.querySelector(".against").hidden = cards.length < 2;
    against.addEventListener("change", () => { location.hash = `#compare-${index}-${against.value}`; });
    document.title = `${view.querySelector("h1").textContent} · Pin report`;
  }

  function numbers(article) {
    const rows = [...article.querySelectorAll(".parts li")].map((row) => [row.firstElementChild.textContent, row.lastElementChild.textContent]);
    for (const row of article.querySelectorAll("tbody tr")) rows.push([row.cells[0].textContent, row.cells[1].textContent]);
    return new Map([["Score", article.querySelector(".score .ring text")?.textContent ?? "–"], ...rows]);
  }

  function differences(left, right, names) {
    const [a, b] = [numbers(left), numbers(right)];
    const table = document.createElement("table");
    const line = (cells, tag) => {
      const row = table.insertRow();
      cells.forEach((text, at) => {
        const cell = document.createElement(at && tag === "td" ? "td" : "th");
        if (cell.tagName === "TH") cell.scope = tag === "td" ? "row" : "col";
        cell.textContent = text;
        row.append(cell);
      });
    };
    line(["What differs", ...names], "th");
    for (const name of new Set([...a.keys(), ...b.keys()]))
      if (a.get(name) !== b.get(name)) line([name, a.get(name) ?? "–", b.get(name) ?? "–"], "td");
    return table;
  }

  function compare(pair) {
    const sides = pair.map((index) => clone(index).querySelector("article"));
    const box = document.createElement("div");
    box.className = "versus";
    const table = differences(...sides, pair.map((index) => byIndex.get(index).querySelector(".name").textContent));
    sides.forEach((side, at) => {
      side.querySelector(".path").remove();
      side.querySelector("h1").id = `side-${at}`;
      side.setAttribute("aria-labelledby", `side-${at}`);
    });
    box.append(...sides);
    const nav = document.createElement("nav");
    nav.className = "path";
    const back = document.createElement("a");
    Object.assign(back, { href: "#all", className: "back", textContent: "All pins" });
    nav.append(back);
    const fold = document.createElement("div");
    fold.className = "box scroll-x";
    fold.append(table);
    view.replaceChildren(nav, box, fold);
    document.title = "Two pins compared · Pin report";
  }

  function route() {
    const pair = /^#compare-(\d+)-(\d+)$/.exec(location.hash)?.slice(1);
    const named = /^#pin-(\d+)$/.exec(location.hash)?.[1];
    const index = byIndex.has(named) ? named : cards.length === 1 ? cards[0].dataset.pin : null;
    const both = pair?.every((each) => byIndex.has(each));
    root.classList.toggle("alone", cards.length === 1);
    overview.hidden = both || index !== null;
    view.hidden = !overview.hidden;
    if (both) compare(pair);
    else if (index !== null) open(index);
    else { view.replaceChildren(); document.title = home; return; }
    scrollTo(0, 0);
  }

  function refresh() {
    cards = [...list.querySelectorAll(".card")];
    byIndex = new Map(cards.map((card) => [card.dataset.pin, card]));
    for (const tile of overview.querySelectorAll("[data-count]"))
      tile.textContent = cards.filter((card) => card.dataset.tone === tile.dataset.count).length;
    problems();
    route();
  }

  view.addEventListener("click", (event) => {
    const button = event.target.closest("[data-switch]");
    if (!button) return;
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", on);
    button.closest(".picture").querySelector(`.layer[data-layer="${button.dataset.switch}"]`).hidden = !on;
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
  refresh();
  return { refresh, filter };
}
globalThis.report = startReport(document.querySelector("#report"));
