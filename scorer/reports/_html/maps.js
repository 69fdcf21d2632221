// Maps over the picture: hot colors on one scale for every pin, a legend, and shares by region.
const HOT = [[255, 221, 64], [255, 138, 0], [222, 30, 30], [150, 0, 60]];
// Attention of z, in times an even share; below an even share nothing is drawn.
const MOST_ATTENTION = 4;
const LEAST_HOT = { saliency_map: 0.8 / MOST_ATTENTION };
const CALM = 0.35;

function hot(share) {
  const at = between(0, 1, share) * (HOT.length - 1);
  const low = Math.min(HOT.length - 2, Math.floor(at));
  const color = HOT[low].map((value, channel) => Math.round(value + (at - low) * (HOT[low + 1][channel] - value)));
  return `rgb(${color.join(" ")} / ${Math.round(78 * Math.min(1, share * 2.6) ** 0.8)}%)`;
}

function paintMap(layer) {
  const rows = layer.dataset.grid.split(" ");
  const canvas = element("canvas", { width: rows[0].length, height: rows.length });
  const pen = canvas.getContext("2d");
  const least = LEAST_HOT[layer.dataset.layer] ?? CALM;
  rows.forEach((row, y) => [...row].forEach((digit, x) => {
    const share = (parseInt(digit, 36) / 35 - least) / (1 - least);
    if (share <= 0) return;
    pen.fillStyle = hot(share);
    pen.fillRect(x, y, 1, 1);
  }));
  layer.prepend(canvas);
}

// Their names stand on them; those of texts stand below the words.
const IN_THE_MIDDLE = ["Subject", "Faces"];

// Names of regions that would lie over each other stand below one another.
function partRegions(layer) {
  const placed = [];
  for (const region of layer.querySelectorAll(".region")) {
    const [left, top, width, height] = words(region.dataset.box).map(Number);
    const at = [(left + width / 2) * layer.clientWidth / 100, (top + (IN_THE_MIDDLE.includes(region.dataset.label) ? height / 2 : height)) * layer.clientHeight / 100];
    let down = Math.min(0, layer.clientHeight - 24 - at[1]);
    while (placed.some(([x, y]) => Math.abs(x - at[0]) < 110 && Math.abs(y - at[1] - down) < 20)) down += at[1] > 0.8 * layer.clientHeight ? -20 : 20;
    placed.push([at[0], at[1] + down]);
    region.style.setProperty("--down", `${down}px`);
  }
}

// What a map's colors mean, below the picture while the map is on.
const LEGENDS = {
  saliency_map: {
    said: "Calculated from contrast, color, faces and the surface of letters; not checked against people’s eyes. The same scale for every pin.",
    ends: ["an even share", `${MOST_ATTENTION} times as much`],
  },
  clutter_map: {
    said: "Visual clutter: how crowded colors, contrasts and directions are, text left out. The same scale for every pin.",
    ends: ["calm", "crowded"],
  },
  contrast: {
    said: "The worst part of each line against what is behind it.",
    tones: [["poor", "below 3:1"], ["fair", "3:1 to 4.5:1"], ["good", "4.5:1 and more"]],
  },
};

function legendOf(layer) {
  const legend = LEGENDS[layer.dataset.layer];
  if (!legend) return null;
  const box = element("div", { className: "legend" });
  box.dataset.legend = layer.dataset.layer;
  if (legend.ends) {
    const bar = element("i", { className: "ramp" });
    bar.style.background = `linear-gradient(90deg, ${[0.04, 0.25, 0.5, 0.75, 1].map(hot).join(", ")}), #8a8a8a`;
    box.append(element("p", { className: "scale" }, legend.ends[0], bar, legend.ends[1]));
  }
  if (legend.tones) box.append(element("p", { className: "tones-told" }, ...legend.tones.map(([tone, text]) => element("span", { className: tone }, element("i"), text))));
  box.append(element("p", { className: "muted", textContent: legend.said }));
  const regions = [...layer.querySelectorAll(".region")].map((region) =>
    element("li", {}, element("span", { textContent: region.dataset.label }), element("b", { textContent: `${region.dataset.share} %` })));
  if (regions.length) box.append(element("p", { className: "muted", textContent: "Share of all attention (regions may overlap):" }), element("ul", { className: "shares" }, ...regions));
  return box;
}
