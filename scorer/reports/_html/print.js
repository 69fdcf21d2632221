// On paper the overview is followed by every pin that has findings.
// Of more pins only the costliest finding of each is drawn mended: paper waits for every drawing.
const MANY_PINS = 25;

function preparePrint(book, overview, view) {
  const paper = element("div", { id: "paper" });
  addEventListener("beforeprint", () => {
    if (overview.place.hidden) {
      for (const article of view.querySelectorAll("article")) drawFixes(article, article.querySelector("[data-picture]"), Infinity);
      return;
    }
    const indexes = book.shown().filter((card) => card.dataset.fail || card.dataset.review).map((card) => card.dataset.pin);
    paper.replaceChildren(...indexes.map((index) => printed(book, index)));
    book.root.append(paper);
    indexes.forEach((index, at) => {
      const picture = book.picture(book.byIndex.get(index));
      if (picture) drawFixes(paper.children[at], picture, indexes.length > MANY_PINS ? 1 : Infinity);
    });
    for (const stage of paper.querySelectorAll(".stage")) stage.marks = new Marks(stage);
    for (const stage of paper.querySelectorAll(".stage")) stage.marks.draw();
  });
  addEventListener("afterprint", () => paper.remove());
}

// A pin without what paper has no use for; ids stay unique.
function printed(book, index) {
  const article = book.open(index);
  article.querySelectorAll(".preview, .path, .switches, .sides, .fold, .why, .ticks, .legends, .seen-as").forEach((part) => part.remove());
  article.removeAttribute("aria-labelledby");
  for (const named of article.querySelectorAll("[id]")) named.removeAttribute("id");
  const on = layersOn();
  for (const layer of article.querySelectorAll(".layer")) layer.hidden = !on.has(layer.dataset.layer);
  const title = article.querySelector("h1");
  title.replaceWith(element("h2", { className: "title", textContent: title.textContent }));
  for (const fold of article.querySelectorAll("details.rest")) fold.open = true;
  return article;
}
