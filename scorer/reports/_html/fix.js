// A finding as it is and as it should be, side by side at the width of a phone's feed, made
// from the stored picture. What a fix is: scorer/core/fix.py.
const FEED_PX = 183;
const TALLEST_PX = 190; // of the part that is shown, on the page
const MARGIN = 0.04; // kept free at the sides of the pin, share of its width
// Where there is no room, words are tried so much smaller each time, down to the last.
const STEP = 0.93;
const LEAST_FACTOR = 1.05;
// Lines whose heights differ by more than this factor, and their rows in their heights.
const UNLIKE = 1.35;
const APART = 1.15;
// Words go where colors are no farther from those that they stand on, RGB: so many times the
// distance within their own place, and so much more.
const AS_EVEN = 1.3;
const ALIKE = 14;

const FIXES = { scale: scaled, color: recolored, panel: paneled, move: moved, crop: cropped, headline: headlined, layout: laidOut, band: banded, lift: lifted, text: replaced };
const SAID = {
  scale: (fix) => `${fix.factor.toFixed(1)}× as large`,
  color: () => "In a color that stands out",
  panel: () => "On a panel",
  move: () => "Moved",
  crop: (fix) => `Cropped to ${fix.width_px} × ${fix.height_px}`,
  headline: (fix) => (fix.text ? "With the title as a headline" : "With a headline of yours"),
  layout: (fix) => `Laid out anew at ${fix.width_px} × ${fix.height_px}`,
  band: (fix) => `With the words on a band ${fix.is_above ? "above" : "below"} the picture`,
  lift: () => "With the light lifted",
  text: (fix) => (fix.text ? "With other words" : "Without these lines"),
};

// Adds the two pictures to every finding of an article that can be shown mended, each when it
// comes near the window.
function showFixes(article, picture) {
  if (!picture) return;
  const watcher = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      picture.decode().then(() => paintFix(target, picture), () => target.remove());
    }
  }, { rootMargin: "300px" });
  for (const place of article.querySelectorAll("[data-fix]")) {
    const fix = JSON.parse(place.dataset.fix);
    if (!FIXES[fix.kind]) continue;
    const figure = fixFrame(fix);
    figure.fix = fix;
    place.append(figure);
    watcher.observe(figure);
  }
}

// The same at once, of the first findings of an article: for paper, which does not wait.
function drawFixes(article, picture, most) {
  if (!picture?.naturalWidth) return;
  for (const place of [...article.querySelectorAll("[data-fix]")].slice(0, most)) {
    const fix = JSON.parse(place.dataset.fix);
    if (!FIXES[fix.kind]) continue;
    const known = place.querySelector(".mend");
    const figure = known ?? fixFrame(fix);
    if ("painted" in figure.dataset) continue;
    figure.fix = fix;
    if (!known) place.append(figure);
    paintFix(figure, picture);
  }
}

function fixFrame(fix) {
  const side = (name, said) => element("figure", { className: name }, element("canvas"), element("figcaption", { textContent: said }));
  return element("div", { className: "mend" }, side("before", "As it is"), side("after", SAID[fix.kind](fix)), ...swatches(fix));
}

// Colors that a fix names, shown and written.
function swatches(fix) {
  const all = { color: [["Text", fix.ink, fix.color]], panel: [["Text", "", fix.ink], ["Panel", "", fix.color]] }[fix.kind] ?? [];
  const named = all.filter(([, , to]) => to);
  if (!named.length) return [];
  const chip = (color) => {
    const dot = element("i");
    dot.style.background = color;
    return element("span", { className: "swatch" }, dot, element("code", { textContent: color }));
  };
  const rows = named.map(([name, from, to]) => element("span", {}, `${name} `, ...(from ? [chip(from), " → "] : []), chip(to)));
  return [element("p", { className: "swatches" }, ...rows)];
}

