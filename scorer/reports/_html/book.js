// The pins of a report: cards, and what each opens to.
class Book {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector(".grid");
    const known = root.querySelector("#known").dataset;
    this.scale = new Scale(known.scale);
    this.labels = new Map(known.labels.split("\n").map((line) => line.split("\t")));
    this.refresh();
  }

  refresh() {
    this.cards = [...this.list.querySelectorAll(".card")];
    this.byIndex = new Map(this.cards.map((card) => [card.dataset.pin, card]));
  }

  path(index) { return this.byIndex.get(index)?.dataset.path; }

  // The pin of a file, which stood under a number when a link was made.
  numbered(index, path) { return this.path(index) === path ? index : this.cards.find((card) => card.dataset.path === path)?.dataset.pin; }

  has(index) { return this.byIndex.has(index); }

  // The file of a pin; with as many of its folders as tell it from others of that name, or counted.
  name(index) {
    const own = this.byIndex.get(index);
    const tail = (card, length) => card.dataset.path.split(/[\\/]/).slice(-length).join("/");
    let same = this.cards.filter((card) => card.dataset.file === own.dataset.file);
    if (same.length < 2) return own.dataset.file;
    for (let length = 2; length <= own.dataset.path.split(/[\\/]/).length; length += 1) {
      same = same.filter((card) => tail(card, length) === tail(own, length));
      if (same.length < 2) return tail(own, length);
    }
    const numbers = same.map((card) => Number(card.dataset.pin)).sort((a, b) => a - b);
    return `${own.dataset.file} (${numbers.indexOf(Number(index)) + 1})`;
  }

  picture(card) { return card.querySelector("img"); }

  // What people call a feature.
  label(feature) { return this.labels.get(feature) ?? feature; }

  // What the guideline's page says; empty for one that this report does not carry.
  guideline(id) { return this.root.querySelector(`template[data-guideline="${CSS.escape(id)}"]`); }

  title(id) { return this.guideline(id)?.dataset.title ?? id; }

  shown() { return [...this.list.querySelectorAll("li:not([hidden]) .card")]; }

  neighbors(index) {
    const shown = this.shown().map((card) => card.dataset.pin);
    const at = shown.indexOf(index);
    return [shown[at - 1], shown[at + 1]];
  }

  // The pin's article as it is stored, for what only reads it.
  article(index) { return this.root.querySelector(`template[data-pin="${index}"]`).content.querySelector("article"); }

  part(name) { return this.root.querySelector(`#pin-${name}`).content.cloneNode(true); }

  // Adds the switches and buttons that every pin has.
  equip(article) {
    article.prepend(this.part("nav"));
    const picture = article.querySelector(".picture");
    for (const button of article.querySelectorAll("[data-pictured]")) button.hidden = !picture;
    picture?.prepend(this.part("sides"));
    picture?.append(this.part("views"));
    for (const finding of article.querySelectorAll(".finding[data-id]")) {
      const ticks = this.part("ticks").firstElementChild;
      ticks.setAttribute("aria-label", finding.querySelector("h3").textContent);
      finding.querySelector(".foot").append(ticks);
    }
    addContrast(article);
    article.querySelector(".switches")?.append(...[...article.querySelectorAll(".layer")].map(switchOf));
  }

  // The pin's article with its pictures filled in; each picture is stored once, in the card.
  open(index) {
    const article = this.article(index).cloneNode(true);
    for (const picture of article.querySelectorAll("[data-picture]")) {
      picture.src = this.picture(this.byIndex.get(index)).src;
      picture.closest(".stage").style.setProperty("--shape", picture.getAttribute("width") / picture.getAttribute("height"));
    }
    article.dataset.pin = index;
    this.equip(article);
    article.querySelectorAll(".mark[data-box], .region[data-box]").forEach(placeMark);
    article.querySelectorAll("[data-numbers]").forEach((text) => tabulate(text, this));
    article.querySelectorAll("[data-grid]").forEach(paintMap);
    article.querySelectorAll("[data-feed]").forEach((feed) => fillFeed(feed, this));
    for (const fold of article.querySelectorAll("[data-why]")) {
      const page = this.guideline(fold.dataset.why);
      if (page) fold.append(page.content.cloneNode(true)); else fold.remove();
    }
    showTicks(article, index, this.scale);
    return article;
  }
}

function switchOf(layer) {
  const count = layer.querySelectorAll(".mark").length;
  const button = element("button", { type: "button" }, layer.dataset.title, ...(count > 1 ? [" ", element("small", { textContent: count })] : []));
  button.dataset.switch = layer.dataset.layer;
  return button;
}

// The lines once more, by how their letters stand out.
function addContrast(article) {
  const layer = article.querySelector("[data-layer=contrast]");
  if (!layer) return;
  layer.replaceChildren(...[...article.querySelectorAll("[data-layer=text_lines] [data-contrast]")].map((line) => {
    const contrast = Number(line.dataset.contrast);
    const mark = element("i", { className: `mark ${contrast >= 4.5 ? "good" : contrast >= 3 ? "fair" : "poor"}` });
    Object.assign(mark.dataset, { box: line.dataset.box, label: contrast.toFixed(1) });
    return mark;
  }));
}

function placeMark(mark) {
  const [left, top, width, height] = words(mark.dataset.box).map((side) => `${side}%`);
  Object.assign(mark.style, { left, top, width, height });
  mark.classList.toggle("tiny", parseFloat(height) < 2.4);
}

// Families with their numbers, one a line, made a table: 500 pins hold many of them.
function tabulate(text, book) {
  const table = element("table", {}, element("thead", {}, element("tr", {}, heading("col", "Measured"), heading("col", "Value"))));
  for (const line of text.textContent.trimEnd().split("\n")) {
    const [name, value] = line.trim().split(": ");
    if (value === undefined) {
      const head = element("th", { scope: "rowgroup", colSpan: 2, textContent: name.replaceAll("_", " ") });
      table.append(element("tbody", {}, element("tr", {}, head)));
      table.dataset.family = name;
      continue;
    }
    const feature = `${table.dataset.family}.${name}`;
    const row = element("tr", {}, heading("row", book.label(feature)), element("td", { textContent: value }));
    row.firstChild.title = feature;
    row.dataset.feature = feature;
    table.lastChild.append(row);
  }
  text.replaceWith(element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "All numbers" }, table));
}
