// What is shown: the overview, #pin-3 or #compare-1-2, by the address.
function startReport(root) {
  const book = new Book(root);
  const overview = new Overview(book, root.querySelector("#overview"));
  const view = root.querySelector("#view");
  const home = document.title;
  let last = null;

  function wanted() {
    const numbers = /^#(?:pin|compare)-([\d-]+)$/.exec(location.hash)?.[1].split("-").filter((each) => book.has(each)) ?? [];
    return !numbers.length && book.cards.length === 1 ? [book.cards[0].dataset.pin] : numbers;
  }

  function route(event) {
    const indexes = wanted();
    root.classList.toggle("alone", book.cards.length === 1);
    overview.place.hidden = indexes.length > 0;
    view.hidden = !indexes.length;
    if (!indexes.length) { leave(event); return; }
    const heading = indexes.length > 1 ? openComparison(book, view, indexes) : openPin(book, view, indexes[0]);
    last = indexes[0];
    document.title = `${heading.textContent} · Pin report`;
    scrollTo(0, 0);
    if (event) heading.focus({ preventScroll: true });
  }

  function leave(event) {
    view.replaceChildren();
    document.title = home;
    const card = book.byIndex.get(last);
    if (event && card) card.focus();
  }

  function refresh() {
    book.refresh();
    overview.refresh();
    route();
  }

  watchPin(view);
  addEventListener("hashchange", route);
  addEventListener("keydown", (event) => {
    if (view.hidden || event.target.closest("input, select, textarea, .scroll")) return;
    const link = { ArrowLeft: ".previous", ArrowRight: ".next", Escape: ".back" }[event.key];
    const target = link && view.querySelector(`${link}:not([hidden])`);
    if (target && book.cards.length > 1) target.click();
  });
  if (root.dataset.start && !location.hash) history.replaceState(null, "", root.dataset.start);
  route();
  return { refresh };
}
globalThis.report = startReport(document.querySelector("#report"));
