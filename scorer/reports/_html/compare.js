// Several pins side by side: which to post and how sure that is, what each should change, what differs.
// Of two rated pins, makers left out whole, raters liked the one with the higher score better with
// 1 / (1 + exp(-gap / 25)): 61 % at 8 points, 80 % at 37 (35,000 pairs of 268 pins).
const SCORE_SPREAD = 25;
const [CLOSE, CLEAR] = [0.6, 0.75];

// A page that can ask a model sets this to a function of the indexes that gives the chances.
const asked = { model: null, answers: new Map() };

function openComparison(book, view, indexes) {
  askModel(book, view, indexes);
  const articles = indexes.map((index) => book.open(index));
  const sides = articles.map((article) => numbersOf(article));
  const title = element("h1", { className: "verdict", textContent: advised(book, indexes), tabIndex: -1 });
  const columns = articles.map((article, at) => side(book, article, indexes, at));
  const versus = element("div", { className: "versus" }, ...columns);
  versus.style.setProperty("--count", indexes.length);
  view.replaceChildren(pathOf(), title, element("p", { className: "muted sure", textContent: howSure(book, indexes) }),
    toolsOf(articles), versus, differences(book, sides, articles, indexes));
  return title;
}

function pathOf() {
  const back = element("nav", { className: "path" }, element("a", { href: "#all", className: "back", textContent: "All pins" }));
  back.setAttribute("aria-label", "Pins");
  const print = element("button", { type: "button", className: "button", textContent: "Print" });
  print.dataset.save = "print";
  back.append(print);
  return back;
}

// The switches of the first article serve all; each is there once.
function toolsOf(articles) {
  const [, ...others] = articles;
  const first = articles[0].querySelector(".switches");
  if (!first) return "";
  const known = new Set([...first.children].map((button) => button.dataset.switch));
  for (const button of others.flatMap((article) => [...article.querySelectorAll(".switches button")])) {
    if (known.has(button.dataset.switch)) continue;
    known.add(button.dataset.switch);
    first.append(button);
  }
  for (const count of first.querySelectorAll("small")) count.remove();
  return element("div", { className: "shared" }, articles[0].querySelector(".sides"), first, seenAs(articles[0]), articles[0].querySelector(".legends"));
}

// Without the button that enlarges one picture.
function seenAs(article) {
  const made = article.querySelector(".seen-as");
  made.querySelector("[data-zoom]").remove();
  return made;
}

function scoreOf(book, index) { return Number(book.byIndex.get(index).dataset.score); }

// How likely raters like the better of two pins better, by their scores.
function preferred(gap) { return 1 / (1 + Math.exp(-gap / SCORE_SPREAD)); }

// Chances of being clicked more than the first, where a model was asked: index and chance. A stored
// comparison holds them against its first pin only.
function chancesOf(book, indexes) {
  const answer = asked.answers.get(indexes.join("-"));
  if (answer) return indexes.slice(1).map((index, at) => [index, answer[at]]);
  const chance = (index) => book.byIndex.get(index).dataset.chance;
  const others = indexes.slice(1);
  if (chance(indexes[0]) !== undefined || others.some((index) => chance(index) === undefined)) return [];
  return others.map((index) => [index, Number(chance(index))]);
}

async function askModel(book, view, indexes) {
  const key = indexes.join("-");
  if (!asked.model || asked.answers.has(key)) return;
  const answer = await asked.model(indexes);
  if (!answer) return;
  asked.answers.set(key, answer);
  if (address.place !== `compare-${key}`) return;
  openComparison(book, view, indexes);
  wake(view);
}

function byScore(book, indexes) {
  const [best, second] = [...indexes].sort((a, b) => scoreOf(book, b) - scoreOf(book, a));
  return { best, second, chance: preferred(scoreOf(book, best) - scoreOf(book, second)) };
}

// The likeliest to be clicked, and how sure that is: against the first, or of the first against
// its strongest rival.
function byModel(book, indexes) {
  const [strongest] = chancesOf(book, indexes).sort((a, b) => b[1] - a[1]);
  if (!strongest) return null;
  const [index, chance] = strongest;
  return chance > 0.5 ? { best: index, second: indexes[0], chance } : { best: indexes[0], second: index, chance: 1 - chance };
}

