// On paper the overview is followed by every pin that has findings.
// Of more pins only the costliest finding of each is drawn mended: paper waits for every drawing.
const MANY_PINS = 25;
// Pictures go to paper at about 220 dots an inch of their place there: a PDF keeps each of their pixels.
const PAPER_PX = { card: 320, pin: 700 };

function preparePrint(book, overview, view) {
  const paper = element("div", { id: "paper" });
  const swapped = new Map();
  addEventListener("beforeprint", () => {
    if (overview.place.hidden) {
      for (const article of view.querySelectorAll("article")) drawFixes(article, article.querySelector("[data-picture]"), Infinity);
      toPaperSize(view, PAPER_PX.pin, swapped);
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
    toPaperSize(paper, PAPER_PX.pin, swapped);
    toPaperSize(book.list, PAPER_PX.card, swapped);
  });
  addEventListener("afterprint", () => {
    paper.remove();
    for (const [picture, shown] of swapped) picture.replaceWith(shown);
    swapped.clear();
  });
}

// Pictures and drawings of a place as photos of the size that they have on paper; whoever looks at
// the page again gets what was there back.
function toPaperSize(place, width, swapped) {
  for (const shown of place.querySelectorAll("img, .mend[data-painted] canvas")) {
    const [wide, high] = [shown.naturalWidth ?? shown.width, shown.naturalHeight ?? shown.height];
    if (!wide || !high) continue;
    const scale = Math.min(1, width / wide);
    const canvas = element("canvas", { width: Math.max(1, Math.round(scale * wide)), height: Math.max(1, Math.round(scale * high)) });
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(shown, 0, 0, canvas.width, canvas.height);
    const picture = element("img", { src: canvas.toDataURL("image/jpeg", 0.85), alt: shown.alt ?? "", className: shown.className });
    for (const name of ["width", "height", "style"]) if (shown.hasAttribute(name)) picture.setAttribute(name, shown.getAttribute(name));
    swapped.set(picture, shown);
    shown.replaceWith(picture);
  }
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
