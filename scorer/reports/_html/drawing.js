// Pictures to keep, drawn from what the page knows: the pin with its marks, and a card that sums it up.
const INK = "#1b1a18";
const SOFT = "#635e57";
const MARK = "#d3212f";
const FILLS = { good: "#2fae68", fair: "#e8a51c", poor: "#e5484d", none: "#8a847b" };

function font(size, weight = 400) { return `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`; }

// Words in lines of a width; returns how far down they reach.
function writeLines(pen, text, [left, top, width], size, { weight = 400, color = INK, most = 4 } = {}) {
  pen.font = font(size, weight);
  pen.fillStyle = color;
  pen.textBaseline = "alphabetic";
  const lines = [""];
  for (const word of words(text).flatMap((each) => broken(pen, each, width))) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] += " …";
  shown.forEach((line, at) => pen.fillText(line, left, top + size + at * size * 1.35));
  return top + shown.length * size * 1.35 + size * 0.2;
}

// A word in pieces that fit a width: names of files are long.
function broken(pen, word, width) {
  const pieces = [""];
  for (const sign of word) {
    if (pen.measureText(pieces.at(-1) + sign).width > width && pieces.at(-1)) pieces.push("");
    pieces[pieces.length - 1] += sign;
  }
  return pieces;
}

function drawRing(pen, score, x, y, radius) {
  pen.lineWidth = radius * 0.22;
  pen.lineCap = "round";
  pen.strokeStyle = "#e4dfd7";
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.stroke();
  if (score !== null && score > 0) {
    pen.strokeStyle = FILLS[toneOf(score)];
    pen.beginPath();
    pen.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * score / 100);
    pen.stroke();
  }
  pen.fillStyle = INK;
  pen.font = font(radius * 0.72, 720);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(shownScore(score), x, y + radius * 0.04);
  pen.textAlign = "left";
}

// The pin in its stored size with outlines, leaders and numbered badges, and what they say below.
function annotatedPicture(article, picture) {
  const [width, height] = [picture.naturalWidth, picture.naturalHeight];
  const unit = Math.max(1, width / 430);
  const box = (mark) => words(mark.dataset.box).map((side, at) => Number(side) * (at % 2 ? height : width) / 100 / unit);
  const spots = [...article.querySelectorAll("[data-layer=findings] .mark")].map((mark) => ({ number: mark.dataset.label, box: box(mark) }));
  const lines = [...article.querySelectorAll("[data-layer=text_lines] .mark")].map(box);
  const found = markGeometry({ width: width / unit, height: height / unit, spots, lines });
  const told = [...article.querySelectorAll("[data-number]")].map((seen) => [seen.dataset.number, seen.querySelector("p").textContent.replace(seen.dataset.number, "").trim()]);
  const canvas = element("canvas", { width: Math.round(width + 2 * GUTTER * unit), height: Math.round(found.height * unit + (told.length * 62 + 40) * unit) });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(unit, unit);
  pen.translate(GUTTER, 0);
  pen.drawImage(picture, 0, 0, width / unit, height / unit);
  pen.drawImage(outlinePicture(found.groups, lines, width / unit, height / unit, unit), -GUTTER, 0, width / unit + 2 * GUTTER, height / unit);
  for (const group of found.groups) drawBadges(pen, group, width / unit);
  let top = found.height + 18;
  for (const [number, text] of told) {
    drawBadge(pen, number, BADGE / 2 - GUTTER + 8, top + 9);
    top = writeLines(pen, text, [0, top - 2, width / unit], 13, { most: 3 }) + 8;
  }
  return cut(canvas, Math.ceil((top + 14) * unit));
}