function paintFix(figure, picture) {
  const { fix } = figure;
  const source = pixelsOf(picture);
  const ratio = source.width / picture.getAttribute("width");
  const near = (box) => box.map((side) => side * ratio);
  const made = FIXES[fix.kind](copyOf(source), fix, near, otherLines(figure, fix, near, source));
  if (!made) {
    figure.remove(); // what cannot be drawn well is not shown
    return;
  }
  const shown = made.shown ?? partShown(made.seen, source);
  paintPart(figure.querySelector(".before canvas"), source, made.whole ?? shown);
  paintPart(figure.querySelector(".after canvas"), made.canvas ?? source, shown);
  figure.dataset.painted = "";
  if (made.said) figure.querySelector(".after figcaption").textContent = made.said;
}

// Lines of the pin that the fix does not mean.
function otherLines(figure, fix, near, { width, height }) {
  const own = (fix.boxes ?? []).map(near);
  return [...figure.closest("article").querySelectorAll("[data-layer=text_lines] .mark")]
    .map((mark) => words(mark.dataset.box).map((side, at) => Number(side) * (at % 2 ? height : width) / 100))
    .filter((line) => !own.some((box) => isWithin(line, box)));
}

// The whole width of the pin, around the boxes that changed.
function partShown(boxes, { width, height }) {
  const [, top, , tall] = unionOf(boxes);
  const most = TALLEST_PX * width / FEED_PX;
  const rows = Math.min(height, Math.max(Math.min(most, 1.2 * tall + 0.25 * width), 0.55 * width));
  const first = between(0, height - rows, top + tall / 2 - rows / 2);
  return [0, first, width, rows];
}

function paintPart(canvas, source, [left, top, width, height]) {
  const density = Math.max(2, devicePixelRatio || 1);
  canvas.width = Math.round(FEED_PX * density);
  canvas.height = Math.max(1, Math.round(FEED_PX * density * height / width));
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(source, left, top, width, height, 0, 0, canvas.width, canvas.height);
}

function unionOf(boxes) {
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const right = Math.max(...boxes.map((box) => box[0] + box[2]));
  const bottom = Math.max(...boxes.map((box) => box[1] + box[3]));
  return [left, top, right - left, bottom - top];
}

// Each line's letters, taken off the picture.
function takenOff(canvas, boxes) {
  const found = boxes.map((box) => lettersIn(canvas, box));
  for (const letters of found) eraseLetters(canvas, letters);
  return found;
}

// Words of lines set larger: as large as is asked, or as other words leave room for.
function scaled(canvas, fix, near, others) {
  const boxes = fix.boxes.map(near);
  const block = unionOf(boxes);
  const letters = boxes.map((box) => lettersIn(canvas, box));
  const found = firstFitting(canvas, { letters, boxes, block, others, factor: fix.factor, keeps: fix.keeps });
  if (!found) return null;
  for (const each of letters) eraseLetters(canvas, each);
  for (const [lines, by] of found.moves) shiftLines(canvas, lines, by);
  setPieces(canvas, found.pieces);
  return { canvas, seen: [block, found.place], said: saidOf(fix.factor, found) };
}

function setPieces(canvas, pieces, color) {
  for (const [each, from, to, [x, y, width, height]] of pieces) {
    if (!each.drawn) each.drawn = drawnLetters(each, color);
    canvas.getContext("2d").drawImage(each.drawn, from, 0, to - from, each.height, x, y, width, height);
  }
}

function saidOf(factor, { size, rows }) {
  if (size < factor) return `As large as fits, ${size.toFixed(1)}×: ${factor.toFixed(1)}× needs fewer words`;
  return rows ? `${factor.toFixed(1)}× as large, in ${counted(rows, "row")}` : undefined;
}

// Nothing where words would run into pictures, off their label or out of the pin.
function firstFitting(canvas, asked) {
  const { block, others, factor } = asked;
  const bare = copyOf(canvas);
  takenOff(bare, [...asked.boxes, ...others]);
  for (let size = factor; size === factor || size >= LEAST_FACTOR; size *= STEP) {
    const ways = settings(canvas, asked, size)
      .map((way) => ({ ...way, size, moves: roomMade(canvas, others, block, way.place) }))
      .filter((way) => way.moves && isEven(bare, asked, way));
    // Rather where nothing has to give way.
    if (ways.length) return ways.find((way) => !way.moves.length) ?? ways[0];
  }
  return null;
}

