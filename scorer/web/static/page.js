// Pins by drop, choice or paste; each is scored and joins the report.
const $ = (id) => document.getElementById(id);
const AT_ONCE = 2;
const given = new Map(); // by index: the file and its words
let last = 0;
let waiting = 0;
let done = 0;

function words() { return { title: $("title").value, description: $("description").value }; }

function problem(text) { $("problems").append(element("p", { textContent: text })); }

function progress() {
  const bar = $("progress");
  bar.hidden = done === waiting;
  bar.max = waiting;
  if (done) bar.value = done; else bar.removeAttribute("value");
  if (done === waiting) done = waiting = 0;
}

async function ask(index) {
  const { file, title, description } = given.get(index);
  const query = new URLSearchParams({ name: file.name || "pasted.png", index, title, description });
  const answer = await fetch(`/score?${query}`, {
    method: "POST", headers: { "content-type": "application/octet-stream" }, body: file,
  });
  if (answer.status === 413) throw new Error("is too large");
  if (answer.status === 503) throw new Error("has to wait, the page is busy: try again");
  if (!answer.ok) throw new Error(`could not be scored (${answer.status})`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function show(piece, index) {
  const list = document.querySelector("#overview .grid");
  const old = list.querySelector(`.card[data-pin="${index}"]`);
  const item = document.adoptNode(piece.querySelector("li"));
  if (old) old.parentElement.replaceWith(item); else list.append(item);
  document.querySelector(`#report > template[data-pin="${index}"]`)?.remove();
  $("report").append(document.adoptNode(piece.querySelector("template")));
  document.body.classList.remove("empty");
}

// The picture as it waits, before anything is known of it.
function pending(file) {
  const address = URL.createObjectURL(file);
  const picture = element("img", { src: address, alt: file.name });
  picture.onload = () => URL.revokeObjectURL(address);
  const item = element("li", {}, picture);
  picture.onerror = () => item.remove();
  $("pending").append(item);
  return item;
}

async function one(index) {
  const { file } = given.get(index);
  const item = pending(file);
  try { show(await ask(index), index); }
  catch (error) { problem(`${file.name || "The pasted picture"} ${error instanceof TypeError ? "could not be sent: is scorer still running?" : error.message}`); }
  item.remove();
  done += 1;
  progress();
}

async function score(indexes) {
  $("problems").replaceChildren();
  waiting += indexes.length;
  progress();
  const queue = [...indexes];
  const work = async () => { for (let next; (next = queue.shift());) await one(next); };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  history.replaceState(null, "", indexes.length === 1 ? `#pin-${indexes[0]}` : "#all");
  report.refresh();
  offer();
}

function add(files) {
  const indexes = [...files].map((file) => { given.set(++last, { file, ...words() }); return last; });
  if (indexes.length) score(indexes);
}

// The pin whose report is open.
function opened() {
  const index = Number(/^#pin-(\d+)$/.exec(location.hash)?.[1]);
  return given.has(index) ? index : null;
}

function offer() { $("again").hidden = opened() === null; }

// The fields hold the words of the pin that is opened; what is typed meanwhile stays.
function turn() {
  offer();
  const index = opened();
  if (index === null) return;
  $("title").value = given.get(index).title;
  $("description").value = given.get(index).description;
}

$("files").addEventListener("change", (event) => { add(event.target.files); event.target.value = ""; });
$("again").addEventListener("click", () => {
  const index = opened();
  Object.assign(given.get(index), words());
  score([index]);
});
addEventListener("hashchange", turn);
addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  add(event.dataTransfer.files);
});
addEventListener("paste", (event) => {
  const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
  if (pictures.length) { event.preventDefault(); add(pictures); }
});
