// The overview: what the pins have in common, filters, order, cards or feed.
const BINS = 20;
const COMMON_SHOWN = 5;
const COMMON_FROM = 3;
const SPREAD_FROM = 8;
const FIELDS = ["tone", "guideline", "outcome", "words", "order", "shape"];
const ORDERS = {
  worst: (a, b) => a.score - b.score,
  best: (a, b) => b.score - a.score,
  gain: (a, b) => b.gain - a.gain,
  estimate: (a, b) => (b.estimate ?? -1) - (a.estimate ?? -1),
  name: (a, b) => a.file.localeCompare(b.file, undefined, { numeric: true }) || a.path.localeCompare(b.path),
};

class Overview {
  constructor(book, place) {
    this.book = book;
    this.place = place;
    this.form = place.querySelector(".filters");
    this.common = place.querySelector(".common");
    this.wall = place.querySelector(".wall");
    this.form.addEventListener("input", () => { this.keep(); this.filter(); });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.common.addEventListener("click", (event) => this.choose(event.target.closest("button")));
    place.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    this.refresh();
    this.restore();
  }

  refresh() {
    const cards = this.book.cards;
    this.place.querySelector("h1").textContent = counted(cards.length, "pin");
    this.place.querySelector(".summary p").textContent = this.summary();
    this.count();
    this.list();
    this.spread();
    this.filter();
  }

  // Filters and order as the address has them.
  restore() {
    for (const name of FIELDS) {
      const field = this.form.elements[name];
      const value = address.get(name);
      if (name === "order" && !value) field.value = "worst"; else field.value = value;
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
    this.filter();
  }

  keep() {
    for (const name of FIELDS) {
      const { value } = this.form.elements[name];
      address.set(name, name === "order" && value === "worst" ? "" : value.trim());
    }
  }

  clear() {
    for (const name of FIELDS) if (name !== "order" && name !== "shape") address.set(name, "");
    this.restore();
    this.form.elements.words.focus();
  }

  tally(tone) { return this.book.cards.filter((card) => !tone || card.dataset.tone === tone).length; }

  summary() {
    const scores = this.book.cards.map((card) => Number(card.dataset.score)).filter((score) => score >= 0);
    if (this.book.cards.length < 2 || !scores.length) return "";
    const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length;
    const unread = this.tally("none");
    const said = unread ? ` of ${counted(scores.length, "pin")}; ${counted(unread, "file")} could not be read` : "";
    return `Mean score ${wholeOf(mean)}${said}. ${this.book.cards.length >= COMMON_FROM && this.book.cards.some((card) => card.dataset.fail) ? "Most common problems:" : ""}`;
  }

  count() {
    for (const place of this.form.querySelectorAll("[data-count]")) {
      const tone = place.dataset.count;
      place.textContent = this.tally(tone);
      place.closest("label").hidden = tone === "none" && !this.tally(tone);
    }
    const hasEstimates = this.book.cards.some((card) => card.dataset.estimate);
    this.form.querySelector("option[value=estimate]").hidden = !hasEstimates;
  }

  // The guidelines that pins fail, most frequent first.
  list() {
    const counts = new Map();
    for (const card of this.book.cards)
      for (const id of words(card.dataset.fail)) counts.set(id, (counts.get(id) ?? 0) + 1);
    const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const select = this.form.elements.guideline;
    const chosen = select.value;
    select.length = 1;
    for (const [id, count] of ranked) select.append(new Option(`${this.book.title(id)} (${count})`, id));
    select.value = counts.has(chosen) ? chosen : "";
    const chips = ranked.slice(0, this.book.cards.length < COMMON_FROM ? 0 : COMMON_SHOWN).map(([id, count]) => {
      const button = element("button", { type: "button" }, this.book.title(id), element("b", { textContent: count }));
      button.dataset.guideline = id;
      return element("li", {}, button);
    });
    this.common.replaceChildren(...chips);
  }

  // How the scores are spread, as a picture.
  spread() {
    const counts = Array(BINS).fill(0);
    for (const card of this.book.cards)
      if (card.dataset.score >= 0) counts[Math.min(BINS - 1, Math.floor(card.dataset.score / (100 / BINS)))] += 1;
    const most = Math.max(...counts);
    const bars = counts.map((count, at) => {
      const low = at * (100 / BINS);
      const bar = element("i", { className: count ? toneOf(low) : "zero" });
      bar.style.height = `${Math.round(72 * count / most)}px`;
      return bar;
    });
    const scale = [0, ...bands().reverse()].map((text) => element("span", { textContent: text }));
    this.place.querySelector(".spread").replaceChildren(...(this.book.cards.length < SPREAD_FROM ? [] : [...bars, ...scale]));
  }

  choose(button) {
    if (!button) return;
    const select = this.form.elements.guideline;
    select.value = select.value === button.dataset.guideline ? "" : button.dataset.guideline;
    this.form.elements.outcome.value = select.value ? "fail" : "";
    this.keep();
    this.filter();
  }

  filter() {
    const { cards, list } = this.book;
    const { order, shape: form, guideline } = this.form.elements;
    const ranked = [...cards].sort((a, b) => (ORDERS[order.value] ?? ORDERS.worst)(a.dataset, b.dataset));
    if (ranked.some((card, at) => list.children[at] !== card.parentElement)) list.append(...ranked.map((card) => card.parentElement));
    const shown = ranked.filter((card) => this.fits(card));
    const fitting = new Set(shown);
    for (const card of cards) card.parentElement.hidden = !fitting.has(card);
    const isWall = form.value === "feed";
    list.hidden = isWall;
    this.wall.hidden = !isWall;
    if (isWall) { showWall(this.wall, this.book, shown); showView(this.place); } else this.wall.replaceChildren();
    this.place.querySelector(".nothing").hidden = shown.length > 0 || !cards.length;
    // Of a guideline alone, with those that a person has to look at.
    const unsure = guideline.value && !this.form.elements.outcome.value ? shown.filter((card) => !hasOutcome(card, guideline.value, "fail")).length : 0;
    const also = unsure ? `, ${unsure} of them to check by eye` : "";
    this.form.querySelector("output").textContent = shown.length === cards.length ? "" : `${shown.length} of ${cards.length} shown${also}`;
    for (const button of this.common.querySelectorAll("button"))
      button.setAttribute("aria-pressed", button.dataset.guideline === guideline.value);
  }

  fits(card) {
    const { words: search, tone, guideline, outcome } = this.form.elements;
    const text = plain(`${card.dataset.path} ${card.dataset.words}`);
    return words(plain(search.value)).every((word) => text.includes(word)) &&
      (!tone.value || card.dataset.tone === tone.value) &&
      hasOutcome(card, guideline.value, outcome.value);
  }
}

// A Mac takes the letters of file names apart: ü is u and a mark there.
function plain(text) { return text.normalize().toLowerCase(); }

function hasOutcome(card, guideline, outcome) {
  if (outcome === "pass" && !guideline) return card.dataset.tone !== "none" && !card.dataset.fail && !card.dataset.review;
  if (!guideline && !outcome) return true;
  const ids = (outcome ? [outcome] : ["fail", "review"]).flatMap((each) => words(card.dataset[each]));
  return guideline ? ids.includes(guideline) : ids.length > 0;
}