// Whether all words come to stand on ground like that which they stand on: a label does not grow
// with its words, and a picture does not give way.
function isEven(bare, { letters, boxes }, { pieces, moves }) {
  const given = moves.flatMap(([lines, by]) => lines.map((line) => [line, [line[0], line[1] + by, line[2], line[3]]]));
  const own = letters.map((each, at) => [boxes[at], pieces.filter((piece) => piece[0] === each).map((piece) => piece[3])])
    .filter(([, places]) => places.length).map(([box, places]) => [box, unionOf(places)]);
  return [...given, ...own].every(([from, to]) => isAlike(bare, from, to));
}

// Whether the ground of a place is as even as that of another, and of its color.
function isAlike(bare, one, other) {
  const [ground, wanted] = [partOf(bare, one), partOf(bare, other)];
  const color = [0, 1, 2].map((channel) => sumOf(ground, (data, at) => data[at + channel]) / (ground.length / 4));
  const away = (part) => Math.sqrt(sumOf(part, (data, at) => color.reduce((sum, value, channel) => sum + (data[at + channel] - value) ** 2, 0)) / (part.length / 4));
  return away(wanted) <= AS_EVEN * away(ground) + ALIKE;
}

function sumOf(data, value) {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += value(data, at);
  return sum;
}

function partOf(canvas, [x, y, width, height]) {
  const left = between(0, canvas.width - 1, Math.trunc(x));
  const top = between(0, canvas.height - 1, Math.trunc(y));
  const right = Math.max(left + 1, Math.min(canvas.width, Math.trunc(x + width)));
  const bottom = Math.max(top + 1, Math.min(canvas.height, Math.trunc(y + height)));
  return canvas.getContext("2d").getImageData(left, top, right - left, bottom - top).data;
}

// Ways to set lines so many times as large, the likeliest first.
function settings(canvas, { letters, boxes, block, keeps }, factor) {
  const room = (1 - 2 * MARGIN) * canvas.width;
  if (block[2] * factor <= Math.max(room, block[2])) {
    const way = inPlace(canvas, letters, block, factor);
    return tops(canvas, block, way.place[3], keeps).map((top) => raised(way, top));
  }
  // Lines of unlike size are not run into each other.
  const breaking = areUnlike(letters.map((each) => each.height)) ? [true] : [false, true];
  const ways = breaking.map((isBroken) => flowed(letters, factor, room, isBroken)).filter((rows) => rows.length);
  return ways.sort((one, other) => one.length - other.length)
    .filter((rows) => heightOf(rows) <= 0.6 * canvas.height && rows.every((row) => row.width <= room))
    .flatMap((rows) => tops(canvas, block, heightOf(rows), keeps).map((top) => inRows(canvas, rows, factor, top, anchorOf(boxes))));
}

// Where words may begin: around the old middle, top or foot.
function tops(canvas, block, height, keeps) {
  const edge = MARGIN * canvas.width;
  const last = Math.max(edge, canvas.height - edge - height);
  const [top, bottom] = [block[1], block[1] + block[3] - height];
  const ways = { top: [top], bottom: [bottom] }[keeps] ?? [(top + bottom) / 2, top, bottom];
  return ways.map((start) => between(edge, last, start));
}

// Lines as they stand, larger, clear of the sides.
function inPlace(canvas, letters, block, factor) {
  const edge = MARGIN * canvas.width;
  const [width, height] = [block[2] * factor, block[3] * factor];
  const left = between(edge, Math.max(edge, canvas.width - edge - width), block[0] + (block[2] - width) / 2);
  const top = block[1] + (block[3] - height) / 2;
  const pieces = letters.map((each) => [each, 0, each.width, [left + (each.x - block[0]) * factor, top + (each.y - block[1]) * factor, each.width * factor, each.height * factor]]);
  return { pieces, place: [left, top, width, height], rows: 0 };
}

function raised({ pieces, place, rows }, top) {
  const by = top - place[1];
  return { pieces: pieces.map(([each, from, to, [x, y, ...size]]) => [each, from, to, [x, y + by, ...size]]), place: [place[0], top, place[2], place[3]], rows };
}