// Outlines around what meets, never over letters, and leaders: as the page draws them.
function outlinePicture(groups, inks, width, height, unit) {
  const canvas = element("canvas", { width: Math.round((width + 2 * GUTTER) * unit), height: Math.round(height * unit) });
  const pen = canvas.getContext("2d");
  pen.scale(unit, unit);
  pen.translate(GUTTER, 0);
  const text = groups.filter((group) => group.isText).flatMap((group) => group.rects);
  outlineUnion(pen, text, inks);
  const others = groups.filter((group) => !group.isText);
  for (const { rects } of others) {
    pen.setLineDash([7, 5]);
    for (const [color, line] of OUTLINE) strokeRects(pen, rects, color, line / 2);
  }
  pen.setLineDash([]);
  for (const { leader } of groups)
    for (const [color, line] of OUTLINE) {
      Object.assign(pen, { strokeStyle: color, lineWidth: line / 2 });
      pen.beginPath();
      pen.moveTo(leader[0], leader[1]);
      pen.lineTo(leader[2], leader[3]);
      pen.stroke();
    }
  return canvas;
}

const OUTLINE = [["rgb(255 255 255 / 88%)", 8], [MARK, 4]];

// The outer halves of the strokes are left; letters are cut free.
function outlineUnion(pen, rects, inks) {
  for (const [color, line] of OUTLINE) strokeRects(pen, rects, color, line);
  pen.globalCompositeOperation = "destination-out";
  for (const [x, y, wide, high] of rects) {
    pen.beginPath();
    pen.roundRect(x, y, wide, high, 5);
    pen.fill();
  }
  for (const ink of inks) pen.fillRect(...ink);
  pen.globalCompositeOperation = "source-over";
}

function strokeRects(pen, rects, color, line) {
  Object.assign(pen, { strokeStyle: color, lineWidth: line });
  for (const [x, y, wide, high] of rects) {
    pen.beginPath();
    pen.roundRect(x, y, wide, high, 5);
    pen.stroke();
  }
}

function drawBadges(pen, group, width) {
  const x = group.side === "left" ? BADGE / 2 - GUTTER + 5 : width + GUTTER - BADGE / 2 - 5;
  group.numbers.forEach((number, at) => drawBadge(pen, number, x, group.top + BADGE_STEP * (at + 0.5)));
}

function drawBadge(pen, number, x, y) {
  pen.fillStyle = MARK;
  pen.beginPath();
  pen.arc(x, y, BADGE / 2, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = "#fff";
  pen.font = font(12, 700);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(number, x, y + 0.5);
  pen.textAlign = "left";
}

function cut(canvas, height) {
  const kept = element("canvas", { width: canvas.width, height: Math.min(height, canvas.height) });
  kept.getContext("2d").drawImage(canvas, 0, 0);
  return kept;
}

// 1200 x 1000: the pin, its ring, and the three changes that are worth most.
function summaryCard(article, picture, score) {
  const canvas = element("canvas", { width: 1200, height: 1000 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#f7f6f3";
  pen.fillRect(0, 0, 1200, 1000);
  const scale = Math.min(520 / picture.naturalWidth, 880 / picture.naturalHeight);
  const [width, height] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
  const [left, top] = [60 + (520 - width) / 2, 60 + (880 - height) / 2];
  pen.save();
  pen.beginPath();
  pen.roundRect(left, top, width, height, 24);
  pen.clip();
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, left, top, width, height);
  pen.restore();
  drawRing(pen, score, 720, 160, 84);
  writeLines(pen, article.querySelector("h1").textContent, [840, 84, 310], 30, { weight: 720, most: 4 });
  const todo = changesOf(article).slice(0, 3);
  let next = writeLines(pen, todo.length ? "What to change first" : article.dataset.nothing, [640, 300, 510], 28, { weight: 680 }) + 14;
  for (const { title, gain, advice } of todo) {
    pen.fillStyle = FILLS.poor;
    pen.fillRect(640, next + 8, 5, 34);
    const after = writeLines(pen, title + (gain ? `  +${gain}` : ""), [662, next, 490], 25, { weight: 640, most: 2 });
    next = writeLines(pen, advice, [662, after - 2, 490], 21, { color: SOFT, most: 3 }) + 22;
  }
  return canvas;
}
