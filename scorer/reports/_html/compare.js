// Several pins side by side.
const DIFFERENCES_SHOWN = 15;

function openComparison(book, view, indexes) {
  const articles = indexes.map((index) => book.open(index));
  const columns = articles.map((article, at) => side(book, article, indexes[at], book.name(indexes[0])));
  const versus = element("div", { className: "versus" }, ...columns);
  versus.style.setProperty("--count", indexes.length);
  const title = element("h1", { className: "unseen", textContent: `${indexes.length} pins compared`, tabIndex: -1 });
  const back = element("nav", { className: "path" }, element("a", { href: "#all", className: "back", textContent: "All pins" }));
  back.setAttribute("aria-label", "Pins");
  view.replaceChildren(back, title, versus, differences(articles, indexes.map((index) => book.name(index))));
  return title;
}

function side(book, article, index, first) {
  const link = element("a", { href: `#pin-${index}`, textContent: article.querySelector("h1").textContent });
  const score = article.querySelector(".score") ?? article.querySelector(".failure");
  score?.setAttribute("aria-label", `Score of ${book.name(index)}`);
  const made = element("article", {}, article.querySelector(".stage") ?? element("div"), element("h2", {}, link));
  made.append(score ?? element("div"), bet(article, book.byIndex.get(index).dataset.chance, first), todo(article));
  return made;
}

// What a model says of one side: its rate, and how likely it is clicked more than the first.
function bet(article, chance, first) {
  const rate = article.querySelector(".rate");
  const box = element("div", { className: "bet" });
  if (rate) box.append(rate);
  if (chance !== undefined)
    box.append(element("p", {}, element("b", { textContent: `${Math.round(100 * chance)} %` }), ` likely to be clicked more than ${first}`));
  return box;
}

function todo(article) {
  const rows = [...article.querySelectorAll(".finding.fail .head")].map((head) =>
    element("li", {}, head.querySelector("h3").textContent, ...[head.querySelector(".gain")].filter(Boolean)));
  return element("ul", { className: "todo" }, ...(rows.length ? rows : [element("li", { textContent: "No problems found" })]));
}

function numbersOf(article) {
  return new Map([...article.querySelectorAll("tr[data-feature]")].map((row) => [row.dataset.feature, row.cells[1].textContent]));
}

// How far apart the values of one feature are, 0 to 1; one that is absent somewhere is 1.
function distance(texts) {
  const values = texts.map((text) => parseFloat((text ?? "").replaceAll(",", "")));
  if (values.some(Number.isNaN)) return 1;
  const most = Math.max(...values.map(Math.abs));
  return most ? (Math.max(...values) - Math.min(...values)) / most : 0;
}

function differences(articles, names) {
  const sides = articles.map(numbersOf);
  const features = new Set(sides.flatMap((each) => [...each.keys()]));
  const rows = [...features].map((feature) => [feature, sides.map((each) => each.get(feature))])
    .filter(([, texts]) => new Set(texts).size > 1)
    .sort((a, b) => distance(b[1]) - distance(a[1]));
  const box = element("section", { className: "box differ" }, element("h2", { textContent: "Numbers that differ most" }), table(names, rows.slice(0, DIFFERENCES_SHOWN)));
  if (rows.length > DIFFERENCES_SHOWN)
    box.append(element("details", {}, element("summary", { textContent: `${rows.length - DIFFERENCES_SHOWN} more` }), table(names, rows.slice(DIFFERENCES_SHOWN))));
  return box;
}

function table(names, rows) {
  const heads = ["Feature", ...names].map((name) => heading("col", name));
  const lines = rows.map(([feature, texts]) => element("tr", {}, heading("row", feature), ...texts.map((text) => element("td", { textContent: text ?? "–" }))));
  return element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...lines));
}
