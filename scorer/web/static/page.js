"use strict";
// Pins by drop, choice or paste; each is scored and joins the report.
const $ = (id) => document.getElementById(id);
const files = new Map();
let last = 0;
let waiting = 0;
let done = 0;

function problem(text) {
  const line = document.createElement("p");
  line.textContent = text;
  $("problems").append(line);
}

function progress() {
  const bar = $("progress");
  bar.hidden = done === waiting;
  bar.max = waiting;
  if (done) bar.value = done; else bar.removeAttribute("value");
  if (done === waiting) done = waiting = 0;
}

async function score(file, index) {
  const given = { name: file.name || "pasted.png", index, title: $("title").value, description: $("description").value };
  const answer = await fetch(`/score?${new URLSearchParams(given)}`, {
    method: "POST", headers: { "content-type": "application/octet-stream" }, body: file,
  });
  if (answer.status === 413) throw new Error("is too large");
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
  const count = list.children.length;
  document.querySelector("#overview h1").textContent = `${count} pin${count === 1 ? "" : "s"}`;
  document.body.classList.remove("empty");
  $("again").hidden = false;
}

async function one(file, index) {
  try { show(await score(file, index), index); }
  catch (error) { problem(`${file.name || "The pasted picture"} ${error instanceof TypeError ? "could not be sent: is scorer still running?" : error.message}`); }
  done += 1;
  progress();
}

async function add(chosen) {
  const queue = [...chosen].map((file) => [file, ++last]);
  if (!queue.length) return;
  $("problems").replaceChildren();
  for (const [file, index] of queue) files.set(index, file);
  waiting += queue.length;
  progress();
  const single = queue.length === 1 && queue[0][1];
  const work = async () => { for (let next; (next = queue.shift());) await one(...next); };
  await Promise.all([work(), work()]);
  history.replaceState(null, "", single ? `#pin-${single}` : "#all");
  report.refresh();
}

$("files").addEventListener("change", (event) => { add(event.target.files); event.target.value = ""; });
$("again").addEventListener("click", async () => {
  const index = Number(/^#pin-(\d+)/.exec(location.hash)?.[1] ?? last);
  waiting += 1;
  progress();
  await one(files.get(index), index);
  report.refresh();
});
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
