// Letters taken off the stored picture, and what is behind them made whole.
const stored = new WeakMap();

// A picture's pixels as a canvas of its own, made once.
function pixelsOf(picture) {
  if (!stored.has(picture)) {
    const canvas = element("canvas", { width: picture.naturalWidth, height: picture.naturalHeight });
    canvas.getContext("2d", { willReadFrequently: true }).drawImage(picture, 0, 0);
    stored.set(picture, canvas);
  }
  return stored.get(picture);
}

function copyOf(canvas) {
  const copy = element("canvas", { width: canvas.width, height: canvas.height });
  copy.getContext("2d", { willReadFrequently: true }).drawImage(canvas, 0, 0);
  return copy;
}

function colorOf(hex) { return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)); }

function gap(one, other) { return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]); }

// WCAG 2.2 relative luminance.
function luminance(color) {
  const [r, g, b] = color.map((value) => value / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrastOf(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function between(low, high, value) { return Math.min(high, Math.max(low, value)); }

function ease(from, to, value) {
  const share = between(0, 1, (value - from) / (to - from));
  return share * share * (3 - 2 * share);
}

function median(values) { return values.sort((a, b) => a - b)[values.length >> 1] ?? 0; }

// A box with room around it, within the canvas and in whole pixels.
function roomAround([left, top, width, height], canvas, room) {
  const x = Math.max(0, Math.floor(left - room));
  const y = Math.max(0, Math.floor(top - room));
  const right = Math.min(canvas.width, Math.ceil(left + width + room));
  const bottom = Math.min(canvas.height, Math.ceil(top + height + room));
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

// The letters in a box: where it lies, their color, how much of each pixel is ink, 0 to 1, and the
// same with their soft edges.
function lettersIn(canvas, box) {
  const place = roomAround(box, canvas, Math.max(3, 0.14 * box[3]));
  const image = canvas.getContext("2d").getImageData(place.x, place.y, place.width, place.height);
  const pixel = (at) => [image.data[4 * at], image.data[4 * at + 1], image.data[4 * at + 2]];
  const count = place.width * place.height;
  const ground = groundOf(pixel, place);
  const ink = inkOf(pixel, count, ground);
  const apart = Math.max(12, gap(ink, ground));
  const alpha = new Float32Array(count);
  const reach = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    const far = gap(pixel(at), ink) / apart;
    alpha[at] = 1 - ease(0.28, 0.78, far);
    reach[at] = 1 - ease(0.6, 0.96, far);
  }
  return { ...place, image, ink, ground, alpha, reach };
}

// Color around a line: the median of a frame two pixels wide.
function groundOf(pixel, { width, height }) {
  const channels = [[], [], []];
  const step = Math.max(1, Math.floor((width + height) / 400));
  const add = (x, y) => pixel(y * width + x).forEach((value, channel) => channels[channel].push(value));
  for (const y of [0, 1, height - 2, height - 1])
    for (let x = 0; x < width; x += step) add(x, between(0, height - 1, y));
  for (const x of [0, 1, width - 2, width - 1])
    for (let y = 0; y < height; y += step) add(between(0, width - 1, x), y);
  return channels.map(median);
}

// Color of the letters: the middle of what differs most from the ground.
function inkOf(pixel, count, ground) {
  const step = Math.max(1, Math.floor(count / 6000));
  const seen = [];
  for (let at = 0; at < count; at += step) seen.push(pixel(at));
  const gaps = seen.map((color) => gap(color, ground));
  const far = 0.6 * [...gaps].sort((a, b) => a - b)[Math.floor(0.97 * (gaps.length - 1))];
  const letters = seen.filter((_, at) => gaps[at] >= far);
  return [0, 1, 2].map((channel) => median(letters.map((color) => color[channel])));
}

// The letters alone, in their own color or another, on nothing.
function drawnLetters({ width, height, image, alpha, ink }, color) {
  const canvas = element("canvas", { width, height });
  const pen = canvas.getContext("2d");
  const made = pen.createImageData(width, height);
  alpha.forEach((share, at) => {
    for (let channel = 0; channel < 3; channel += 1)
      made.data[4 * at + channel] = color ? color[channel] : share > 0.9 ? image.data[4 * at + channel] : ink[channel];
    made.data[4 * at + 3] = Math.round(255 * share);
  });
  pen.putImageData(made, 0, 0);
  return canvas;
}

// Takes letters away: each pixel of theirs becomes the mean of what is around, twice as wide
// until there is something.
function eraseLetters(canvas, { x, y, width, height, image, reach }) {
  const spread = blurred(reach, width, height, 2);
  const kept = spread.map((share) => (share > 0.02 ? 0 : 1));
  const filled = new ImageData(new Uint8ClampedArray(image.data), width, height);
  let missing = kept.map((share) => 1 - share);
  for (let radius = Math.max(3, Math.round(height / 10)); missing.some(Boolean) && radius < 2 * (width + height); radius *= 2) {
    const weights = blurred(kept, width, height, radius);
    const means = [0, 1, 2].map((channel) => blurred(kept.map((share, at) => share * image.data[4 * at + channel]), width, height, radius));
    missing = missing.map((lacks, at) => {
      if (!lacks || weights[at] < 0.02) return lacks;
      for (let channel = 0; channel < 3; channel += 1) filled.data[4 * at + channel] = means[channel][at] / weights[at];
      return 0;
    });
  }
  canvas.getContext("2d").putImageData(filled, x, y);
}

// Mean of a square around each place, by running sums along both sides.
function blurred(values, width, height, radius) {
  const along = runningMean(values, width, height, radius, 1, width);
  return runningMean(along, height, width, radius, width, 1);
}

function runningMean(values, length, lines, radius, step, next) {
  const means = new Float32Array(values.length);
  for (let line = 0; line < lines; line += 1) {
    const first = line * next;
    let sum = 0;
    let count = 0;
    for (let at = -radius; at < length; at += 1) {
      if (at + radius < length) { sum += values[first + (at + radius) * step]; count += 1; }
      if (at - radius - 1 >= 0) { sum -= values[first + (at - radius - 1) * step]; count -= 1; }
      if (at >= 0) means[first + at * step] = sum / count;
    }
  }
  return means;
}
