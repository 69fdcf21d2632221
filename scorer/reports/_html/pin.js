// One pin opened: its marks, its findings and their places in the picture.
function openPin(book, view, index) {
  const article = book.open(index);
  view.replaceChildren(article);
  const [previous, next] = book.neighbors(index);
  for (const [name, to] of [["previous", previous], ["next", next]]) {
    const link = article.querySelector(`.${name}`);
    link.hidden = !to;
    if (to) link.href = `#pin-${to}`;
  }
  const select = article.querySelector(".against select");
  for (const card of book.cards)
    if (card.dataset.pin !== index) select.append(new Option(book.name(card.dataset.pin), card.dataset.pin));
  article.querySelector(".against").hidden = book.cards.length < 2;
  select.addEventListener("change", () => { location.hash = `#compare-${index}-${select.value}`; });
  showFixes(article, article.querySelector("[data-picture]"));
  return article.querySelector("h1");
}

// After an article stands in the page: marks know their sizes, switches what is on.
function wake(view) {
  for (const stage of view.querySelectorAll(".stage")) stage.marks = new Marks(stage);
  showLayers(view);
  showView(view);
  showSide(view);
}

function watchPin(view, book) {
  view.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    const article = hit("article[data-pin]");
    if (hit("[data-switch]")) switchLayer(hit("[data-switch]"), view);
    if (hit("[data-goto]")) showFinding(hit("[data-goto]"), view);
    if (hit("[data-tick]")) tick(hit("[data-tick]"), article, article.dataset.pin, book.scale);
    if (hit("[data-zoom]")) enlarge(view.querySelector("[data-picture]"));
    if (hit("button[data-side]")) {
      address.set("side", hit("button[data-side]").dataset.side === "feed" ? "feed" : "");
      showSide(view);
    }
  });
  view.addEventListener("change", (event) => {
    if (!event.target.matches("[data-view]")) return;
    address.set("view", event.target.value);
    showView(view);
  });
  for (const kind of ["mouseover", "focusin"])
    view.addEventListener(kind, (event) => {
      const number = event.target.closest("[data-goto]")?.dataset.goto;
      const said = event.target.closest("[data-number]") ?? document.activeElement.closest("[data-number]");
      pointAt(number ?? said?.dataset.number, view);
    });
}

// From the number in the picture to the words; in a comparison, to the pin.
function showFinding(badge, view) {
  const said = view.querySelector(`[data-number="${CSS.escape(badge.dataset.goto)}"]`);
  if (!said) { location.hash = `#pin-${badge.closest("[data-pin]").dataset.pin}`; return; }
  const fold = said.closest("details");
  if (fold) fold.open = true;
  said.scrollIntoView({ block: "center", behavior: isStill() ? "auto" : "smooth" });
  said.focus({ preventScroll: true });
}

// From the words to the place in the picture.
function pointAt(number, view) {
  for (const stage of view.querySelectorAll(".stage")) stage.marks?.light(number);
  for (const said of view.querySelectorAll("[data-number]"))
    said.classList.toggle("hot", said.dataset.number === number && said === document.activeElement);
}
