// What is shown: the overview, #pin-3 or #compare-1-2, by the address.
function startReport(root) {
  const book = new Book(root);
  read();
  const overview = new Overview(book, root.querySelector("#overview"));
  const view = root.querySelector("#view");
  const home = document.title;
  let last = null;
  let isFilling = false; // more pins are on their way

  // The address, with the numbers that its pins have in this report.
  function read() {
    address.read();
    const [files, numbers] = [address.files(), address.pins()];
    if (!files.length || files.length !== numbers.length) return;
    const gone = files.filter((file, at) => !book.numbered(numbers[at], file));
    address.setPins(gone.length ? [] : files.map((file, at) => book.numbered(numbers[at], file)));
    if (gone.length) tell(`${gone.join(", ")} is not in this report any more`);
  }

  function wanted() {
    const numbers = address.pins().filter((each) => book.has(each));
    return !numbers.length && book.cards.length === 1 && !isFilling ? [book.cards[0].dataset.pin] : numbers;
  }

  function route(event) {
    if (event) read();
    const indexes = wanted();
    address.setFiles(address.pins().length ? indexes.map((index) => book.path(index)) : []);
    root.classList.toggle("alone", book.cards.length === 1 && !isFilling);
    overview.place.hidden = indexes.length > 0;
    view.hidden = !indexes.length;
    if (!indexes.length) { leave(event); return; }
    const title = indexes.length > 1 ? openComparison(book, view, indexes) : openPin(book, view, indexes[0]);
    wake(view);
    last = indexes[0];
    document.title = `${title.textContent} · Pin report`;
    scrollTo(0, 0);
    if (event) title.focus({ preventScroll: true });
  }

  function leave(event) {
    view.replaceChildren();
    document.title = home;
    overview.restore();
    const card = book.byIndex.get(last);
    if (event && card) card.focus();
  }

  // A quiet one leaves a pin that was opened where it is.
  function refresh({ isQuiet = false, hasMore = false } = {}) {
    isFilling = hasMore;
    book.refresh();
    overview.refresh();
    if (!isQuiet || view.hidden || !address.pins().length) route();
  }

  watchPin(view, book);
  preparePrint(book, overview, view);
  addEventListener("hashchange", route);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    closeMenus(button ? null : event.target.closest(".menu"));
    if (button) saveAs(button.dataset.save, book, button.closest("article"));
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".menu[open]")) { closeMenus(); return; }
    if (view.hidden || document.querySelector("dialog[open]") || event.target.closest("input, select, textarea, .scroll")) return;
    const link = { ArrowLeft: ".previous", ArrowRight: ".next", Escape: ".back" }[event.key];
    const target = link && view.querySelector(`${link}:not([hidden])`);
    if (target && book.cards.length > 1) target.click();
  });
  if (root.dataset.start && !location.hash) { history.replaceState(null, "", root.dataset.start); address.read(); }
  route();
  return { refresh, book };
}
globalThis.report = startReport(document.querySelector("#report"));
