// Pins by drop, choice or paste; each is scored and joins the report.
const $ = (id) => document.getElementById(id);
const AT_ONCE = 2;
const MOST_SAID = 5;
const BINARY = { "content-type": "application/octet-stream" };
const given = new Map(); // by index: the file and its words
let last = 0;
let waiting = 0;
let done = 0;
let isSaved = true;
let isTyped = false; // in the fields, since they were filled

function typed() { return { title: $("title").value, description: $("description").value }; }

function problem(text) { $("problems").append(element("p", { textContent: text })); }

function progress() {
  const isOver = done === waiting;
  $("progress").hidden = $("count").hidden = isOver;
  $("progress").max = waiting;
  if (done) $("progress").value = done; else $("progress").removeAttribute("value");
  $("count").textContent = `${done} of ${waiting} scored`;
  if (isOver) done = waiting = 0;
}

async function ask(index) {
  const { file, title, description } = given.get(index);
  const query = new URLSearchParams({ name: file.name || "pasted.png", index, title, description });
  const answer = await fetch(`/score?${query}`, { method: "POST", headers: BINARY, body: file });
  if (answer.status === 413) throw new Error("is too large: Pinterest takes 20 MB");
  if (answer.status === 503) throw new Error("has to wait: the page is busy, try again in a moment");
  if (!answer.ok) throw new Error(`could not be scored (${answer.status})`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function show(piece, index) {
  const list = document.querySelector("#overview .grid");
  const old = list.querySelector(`.card[data-pin="${index}"]`);
  const item = document.adoptNode(piece.querySelector("li"));
  if (old) old.parentElement.replaceWith(item); else list.append(item);
  templateOf(index)?.remove();
  $("report").append(document.adoptNode(piece.querySelector("template")));
  document.body.classList.remove("empty");
  ticksOfPins.delete(String(index));
  asked.answers.clear();
  isSaved = false;
  report.refresh({ isQuiet: true, hasMore: waiting > 1 });
  if (waiting > 1) turn({ isScored: true });
}

function templateOf(index) { return document.querySelector(`#report > template[data-pin="${index}"]`); }

// The picture as it waits, before anything is known of it.
function pending(file) {
  const source = URL.createObjectURL(file);
  const picture = element("img", { src: source, alt: file.name });
  picture.onload = () => URL.revokeObjectURL(source);
  const item = element("li", {}, picture);
  picture.onerror = () => item.remove();
  $("pending").append(item);
  return item;
}

// Why a file did not reach the server. A browser gives none that changed since it was dropped.
async function unsent(file) {
  try { await file.slice(0, 1).arrayBuffer(); }
  catch { return "cannot be read: it is a folder, or it was changed or moved since you dropped it. Drop the picture again"; }
  return "could not be sent: is scorer still running?";
}

async function one(index) {
  const { file } = given.get(index);
  const item = pending(file);
  let isShown = false;
  try {
    const piece = await ask(index);
    isShown = given.get(index)?.file === file; // it may have been removed or replaced meanwhile
    if (isShown) show(piece, index);
  } catch (error) {
    if (!templateOf(index) && given.get(index)?.file === file) given.delete(index);
    problem(`${file.name || "The pasted picture"} ${error instanceof TypeError ? await unsent(file) : error.message}`);
  }
  item.remove();
  done += 1;
  progress();
  return isShown;
}

// Returns the indexes of those that were scored.
async function score(indexes) {
  const { place } = address;
  $("problems").replaceChildren();
  waiting += indexes.length;
  progress();
  const queue = [...indexes];
  const scored = [];
  const work = async () => { for (let next; (next = queue.shift());) if (await one(next)) scored.push(next); };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const isLeft = address.place !== place; // who reads something else by now goes on with it
  go(isLeft ? address.place : indexes.length === 1 && templateOf(indexes[0]) ? `pin-${indexes[0]}` : "all", { isQuiet: isLeft });
  return scored;
}

function pointsOf(index) { return Number(report.book.byIndex.get(String(index))?.dataset.score ?? -1); }

// What other words did to a score: without words the picture alone was judged.
function compared({ score: before, title, description }, now) {
  if (before < 0 || now < 0) return;
  const [was, is] = [before, now].map(wholeOf);
  const when = title || description ? "before" : "for the picture alone";
  const why = now < before ? "; what these words lack is under “Copy”" : "";
  news(`With these words ${is} of 100, ${was === is ? "the same as" : was} ${when}${why}`);
}

function news(text) {
  $("said").textContent = text;
  $("said").hidden = false;
}

function go(place, { isQuiet = false } = {}) {
  address.place = place;
  history.replaceState(null, "", `#${place}`);
  address.write();
  report.refresh({ isQuiet });
  turn({ isScored: true });
}

// The pin that a file is a new export of: the one of its name, of several the one that is open.
// What is called image.png was pasted, or dragged from a page: so are others.
function former(file) {
  if (/^image\.\w+$/i.test(file.name)) return undefined;
  const same = [...given].filter(([, each]) => each.isNamed && each.file.name === file.name).map(([index]) => index);
  return same.length < 2 ? same[0] : same.find((index) => index === opened());
}

// What was typed is meant for a single pin that comes next, and for no later one. A file of a name
// that stands here takes the place, and the words, of its former export.
function add(files, { isNamed = true } = {}) {
  const chosen = [...files];
  if (!chosen.length) return;
  const typedWords = chosen.length === 1 && (isTyped || opened() === null) ? typed() : { title: "", description: "" };
  const before = new Map();
  const indexes = chosen.map((file) => {
    const known = isNamed ? former(file) : undefined;
    const index = known === undefined || before.has(known) ? ++last : known;
    const isTypedForIt = isTyped && chosen.length === 1 && [index, null].includes(opened());
    if (index === known) before.set(index, standing(index));
    const words = index === known && !isTypedForIt ? given.get(index) : typedWords;
    given.set(index, { file, title: words.title, description: words.description, isNamed });
    return index;
  });
  fill({ title: "", description: "" });
  replace(indexes, before);
}

// A pin as it stands here, to be put back.
function standing(index) {
  return {
    entry: given.get(index), points: pointsOf(index),
    item: document.querySelector(`#overview .card[data-pin="${index}"]`)?.parentElement, template: templateOf(index),
  };
}

async function replace(indexes, before) {
  const scored = await score(indexes);
  for (const [index, { entry, template }] of before) // what never came leaves the former as it was
    if (!scored.includes(index) && template && given.has(index)) given.set(index, entry);
  const changed = scored.filter((index) => before.get(index)?.template);
  if (!changed.length) return;
  const said = changed.slice(0, MOST_SAID).map((index) => changedTo(index, before.get(index).points));
  const more = changed.length - said.length;
  news(`${changed.length > 1 ? "New exports" : "New export"}: ${said.join("; ")}${more ? `; and ${more} more` : ""}`);
  $("both").hidden = false;
  $("both").textContent = changed.length > 1 ? "Keep the former ones, too" : "Keep the former, too";
  $("both").onclick = () => keep(changed.map((index) => [index, before.get(index)]));
}

function changedTo(index, points) {
  const { name } = given.get(index).file;
  const [was, is] = [points, pointsOf(index)].map(wholeOf);
  if (pointsOf(index) < 0) return `${name} could not be scored`;
  return points < 0 ? `${name} ${is} of 100` : `${name} ${is} of 100, ${was === is ? "as" : `${was}`} before`;
}

// The former pins stand again where they stood; their new exports are pins of their own.
function keep(formers) {
  const indexes = formers.filter(([index]) => given.has(index)).map(([index, { entry, item, template }]) => {
    given.set(++last, given.get(index));
    given.set(index, entry);
    document.querySelector(`#overview .card[data-pin="${index}"]`).parentElement.replaceWith(item);
    templateOf(index).replaceWith(template);
    ticksOfPins.delete(String(index));
    return last;
  });
  $("files").focus();
  score(indexes);
}

function fill({ title, description }) {
  $("title").value = title;
  $("description").value = description;
  isTyped = false;
}

// The pin whose report is open.
function opened() {
  const [only] = address.pins();
  const index = Number(only ?? (given.size === 1 ? [...given.keys()][0] : NaN));
  return given.has(index) && address.pins().length < 2 ? index : null;
}

// The fields hold the words of the pin that is opened; what is typed while one is scored stays.
function turn({ isScored = false } = {}) {
  const index = opened();
  $("said").hidden = $("both").hidden = true;
  $("again").hidden = $("remove").hidden = index === null;
  $("save").hidden = !given.size;
  $("fields").hidden = index === null && given.size > 0;
  if (isScored && isTyped) return;
  if (index !== null) fill(given.get(index));
  else fill({ title: "", description: "" });
}

function remove(index) {
  given.delete(index);
  document.querySelector(`#overview .card[data-pin="${index}"]`)?.parentElement.remove();
  templateOf(index)?.remove();
  document.body.classList.toggle("empty", !given.size);
  isSaved = !given.size;
  go("all");
  (given.size ? $("overview").querySelector("h1") : $("files")).focus();
}

// The report as a page of its own: the empty one, with the cards and pins of this one.
async function save() {
  const answer = await fetch("/empty.html");
  if (!answer.ok) { problem("The report could not be made: is scorer still running?"); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const root = page.querySelector("#report");
  for (const card of report.book.cards) {
    const item = page.importNode(card.parentElement, true);
    item.hidden = false;
    root.querySelector(".grid").append(item);
    const template = page.importNode(templateOf(card.dataset.pin), true);
    delete template.dataset.exact;
    root.append(template);
  }
  root.querySelector("h1").textContent = counted(report.book.cards.length, "pin");
  saveText(`<!doctype html>\n${page.documentElement.outerHTML}`, "pins.html", "text/html");
  isSaved = true;
}

// How likely each pin is clicked more than the first: the server's model is asked.
async function chances(indexes) {
  const sides = indexes.map((index) => ({
    numbers: JSON.parse(templateOf(index).dataset.exact ?? "{}"),
    score: report.book.byIndex.get(index).dataset.score >= 0 ? Number(report.book.byIndex.get(index).dataset.score) : null,
  }));
  const answer = await fetch("/chances", { method: "POST", headers: BINARY, body: JSON.stringify({ sides }) });
  return answer.ok ? answer.json() : null;
}
if ($("model")) asked.model = chances;

// Says what to do with what is no file.
function refuse(text) {
  if (!text) return;
  $("problems").replaceChildren();
  const isAddress = /^(https?:|www\.)/i.test(text.trim());
  problem(isAddress ? "That is an address, and this page fetches nothing from the web: save the picture, then drop the file." : "That is text, not a picture: drop a picture file, or paste a copied picture.");
}

$("files").addEventListener("change", (event) => { add(event.target.files); event.target.value = ""; });
$("again").addEventListener("click", async () => {
  const index = opened();
  const before = { ...given.get(index), score: pointsOf(index) };
  Object.assign(given.get(index), typed());
  isTyped = false;
  if ((await score([index])).length) compared(before, pointsOf(index));
});
$("remove").addEventListener("click", () => remove(opened()));
$("save").addEventListener("click", save);
for (const name of ["title", "description"]) {
  $(name).addEventListener("input", () => { isTyped = true; });
  // As in any form; the Enter that ends a composed character is part of typing.
  $(name).addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && !$("again").hidden) $("again").click();
  });
}
addEventListener("hashchange", () => turn());
addEventListener("beforeunload", (event) => { if (!isSaved) event.preventDefault(); });
addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  const { files } = event.dataTransfer;
  if (files.length) add(files); else refuse(event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain"));
});
addEventListener("paste", (event) => {
  const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
  if (pictures.length) { event.preventDefault(); add(pictures, { isNamed: false }); }
  else if (!event.target.closest?.("input, textarea")) refuse(event.clipboardData.getData("text/plain"));
});
