// What is kept of a report: pictures, a table, a checklist for the clipboard.
async function saveAs(kind, book, article) {
  const index = article?.dataset.pin;
  const picture = article?.querySelector("[data-picture]");
  if (kind === "annotated") return savePicture(annotatedPicture(book.article(index), picture), `${stem(article)} annotated.png`);
  if (kind === "card") return savePicture(summaryCard(article, picture, scoreNow(book, article)), `${stem(article)} summary.png`);
  if (kind === "checklist") return copyText(checklist(book, article, index));
  if (kind === "checklist-all") return copyText(book.shown().map((card) => checklist(book, book.article(card.dataset.pin), card.dataset.pin)).join("\n"));
  if (kind === "csv") return saveText(tableOf(book), "scores.csv", "text/csv");
  if (!article) await Promise.allSettled(book.shown().map((card) => book.picture(card)?.decode()));
  return print();
}

function stem(article) { return article.dataset.file.replace(/\.[^.]*$/, ""); }

function scoreNow(book, article) {
  const ticks = ticksOf(article.dataset.pin);
  const now = article.querySelector(".score")?.dataset.now ?? "";
  if (ticks.size) return rescore(book.scale, verdictsOf(article), ticks).points;
  return now === "" ? null : Number(now);
}

// The problems of an article in its order: title, points, what to do, and how it was ticked off.
function changesOf(article, ticks = ticksOf(article.dataset.pin)) {
  return [...article.querySelectorAll(".finding.fail[data-id]")].map((finding) => ({
    title: finding.querySelector("h3").textContent,
    gain: finding.querySelector(".gain")?.firstChild.textContent.replace("+", "") ?? "",
    advice: [...finding.querySelectorAll(".cure")].map((cure) => cure.textContent)[0] ?? "",
    state: ticks.get(finding.dataset.id) ?? "",
  })).filter(({ state }) => state !== "ignored");
}

function checklist(book, article, index) {
  const changes = changesOf(article, ticksOf(index));
  const rows = changes.map(({ title, gain, advice, state }) => `- [${state === "done" ? "x" : " "}] ${title}${gain ? ` (+${gain})` : ""}${advice ? `: ${advice}` : ""}`);
  return `## ${book.name(index)}\n${rows.length ? rows.join("\n") : article.dataset.nothing}\n`;
}

// One line a pin, in the order and by the filters of the overview.
function tableOf(book) {
  const rows = book.shown().map((card) => {
    const article = book.article(card.dataset.pin);
    const changes = changesOf(article, new Map());
    const parts = ["mobile", "text", "focus", "copy"].map((part) => article.querySelector(`[data-part=${part}]`)?.dataset.now ?? "");
    const score = Number(card.dataset.score);
    return [card.dataset.path, card.dataset.title, score < 0 ? "" : score, ...parts, card.dataset.estimate ?? "", changes.length, changes[0]?.title ?? "", changes[0]?.advice ?? ""];
  });
  const head = ["file", "title", "score", "mobile", "text", "focus", "copy", "times_average_clicks", "problems", "first_problem", "first_change"];
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

// No spreadsheet takes a cell for a formula: as scorer/reports/csv.py has it.
function cell(value) {
  const text = typeof value === "string" ? value.replace(/((?:^|[;\t\r\n|])[\s"]*)([=+\-@\t\r＝＋－＠]|::)/g, "$1'$2") : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}

async function savePicture(canvas, name) {
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  saveBlob(blob, name);
}

function saveText(text, name, type) { saveBlob(new Blob([text], { type }), name); }

function saveBlob(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tell(`Saved ${name}`);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a secure address the clipboard is reached by a selection only.
    const field = element("textarea", { value: text, className: "unseen" });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  tell("Copied");
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll(".menu[open]")) if (menu !== except) menu.open = false;
}
