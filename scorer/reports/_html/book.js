"use strict";
// The pins of a report: cards, what each opens to, and small helpers.
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

class Book {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector(".grid");
    this.refresh();
  }

  refresh() {
    this.cards = [...this.list.querySelectorAll(".card")];
    this.byIndex = new Map(this.cards.map((card) => [card.dataset.pin, card]));
  }

  has(index) { return this.byIndex.has(index); }

  name(index) { return this.byIndex.get(index).dataset.file; }

  picture(card) { return card.querySelector("img"); }

  // What the guideline's page says; empty for one that this report does not carry.
  guideline(id) { return this.root.querySelector(`template[data-guideline="${CSS.escape(id)}"]`); }

  title(id) { return this.guideline(id)?.dataset.title ?? id; }

  neighbors(index) {
    const shown = [...this.list.querySelectorAll("li:not([hidden]) .card")].map((card) => card.dataset.pin);
    const at = shown.indexOf(index);
    return [shown[at - 1], shown[at + 1]];
  }

  // The pin's article with its pictures filled in; each picture is stored once, in the card.
  open(index) {
    const article = this.root.querySelector(`template[data-pin="${index}"]`).content.cloneNode(true).querySelector("article");
    for (const picture of article.querySelectorAll("[data-picture]")) {
      picture.src = this.picture(this.byIndex.get(index)).src;
      picture.parentElement.style.setProperty("--shape", picture.getAttribute("width") / picture.getAttribute("height"));
    }
    article.querySelectorAll("[data-box]").forEach(placeMark);
    article.querySelectorAll("[data-numbers]").forEach(tabulate);
    article.querySelectorAll("[data-grid]").forEach(paintMap);
    article.querySelectorAll("[data-feed]").forEach((feed) => fillFeed(feed, this));
    for (const fold of article.querySelectorAll("[data-why]")) {
      const page = this.guideline(fold.dataset.why);
      if (page) fold.append(page.content.cloneNode(true)); else fold.remove();
    }
    return article;
  }
}

function placeMark(mark) {
  const [left, top, width, height] = mark.dataset.box.split(" ").map((side) => `${side}%`);
  Object.assign(mark.style, { left, top, width, height });
}

// Families with their numbers, one a line, made a table: 500 pins hold many of them.
function tabulate(text) {
  const table = element("table", {}, element("thead", {}, element("tr", {}, heading("col", "Feature"), heading("col", "Value"))));
  for (const line of text.textContent.trimEnd().split("\n")) {
    const [name, value] = line.trim().split(": ");
    if (value === undefined) {
      const head = element("th", { scope: "rowgroup", colSpan: 2, textContent: name });
      table.append(element("tbody", {}, element("tr", {}, head)));
      table.dataset.family = name;
      continue;
    }
    const row = element("tr", {}, heading("row", name), element("td", { textContent: value }));
    row.dataset.feature = `${table.dataset.family}.${name}`;
    table.lastChild.append(row);
  }
  const box = element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "All numbers" }, table);
  text.replaceWith(box);
}

function heading(scope, textContent) { return element("th", { scope, textContent }); }

// A map as colors over the picture: warm where it is cluttered, dark where nobody looks.
function paintMap(layer) {
  const rows = layer.dataset.grid.split(" ");
  const canvas = element("canvas", { width: rows[0].length, height: rows.length });
  const pen = canvas.getContext("2d");
  const color = layer.dataset.layer === "saliency_map"
    ? (share) => `rgb(10 10 14 / ${Math.round(82 * (1 - share) ** 1.4)}%)`
    : (share) => `hsl(${52 - 52 * share} 96% ${60 - 12 * share}% / ${Math.round(80 * share ** 0.8)}%)`;
  rows.forEach((row, y) => [...row].forEach((digit, x) => {
    pen.fillStyle = color(parseInt(digit, 36) / 35);
    pen.fillRect(x, y, 1, 1);
  }));
  layer.append(canvas);
}

// In px of the phone, as feed.css has them.
const PHONE = { screen: 800, column: 183, tallest: 384, caption: 32 };
const STANDS = [236, 280, 250, 210, 290];

// The feed of a phone, filled to its lower edge: the pin beside others and stand-ins, each in
// the shorter column, with what Pinterest shows of a title.
function fillFeed(feed, book) {
  const mine = book.byIndex.get(feed.dataset.feed);
  const others = book.cards.filter((card) => card !== mine && book.picture(card));
  const columns = [element("div"), element("div")];
  const filled = [0, 0];
  for (let at = 0; Math.min(...filled) < PHONE.screen; at += 1) {
    const card = at === 1 ? mine : others.shift();
    const [figure, height] = card ? tile(book, card) : stand(STANDS[at % STANDS.length]);
    if (card === mine) figure.className = "mine";
    const shorter = filled[0] <= filled[1] ? 0 : 1;
    columns[shorter].append(figure);
    filled[shorter] += height + PHONE.caption;
  }
  feed.replaceChildren(...columns);
}

function tile(book, card) {
  const picture = book.picture(card).cloneNode();
  picture.removeAttribute("loading");
  const shape = picture.getAttribute("height") / picture.getAttribute("width");
  const title = element("figcaption", {}, element("span", { textContent: card.dataset.title }));
  return [element("figure", {}, picture, title), Math.min(PHONE.tallest, PHONE.column * (shape || 1.5))];
}

function stand(height) {
  const figure = element("figure", {}, element("span", { className: "stand" }), element("figcaption"));
  figure.firstChild.style.height = `${height}px`;
  return [figure, height];
}