// Where lines are aligned, and how: 0 at their left, .5 at their middle.
function anchorOf(boxes) {
  const [lefts, middles] = [boxes.map((box) => box[0]), boxes.map((box) => box[0] + box[2] / 2)];
  const range = (values) => Math.max(...values) - Math.min(...values);
  if (range(lefts) < range(middles)) return [Math.min(...lefts), 0];
  return [middles.reduce((sum, x) => sum + x, 0) / middles.length, 0.5];
}

function inRows(canvas, rows, factor, top, [anchor, share]) {
  const edge = MARGIN * canvas.width;
  const pieces = [];
  const steps = stepsOf(rows);
  let start = top;
  rows.forEach((row, at) => {
    let left = between(edge, Math.max(edge, canvas.width - edge - row.width), anchor - share * row.width);
    for (const { letters, from, to } of row.words) {
      const width = (to - from) * factor;
      pieces.push([letters, from, to, [left, start, width, letters.height * factor]]);
      left += width + row.space;
    }
    start += steps[at];
  });
  return { pieces, place: [edge, top, canvas.width - 2 * edge, heightOf(rows)], rows: rows.length };
}

// Which lines have to go how far up or down for words in a place; nothing where they would leave
// the picture. Lines that stand nearer now may stay as near.
function roomMade(canvas, others, block, place) {
  const [gap, reach, edge] = [0.012 * canvas.height, 0.35 * canvas.height, MARGIN * canvas.width];
  const [first, last, start, end] = [place[1], place[1] + place[3], block[1], block[1] + block[3]];
  const beside = others.filter((line) => line[0] < place[0] + place[2] && line[0] + line[2] > place[0]);
  const isBelow = (line) => middleOf(line) > middleOf(block);
  const below = beside.filter((line) => isBelow(line) && line[1] < last + reach);
  const above = beside.filter((line) => !isBelow(line) && line[1] + line[3] > first - reach);
  const down = Math.max(0, ...below.map((x) => last - x[1] + between(0, gap, x[1] - end)));
  const up = Math.max(0, ...above.map((x) => x[1] + x[3] - first + between(0, gap, start - x[1] - x[3])));
  if (down && Math.max(...below.map((line) => line[1] + line[3])) + down > canvas.height - edge) return null;
  if (up && Math.min(...above.map((line) => line[1])) - up < edge) return null;
  return [...(down ? [[below, down]] : []), ...(up ? [[above, -up]] : [])];
}

function shiftLines(canvas, lines, by) {
  for (const letters of takenOff(canvas, lines)) canvas.getContext("2d").drawImage(drawnLetters(letters), letters.x, letters.y + by);
}

function drawGrown(canvas, letters, from, to, factor) {
  const left = to[0] + (letters.x - from[0]) * factor;
  const top = to[1] + (letters.y - from[1]) * factor;
  canvas.getContext("2d").drawImage(drawnLetters(letters), left, top, letters.width * factor, letters.height * factor);
}

function heightOf(rows) { return stepsOf(rows).reduce((sum, step) => sum + step, 0); }

// The height of each row: all alike, but for lines of unlike size.
function stepsOf(rows) {
  const heights = rows.map((row) => row.height);
  return areUnlike(heights) ? heights.map((height) => APART * height) : heights.map(() => Math.max(...heights));
}

function areUnlike(heights) { return Math.max(...heights) > UNLIKE * Math.min(...heights); }

// Words one after another in rows of at most so much width, each line on a row of its own where
// they are broken.
function flowed(lines, factor, room, isBroken) {
  const rows = [];
  for (const letters of lines) {
    let isFirst = isBroken;
    for (const [from, to] of wordsIn(letters)) {
      const [width, space, height] = [(to - from) * factor, 0.26 * letters.height * factor, 0.95 * letters.height * factor];
      const row = isFirst ? undefined : rows.at(-1);
      if (row && row.width + space + width <= room) {
        row.words.push({ letters, from, to });
        row.width += space + width;
        row.height = Math.max(row.height, height);
      } else {
        rows.push({ words: [{ letters, from, to }], width, space, height });
        isFirst = false;
      }
    }
  }
  return rows;
}

