// The overview: what the pins have in common, filters, order.
const BINS = 20;
const COMMON_SHOWN = 5;
const COMMON_FROM = 3;
const SPREAD_FROM = 8;

class Overview {
  constructor(book, place) {
    this.book = book;
    this.place = place;
    this.form = place.querySelector(".filters");
    this.common = place.querySelector(".common");
    this.form.addEventListener("input", () => this.filter());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.common.addEventListener("click", (event) => this.choose(event.target.closest("button")));
    this.refresh();
  }

  refresh() {
    const cards = this.book.cards;
    this.place.querySelector("h1").textContent = `${cards.length} pin${cards.length === 1 ? "" : "s"}`;
    this.place.querySelector(".summary p").textContent = this.summary();
    this.count();
    this.list();
    this.spread();
    this.filter();
  }

  tally(tone) { return this.book.cards.filter((card) => !tone || card.dataset.tone === tone).length; }

  summary() {
    const scores = this.book.cards.map((card) => Number(card.dataset.score)).filter((score) => score >= 0);
    if (this.book.cards.length < 2 || !scores.length) return "";
    const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length;
    return `Mean score ${Math.round(mean)}. ${this.book.cards.length >= COMMON_FROM ? "Most often to fix:" : ""}`;
  }

  count() {
    for (const place of this.form.querySelectorAll("[data-count]")) {
      const tone = place.dataset.count;
      place.textContent = this.tally(tone);
      place.closest("label").hidden = tone === "none" && !this.tally(tone);
    }
  }

  // The guidelines that pins fail, most frequent first.
  list() {
    const counts = new Map();
    for (const card of this.book.cards)
      for (const id of words(card.dataset.fail)) counts.set(id, (counts.get(id) ?? 0) + 1);
    const ranked = [...counts].sort((a, b) => b[1] - a[1]);
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
      const bar = element("i", { className: count ? (low >= 80 ? "good" : low >= 60 ? "fair" : "poor") : "zero" });
      bar.style.height = `${Math.round(72 * count / most)}px`;
      return bar;
    });
    const scale = ["0", "60", "80"].map((text) => element("span", { textContent: text }));
    this.place.querySelector(".spread").replaceChildren(...(this.book.cards.length < SPREAD_FROM ? [] : [...bars, ...scale]));
  }

  choose(button) {
    if (!button) return;
    const select = this.form.elements.guideline;
    select.value = select.value === button.dataset.guideline ? "" : button.dataset.guideline;
    this.form.elements.outcome.value = select.value ? "fail" : "";
    this.filter();
  }

  filter() {
    const { cards, list } = this.book;
    const order = { worst: (a, b) => a.dataset.score - b.dataset.score, best: (a, b) => b.dataset.score - a.dataset.score, name: (a, b) => a.dataset.words.localeCompare(b.dataset.words) };
    list.append(...[...cards].sort(order[this.form.elements.order.value]).map((card) => card.parentElement));
    for (const card of cards) card.parentElement.hidden = !this.fits(card);
    const shown = cards.filter((card) => !card.parentElement.hidden).length;
    this.form.querySelector("output").textContent = shown === cards.length ? "" : `${shown} of ${cards.length} shown`;
    for (const button of this.common.querySelectorAll("button"))
      button.setAttribute("aria-pressed", button.dataset.guideline === this.form.elements.guideline.value);
  }

  fits(card) {
    const { words: search, tone, guideline, outcome } = this.form.elements;
    return card.dataset.words.toLowerCase().includes(search.value.trim().toLowerCase()) &&
      (!tone.value || card.dataset.tone === tone.value) &&
      hasOutcome(card, guideline.value, outcome.value);
  }
}

function words(text) { return text.split(" ").filter(Boolean); }

function hasOutcome(card, guideline, outcome) {
  if (outcome === "pass" && !guideline) return card.dataset.tone !== "none" && !card.dataset.fail && !card.dataset.review;
  if (!guideline && !outcome) return true;
  const ids = (outcome ? [outcome] : ["fail", "review"]).flatMap((each) => words(card.dataset[each]));
  return guideline ? ids.includes(guideline) : ids.length > 0;
}
