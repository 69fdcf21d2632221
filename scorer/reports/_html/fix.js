// A finding as it is and as it should be, side by side at the width of a phone's feed, made
// from the stored picture. What a fix is: scorer/core/fix.py.
const FEED_PX = 183;
const TALLEST_PX = 190; // of the part that is shown, on the page
const MARGIN = 0.04; // kept free at the sides of the pin, share of its width

const FIXES = { scale: scaled, color: recolored, panel: paneled, move: moved, crop: cropped, layout: laidOut, lift: lifted, text: replaced };
const SAID = {
  scale: (fix) => `${fix.factor.toFixed(1)}× as large`,
  color: () => "In a color that stands out",
  panel: () => "On a panel",
  move: () => "Moved",
  crop: (fix) => `Cropped to ${fix.width_px} × ${fix.height_px}`,
  layout: (fix) => `Laid out anew at ${fix.width_px} × ${fix.height_px}`,
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

// Words of lines set larger: where they were, or in more rows where that is too wide.
function scaled(canvas, fix, near, others) {
  const boxes = fix.boxes.map(near);
  const block = unionOf(boxes);
  const letters = takenOff(canvas, boxes);
  const room = (1 - 2 * MARGIN) * canvas.width;
  if (block[2] * fix.factor <= room) {
    const place = grown(block, fix.factor, canvas);
    makeWay(canvas, others, block, place);
    letters.forEach((each) => drawGrown(canvas, each, block, place, fix.factor));
    return { canvas, seen: [block, place] };
  }
  const ways = [true, false].map((isBroken) => flowed(letters, fix.factor, room, isBroken));
  const rows = ways.find((way) => heightOf(way) <= 0.6 * canvas.height);
  if (!rows) {
    const most = room / block[2];
    const place = grown(block, most, canvas);
    letters.forEach((each) => drawGrown(canvas, each, block, place, most));
    const said = most >= 1.05
      ? `As large as fits, ${most.toFixed(1)}×: ${fix.factor.toFixed(1)}× needs fewer words`
      : `No room to be ${fix.factor.toFixed(1)}× as large: cut words`;
    return { canvas, seen: [block, place], said };
  }
  const height = heightOf(rows);
  const middle = block[0] + block[2] / 2;
  let top = between(MARGIN * canvas.width, Math.max(MARGIN * canvas.width, canvas.height - height - MARGIN * canvas.width), block[1] + block[3] / 2 - height / 2);
  const first = top;
  makeWay(canvas, others, block, [(canvas.width - room) / 2, top, room, height]);
  for (const row of rows) {
    let left = between(MARGIN * canvas.width, canvas.width - MARGIN * canvas.width - row.width, middle - row.width / 2);
    for (const word of row.words) {
      canvas.getContext("2d").drawImage(word.letters, word.from, 0, word.width, word.letters.height, left, top, word.width * fix.factor, word.letters.height * fix.factor);
      left += word.width * fix.factor + row.space;
    }
    top += row.height;
  }
  return { canvas, seen: [block, [0, first, canvas.width, height]], said: `${fix.factor.toFixed(1)}× as large, in ${counted(rows.length, "row")}` };
}

// Moves lines that larger words would cover up or down, where the pin has room for them.
function makeWay(canvas, others, from, place) {
  const gap = 0.012 * canvas.height;
  const isBeside = (line) => line[0] < place[0] + place[2] && line[0] + line[2] > place[0];
  const [top, bottom] = [place[1] - gap, place[1] + place[3] + gap];
  const reach = 0.35 * canvas.height;
  const below = others.filter((line) => isBeside(line) && middleOf(line) > middleOf(from) && line[1] < bottom + reach);
  const above = others.filter((line) => isBeside(line) && middleOf(line) <= middleOf(from) && line[1] + line[3] > top - reach);
  const down = Math.max(0, ...below.map((line) => bottom - line[1]));
  const up = Math.max(0, ...above.map((line) => line[1] + line[3] - top));
  if (down && Math.max(...below.map((line) => line[1] + line[3])) + down < canvas.height) shiftLines(canvas, below, down);
  if (up && Math.min(...above.map((line) => line[1])) - up > 0) shiftLines(canvas, above, -up);
}

function shiftLines(canvas, lines, by) {
  for (const letters of takenOff(canvas, lines)) canvas.getContext("2d").drawImage(drawnLetters(letters), letters.x, letters.y + by);
}

function grown([left, top, width, height], factor, canvas) {
  const [wide, high] = [width * factor, height * factor];
  const edge = MARGIN * canvas.width;
  const x = between(edge, Math.max(edge, canvas.width - edge - wide), left + (width - wide) / 2);
  const y = between(edge, Math.max(edge, canvas.height - edge - high), top + (height - high) / 2);
  return [x, y, wide, high];
}

function drawGrown(canvas, letters, from, to, factor) {
  const left = to[0] + (letters.x - from[0]) * factor;
  const top = to[1] + (letters.y - from[1]) * factor;
  canvas.getContext("2d").drawImage(drawnLetters(letters), left, top, letters.width * factor, letters.height * factor);
}

function heightOf(rows) { return rows.reduce((sum, row) => sum + row.height, 0); }

// Words one after another in rows of at most so much width, each line on a row of its own where
// they are broken.
function flowed(letters, factor, room, isBroken) {
  const rows = [];
  for (const line of letters) {
    const drawn = drawnLetters(line);
    let isFirst = isBroken;
    for (const [from, to] of wordsIn(line)) {
      const word = { letters: drawn, from, width: to - from };
      const space = 0.3 * line.height * factor;
      const row = rows.at(-1);
      if (row && !isFirst && row.width + space + word.width * factor <= room) {
        row.words.push(word);
        row.width += space + word.width * factor;
        row.height = Math.max(row.height, 1.05 * line.height * factor);
      } else {
        rows.push({ words: [word], width: word.width * factor, space, height: 1.05 * line.height * factor });
        isFirst = false;
      }
    }
  }
  return rows;
}

// Where a line's words begin and end: gaps wider than a third of its height part them.
function wordsIn({ width, height, alpha }) {
  const inked = (x) => { for (let y = 0; y < height; y += 1) if (alpha[y * width + x] > 0.4) return true; return false; };
  const found = [];
  let last = -Infinity;
  for (let x = 0; x < width; x += 1) {
    if (!inked(x)) continue;
    if (x - last > 0.28 * height) found.push([x, x + 1]); else found.at(-1)[1] = x + 1;
    last = x;
  }
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
  pen.fillStyle = fix.color || panelColor(found[0]);
  pen.beginPath();
  pen.roundRect(left - room, top - room, width + 2 * room, height + 2 * room, 0.4 * room);
  pen.fill();
  for (const letters of found) pen.drawImage(drawnLetters(letters, fix.ink ? colorOf(fix.ink) : letters.ink), letters.x, letters.y);
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

// The part that is kept without its words, and these in their places on it.
function laidOut(canvas, fix, near) {
  const boxes = fix.boxes.map(near);
  const [left, top, width, height] = near(fix.box);
  const found = takenOff(canvas, boxes);
  found.forEach((letters, at) => {
    const place = near(fix.places[at]);
    drawGrown(canvas, letters, boxes[at], [place[0] + left, place[1] + top, place[2], place[3]], place[2] / boxes[at][2]);
  });
  return { canvas, shown: [left, top, width, height], whole: [0, 0, canvas.width, canvas.height] };
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