// Where a line's words begin and end: gaps that are wide for its height and for its letters.
function wordsIn({ width, height, alpha }) {
  const inked = Array.from({ length: width }, (_, x) => x)
    .filter((x) => { for (let y = 0; y < height; y += 1) if (alpha[y * width + x] > 0.4) return true; return false; });
  if (!inked.length) return [];
  const gaps = inked.slice(1).map((x, at) => x - inked[at] - 1);
  const widest = Math.max(0.12 * height, Math.min(0.3 * height, 2.2 * median(gaps.filter((gap) => gap > 0))));
  const found = [[inked[0], inked[0] + 1]];
  gaps.forEach((gap, at) => {
    const x = inked[at + 1];
    if (gap > widest) found.push([x, x + 1]); else found.at(-1)[1] = x + 1;
  });
  return found;
}

function recolored(canvas, fix, near) {
  const boxes = fix.boxes.map(near);
  const color = colorOf(fix.color);
  const found = takenOff(canvas, boxes);
  for (const letters of found) canvas.getContext("2d").drawImage(drawnLetters(letters, color), letters.x, letters.y);
  return { canvas, seen: boxes };
}

function paneled(canvas, fix, near) {
  const boxes = fix.boxes.map(near);
  const found = takenOff(canvas, boxes);
  const [left, top, width, height] = unionOf(boxes);
  const room = 0.45 * Math.min(...boxes.map((box) => box[3]));
  const pen = canvas.getContext("2d");
  const widest = found.reduce((one, other) => (one.width * one.height >= other.width * other.height ? one : other));
  pen.fillStyle = fix.color || panelColor(widest);
  pen.beginPath();
  pen.roundRect(left - room, top - room, width + 2 * room, height + 2 * room, 0.4 * room);
  pen.fill();
  for (const letters of found) pen.drawImage(drawnLetters(letters, fix.ink ? colorOf(fix.ink) : widest.ink), letters.x, letters.y);
  return { canvas, seen: [[left - room, top - room, width + 2 * room, height + 2 * room]] };
}

// The color around letters, mixed with black or white until they stand out, as WCAG's 7:1 has it.
function panelColor({ ink, ground }) {
  const shares = Array.from({ length: 51 }, (_, at) => at / 50);
  const mixed = shares.flatMap((share) => [0, 255].map((end) => ground.map((value) => Math.round(value + share * (end - value)))));
  const found = mixed.find((color) => contrastOf(color, ink) >= 7) ?? mixed.reduce((a, b) => (contrastOf(a, ink) >= contrastOf(b, ink) ? a : b));
  return `rgb(${found.join(" ")})`;
}

function moved(canvas, fix, near) {
  const boxes = fix.boxes.map(near);
  const places = fix.places.map(near);
  takenOff(canvas, boxes).forEach((letters, at) => {
    drawGrown(canvas, letters, boxes[at], places[at], places[at][2] / boxes[at][2]);
  });
  return { canvas, seen: [...boxes, ...places] };
}

function cropped(canvas, fix, near) { return { canvas, shown: near(fix.box), whole: [0, 0, canvas.width, canvas.height] }; }

// A headline on a panel, in the page's typeface: scorer/fixes/headline.py.
function headlined(canvas, fix, near) {
  const [left, top, width] = near(fix.box);
  const cap = near([fix.cap_height_px, 0, 0, 0])[0];
  const room = 0.9 * cap;
  const pen = canvas.getContext("2d");
  pen.font = `600 ${cap / 0.72}px system-ui, sans-serif`;
  const rows = [];
  for (const word of words((fix.text || "Your headline here").replace(/\s+/g, " "))) {
    const longer = rows.length ? `${rows.at(-1)} ${word}` : word;
    if (rows.length && pen.measureText(longer).width <= width - 2 * room) rows[rows.length - 1] = longer; else rows.push(word);
  }
  const step = 1.2 * cap / 0.7;
  const height = (rows.length - 1) * step + cap + 2 * room;
  pen.fillStyle = fix.color;
  pen.beginPath();
  pen.roundRect(left, top, width, height, 0.4 * room);
  pen.fill();
  pen.fillStyle = fix.ink;
  pen.textAlign = "center";
  rows.forEach((row, at) => pen.fillText(row, left + width / 2, top + room + cap + at * step));
  return { canvas, shown: [0, 0, canvas.width, Math.min(canvas.height, 1.5 * canvas.width)] };
}