function advised(book, indexes) {
  const model = byModel(book, indexes);
  const score = byScore(book, indexes);
  if (model && model.chance >= CLOSE) return `${model.chance >= CLEAR ? "Post" : "Rather post"} ${book.name(model.best)}: likely to be clicked more`;
  const best = scoreOf(book, score.best);
  if (best >= 0 && toneOf(best) === "poor") return `Make a new draft: ${score.chance >= CLOSE ? `${book.name(score.best)} is the better start` : "these are too close to call"}`;
  if (best >= 0 && score.chance >= CLOSE) return `${score.chance >= CLEAR ? "Post" : "Rather post"} ${book.name(score.best)}: it has fewer or smaller problems`;
  return "Too close to call: post whichever you like, or both";
}

function howSure(book, indexes) {
  const score = byScore(book, indexes);
  const model = byModel(book, indexes);
  const said = [];
  if (model) said.push(`Your model: ${book.name(model.best)} is ${percent(model.chance)} likely to be clicked more than ${book.name(model.second)}.`);
  const [best, second] = [scoreOf(book, score.best), scoreOf(book, score.second)];
  if (second >= 0 && score.chance < CLOSE) said.push(`The scores, ${wholeOf(best)} and ${wholeOf(second)}, are too close to tell.`);
  else if (second >= 0) said.push(`Score: ${wholeOf(best)} for ${book.name(score.best)}, ${wholeOf(second)} for ${book.name(score.second)}. Of pins so far apart, people liked the one with the higher score better in ${Math.round(10 * score.chance)} of 10 pairs.`);
  else said.push("A pin that could not be read has no score.");
  if (model && model.best !== score.best && model.chance >= CLOSE) said.push("Model and score disagree: what your account’s readers click outweighs what raters like.");
  return said.join(" ");
}

function percent(share) { return `${Math.round(100 * share)} %`; }

function side(book, article, indexes, at) {
  const index = indexes[at];
  const chance = new Map(chancesOf(book, indexes)).get(index);
  const link = element("a", { href: `#pin-${index}`, textContent: article.querySelector("h1").textContent });
  const score = article.querySelector(".score") ?? article.querySelector(".failure");
  score?.setAttribute("aria-label", `Score of ${book.name(index)}`);
  const stage = article.querySelector(".stage");
  const shown = element("div", { className: "shown" }, stage ?? element("div"), article.querySelector(".phone") ?? "");
  const made = element("article", {}, shown, element("h2", {}, link));
  made.dataset.pin = index;
  made.append(score ?? element("div"), bet(article, chance, book.name(indexes[0])), todo(article));
  return made;
}

// What a model says of one side: its rate with its range, and how likely it is clicked more than the first.
function bet(article, chance, first) {
  const rate = article.querySelector(".rate");
  const range = article.querySelector(".facts dd:nth-child(2)") && [...article.querySelectorAll(".facts > div")][1];
  const box = element("div", { className: "bet" });
  if (rate) box.append(rate);
  if (range) box.append(element("p", { className: "muted", textContent: `${range.querySelector("dt").textContent}: ${range.querySelector("dd").textContent}` }));
  if (chance !== undefined)
    box.append(element("p", {}, element("b", { textContent: percent(chance) }), ` likely to be clicked more than ${first}`));
  return box;
}

function todo(article) {
  const rows = [...article.querySelectorAll(".finding.fail .head")].map((head) =>
    element("li", {}, head.querySelector("h3").textContent, ...[head.querySelector(".gain")].filter(Boolean)));
  return element("ul", { className: "todo" }, ...(rows.length ? rows : [element("li", { textContent: article.dataset.nothing })]));
}

function differences(book, sides, articles, indexes) {
  const names = indexes.map((index) => book.name(index));
  const features = differing(sides);
  const box = element("section", { className: "box differ" }, element("h2", { textContent: "What differs" }));
  const problems = differingProblems(articles);
  if (!features.length && !problems.length) box.append(element("p", { className: "muted", textContent: "Nothing that people would notice." }));
  else box.append(table(names, [...problems, ...features.map((feature) => [book.label(feature), sides.map((side) => side.get(feature) ?? "–")])]));
  return box;
}

// Problems that some of the pins have and others do not.
function differingProblems(articles) {
  const found = articles.map((article) => new Map([...article.querySelectorAll(".finding.fail[data-id]")].map((each) => [each.dataset.id, each.querySelector("h3").textContent])));
  const titles = new Map(found.flatMap((each) => [...each]));
  return [...titles].filter(([id]) => !found.every((each) => each.has(id)))
    .map(([id, title]) => [title, found.map((each) => (each.has(id) ? "yes" : "no"))]);
}

function table(names, rows) {
  const heads = ["What", ...names].map((name) => heading("col", name));
  const lines = rows.map(([name, texts]) => element("tr", {}, heading("row", name[0].toUpperCase() + name.slice(1)), ...texts.map((text) => element("td", { textContent: text }))));
  return element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...lines));
}
