// The score, anew without the problems that are ticked off: as scorer/scoring/score.py has it,
//   classes = base - what each problem takes + finish        points = scale(classes)
class Scale {
  constructor(text) {
    const [base, ...places] = text.split(" ");
    this.base = Number(base);
    this.places = places.map((place) => place.split(":").map(Number));
  }

  points(classes) {
    const after = this.places.findIndex(([at]) => at > classes);
    if (after === 0) return this.places[0][1];
    if (after < 0) return this.places.at(-1)[1];
    const [[x0, y0], [x1, y1]] = this.places.slice(after - 1, after + 1);
    return y0 + (y1 - y0) * (classes - x0) / (x1 - x0);
  }
}

// What the page knows of one pin's verdicts.
function verdictsOf(article) {
  const { taken, weighed, finish } = article.dataset;
  return {
    finish: finish === "" ? null : Number(finish),
    weighed: new Map(words(weighed).map((each) => each.split(":")).map(([part, count]) => [part, Number(count)])),
    taken: taken.split(";").filter(Boolean).map((each) => {
      const [id, part, classes] = each.split(" ");
      return { id, part, classes: Number(classes) };
    }),
  };
}

// Ticks say of a guideline's id "done" (it is met now) or "ignored" (it is not judged).
function rescore(scale, { taken, weighed, finish }, ticks) {
  const counts = new Map(weighed);
  for (const { id, part } of taken)
    if (ticks.get(id) === "ignored") counts.set(part, counts.get(part) - 1);
  const left = taken.filter(({ id }) => !ticks.has(id));
  const sum = (some) => some.reduce((total, { classes }) => total + classes, 0);
  const parts = new Map();
  for (const [part, count] of counts)
    if (count > 0) parts.set(part, 100 * scale.points(scale.base - sum(left.filter((each) => each.part === part))) / scale.points(scale.base));
  if (!parts.size) return { points: null, parts };
  const added = counts.get("focus") > 0 ? finish ?? 0 : 0;
  return { points: scale.points(scale.base - sum(left) + added), parts };
}

// Ticks of every pin, by its number; they last as long as the page is open.
const ticksOfPins = new Map();

function ticksOf(index) {
  if (!ticksOfPins.has(index)) ticksOfPins.set(index, new Map());
  return ticksOfPins.get(index);
}

function tick(button, article, index, scale) {
  const { id } = button.closest(".finding").dataset;
  const ticks = ticksOf(index);
  if (ticks.get(id) === button.dataset.tick) ticks.delete(id); else ticks.set(id, button.dataset.tick);
  showTicks(article, index, scale);
}

function showTicks(article, index, scale) {
  const ticks = ticksOf(index);
  const box = article.querySelector(".score");
  if (!box) return;
  for (const finding of article.querySelectorAll(".finding[data-id]")) {
    const state = ticks.get(finding.dataset.id) ?? "";
    finding.dataset.state = state;
    for (const button of finding.querySelectorAll("[data-tick]"))
      button.setAttribute("aria-pressed", button.dataset.tick === state);
  }
  const { points, parts } = rescore(scale, verdictsOf(article), ticks);
  const before = box.dataset.now === "" ? null : Number(box.dataset.now);
  showRing(box.querySelector(".ring"), ticks.size ? points : before, ticks.size > 0);
  for (const row of box.querySelectorAll("[data-part]"))
    if (row.dataset.now !== "") showPart(row, ticks.size ? parts.get(row.dataset.part) ?? null : Number(row.dataset.now));
  const first = box.querySelector(".first-change");
  if (first) first.hidden = ticks.size > 0;
  const said = box.querySelector(".ticked");
  said.hidden = !ticks.size;
  said.textContent = ticks.size ? `${tally(ticks)}: ${shownScore(before)} → ${shownScore(points)}` : "";
}

function tally(ticks) {
  const states = [...ticks.values()];
  return [["done", "done"], ["ignored", "ignored"]]
    .map(([state, name]) => [states.filter((each) => each === state).length, name])
    .filter(([count]) => count).map(([count, name]) => `${count} ${name}`).join(", ");
}

function shownScore(score) { return score === null ? "–" : String(wholeOf(score)); }

function showRing(ring, score, isTicked) {
  ring.setAttribute("class", `ring ${score === null ? "none" : toneOf(score)}`);
  ring.setAttribute("aria-label", `score ${shownScore(score)} of 100`);
  ring.querySelector("text").textContent = shownScore(score);
  ring.querySelector(".arc").setAttribute("stroke-dasharray", `${score ?? 0} 100`);
  ring.querySelector(".then")?.toggleAttribute("hidden", isTicked);
}

function showPart(row, score) {
  row.className = score === null ? "none" : toneOf(score);
  row.querySelector(".bar i").style.width = `${score ?? 0}%`;
  row.querySelector("b").textContent = shownScore(score);
}