// The part that is kept without its words, and these in their places on it.
function laidOut(canvas, fix, near) {
  const [left, top, width, height] = near(fix.box);
  const found = takenOff(canvas, fix.boxes.map(near));
  const pieces = inOwnRows(found, fix.factor, { width, height }, near([0, fix.top, 0, 0])[1]);
  setPieces(canvas, pieces.map(([each, from, to, [x, y, ...sides]]) => [each, from, to, [x + left, y + top, ...sides]]));
  return { canvas, shown: [left, top, width, height], whole: [0, 0, canvas.width, canvas.height] };
}

// Lines around the middle of a place, each in as many rows as it needs; the first row begins at
// a height, or all of them stand in the middle.
function inOwnRows(lines, factor, { width, height }, top) {
  const [edge, room] = [MARGIN * width, (1 - 2 * MARGIN) * width];
  const widest = Math.max(1, ...lines.flatMap(wordsIn).map(([from, to]) => to - from));
  const size = Math.min(factor, room / widest);
  const rows = flowed(lines, size, room, true);
  if (!rows.length) return [];
  const tall = heightOf(rows);
  const first = Math.max(edge, Math.min(top ?? (height - tall) / 2, height - edge - tall));
  return inRows({ width, height }, rows, size, first, [width / 2, 0.5]).pieces;
}

// What is kept of the picture without its words, and these on a band above or below it.
function banded(canvas, fix, near) {
  const whole = [0, 0, canvas.width, canvas.height];
  const [left, top, width, height] = near(fix.box);
  const band = near([fix.height_px, 0, 0, 0])[0];
  const found = takenOff(canvas, fix.boxes.map(near));
  const made = element("canvas", { width: Math.round(width), height: Math.round(height + band) });
  const pen = made.getContext("2d");
  pen.drawImage(canvas, left, top, width, height, 0, fix.is_above ? band : 0, width, height);
  const start = fix.is_above ? 0 : height;
  pen.fillStyle = fix.color;
  pen.fillRect(0, start, width, band);
  const pieces = inOwnRows(found, fix.factor, { width, height: band });
  setPieces(made, pieces.map(([each, from, to, [x, y, ...sides]]) => [each, from, to, [x, y + start, ...sides]]), colorOf(fix.ink));
  return { canvas: made, shown: [0, 0, made.width, made.height], whole };
}

// Lightness L* stretched and bent, colors kept: the three channels by one factor of linear light.
function lifted(canvas, fix) {
  const pen = canvas.getContext("2d");
  const image = pen.getImageData(0, 0, canvas.width, canvas.height);
  const linear = Float32Array.from({ length: 256 }, (_, value) => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  for (let at = 0; at < image.data.length; at += 4) {
    const rgb = [0, 1, 2].map((channel) => linear[image.data[at + channel]]);
    const light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    const lightness = light > 0.008856 ? 116 * Math.cbrt(light) - 16 : 903.3 * light;
    const wanted = 100 * between(0, 1, (lightness - fix.black) / (fix.white - fix.black)) ** fix.gamma;
    const factor = (wanted > 8 ? ((wanted + 16) / 116) ** 3 : wanted / 903.3) / Math.max(light, 1e-4);
    rgb.forEach((value, channel) => {
      const lit = Math.min(1, value * factor);
      image.data[at + channel] = 255 * (lit <= 0.0031308 ? 12.92 * lit : 1.055 * lit ** (1 / 2.4) - 0.055);
    });
  }
  pen.putImageData(image, 0, 0);
  const whole = [0, 0, canvas.width, Math.min(canvas.height, 1.5 * canvas.width)];
  return { canvas, shown: whole };
}

function replaced(canvas, fix, near) {
  const boxes = fix.boxes.map(near);
  const found = takenOff(canvas, boxes);
  if (fix.text) {
    const [left, top, width, height] = boxes[0];
    const pen = canvas.getContext("2d");
    pen.fillStyle = `rgb(${found[0].ink.join(" ")})`;
    pen.font = `600 ${height}px system-ui, sans-serif`;
    pen.textBaseline = "middle";
    pen.fillText(fix.text, left, top + height / 2, Math.max(width, canvas.width - left - MARGIN * canvas.width));
  }
  return { canvas, seen: boxes };
}
