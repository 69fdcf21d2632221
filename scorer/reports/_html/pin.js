// One pin opened: layers, findings and their places in the picture.
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
  return article.querySelector("h1");
}

function watchPin(view) {
  view.addEventListener("click", (event) => {
    const layer = event.target.closest("[data-switch]");
    const badge = event.target.closest("[data-goto]");
    if (layer) switchLayer(layer);
    if (badge) showFinding(badge);
  });
  for (const kind of ["mouseover", "focusin"])
    view.addEventListener(kind, (event) => {
      const words = event.target.closest("[data-number]") ?? document.activeElement.closest("[data-number]");
      pointAt(words?.dataset.number, view);
    });
}

function switchLayer(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", on);
  button.closest(".picture").querySelector(`.layer[data-layer="${CSS.escape(button.dataset.switch)}"]`).hidden = !on;
}

// From the number in the picture to the words.
function showFinding(badge) {
  const words = badge.closest("article").querySelector(`[data-number="${CSS.escape(badge.dataset.goto)}"]`);
  if (!words) return;
  const fold = words.closest("details");
  if (fold) fold.open = true;
  words.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  words.focus({ preventScroll: true });
}

// From the words to the place in the picture.
function pointAt(number, view) {
  for (const mark of view.querySelectorAll("[data-layer='findings'] .mark"))
    mark.classList.toggle("hot", mark.querySelector("button").dataset.goto === number);
  for (const words of view.querySelectorAll("[data-number]"))
    words.classList.toggle("hot", words.dataset.number === number && words === document.activeElement);
}
