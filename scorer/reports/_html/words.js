// What differs between pins, in words that people use. How much of each is worth telling.
const TOLD = {
  "text_overlay.cap_height_max_dp": 1.5, "text_overlay.cap_height_min_dp": 1, "text_overlay.word_count": 3,
  "text_overlay.contrast_min": 1.5, "text_overlay.block_area_share": 0.05, "text_overlay.margin_min_share": 0.02,
  "clutter.picture_clutter": 8, "color.lightness": 8, "color.colorfulness": 12,
  "color.background_lightness": 15, "focal_point.held_share": 0.08, "focal_point.face_count": 1,
  "focal_point.covered_share": 0.08, "composition.picture_share": 0.12, "composition.void_share": 0.08,
  "layout.panel_count": 1, "geometry.aspect_ratio": 0.05, "geometry.width_px": 150, "title.word_count": 2,
  "description.word_count": 10,
};

function numbersOf(article) {
  return new Map([...article.querySelectorAll("tr[data-feature]")].map((row) => [row.dataset.feature, row.cells[1].textContent]));
}

function numberOf(text) {
  const value = parseFloat((text ?? "").replaceAll(",", ""));
  return text?.endsWith("%") ? value / 100 : value;
}

// Features whose values are further apart than is worth telling, the furthest first.
function differing(sides) {
  const distance = (feature) => {
    const values = sides.map((side) => numberOf(side.get(feature)));
    return values.some(Number.isNaN) ? 0 : (Math.max(...values) - Math.min(...values)) / TOLD[feature];
  };
  return Object.keys(TOLD).map((feature) => [feature, distance(feature)])
    .filter(([, far]) => far >= 1).sort((a, b) => b[1] - a[1]).map(([feature]) => feature);
}
