// Outlines, badges and leaders over an opened pin, and what a line says when pointed at.
class Marks {
  constructor(stage) {
    this.stage = stage;
    this.canvas = stage.querySelector(".canvas");
    this.told = stage.querySelector(".told");
    this.lines = [...stage.querySelectorAll("[data-layer=text_lines] .mark")];
    this.spots = [...stage.querySelectorAll("[data-layer=findings] .mark")];
    this.drawing = shape("svg", { class: "marks", "aria-hidden": "true" });
    this.badges = element("div", { className: "badges", role: "group", ariaLabel: "Findings in the picture" });
    stage.append(this.drawing, this.badges);
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.canvas.addEventListener("pointermove", (event) => { if (event.pointerType === "mouse") this.point(event); });
    this.canvas.addEventListener("pointerleave", () => this.say(null));
    this.canvas.addEventListener("click", (event) => this.point(event));
  }

  isShown(layer) {
    const found = this.stage.querySelector(`.layer[data-layer=${layer}]`);
    return Boolean(found) && !found.hidden;
  }

  boxOf(mark) {
    const [left, top, width, height] = words(mark.dataset.box).map(Number);
    const { clientWidth: across, clientHeight: down } = this.canvas;
    return [left * across / 100, top * down / 100, width * across / 100, height * down / 100];
  }

  geometry() {
    const spots = this.isShown("findings") ? this.spots.map((mark) => ({ number: mark.dataset.label, box: this.boxOf(mark) })) : [];
    const { clientWidth: width, clientHeight: height } = this.canvas;
    return markGeometry({ width, height, spots, lines: this.lines.map((mark) => this.boxOf(mark)) });
  }

  draw() {
    if (!this.canvas.clientWidth) return;
    const found = this.geometry();
    this.found = found;
    for (const layer of this.stage.querySelectorAll(".layer[data-grid]")) partRegions(layer);
    const across = this.canvas.clientWidth + 2 * GUTTER;
    // On paper the stage has another width: the drawing is scaled with it.
    this.stage.style.setProperty("--height", `${found.height}px`);
    this.stage.style.setProperty("--gutter", `${100 * GUTTER / across}%`);
    this.drawing.setAttribute("viewBox", `0 0 ${across} ${found.height}`);
    this.drawing.replaceChildren(...outlines(found, this.lines.map((mark) => this.boxOf(mark)), this.isShown("text_lines"), this.canvas));
    this.badges.replaceChildren(...found.groups.map((group) => this.badge(group)));
    this.light(this.lit);
  }

  badge(group) {
    const box = element("div", { className: `badge ${group.side}` }, ...group.numbers.map((number) => {
      const hint = this.spots.find((mark) => mark.dataset.label === number).dataset.hint ?? "";
      const button = element("button", { type: "button", textContent: number, ariaLabel: `Finding ${number}: ${hint}` });
      button.dataset.goto = number;
      return button;
    }));
    box.style.top = `${group.top}px`;
    return box;
  }

  // Lets the outline of one finding stand out.
  light(number) {
    this.lit = number;
    for (const part of this.drawing.querySelectorAll("[data-numbers]"))
      part.classList.toggle("hot", words(part.dataset.numbers).includes(number));
    for (const button of this.badges.querySelectorAll("button"))
      button.classList.toggle("hot", button.dataset.goto === number);
  }

  // The smallest line below the pointer or finger.
  point(event) {
    const place = this.canvas.getBoundingClientRect();
    const at = [event.clientX - place.left, event.clientY - place.top];
    const near = this.lines.map((mark) => ({ mark, box: this.boxOf(mark) }))
      .filter(({ box }) => at[0] > box[0] - 5 && at[0] < box[0] + box[2] + 5 && at[1] > box[1] - 5 && at[1] < box[1] + box[3] + 5)
      .sort((a, b) => a.box[2] * a.box[3] - b.box[2] * b.box[3]);
    this.say(near[0] ?? null);
  }

  say(line) {
    this.told.hidden = !line;
    if (!line) return;
    this.told.textContent = line.mark.dataset.hint;
    const [left, top, width, height] = line.box;
    const isHigh = top < 60;
    this.told.style.top = `${isHigh ? top + height + 10 : top - 10}px`;
    this.told.style.left = `${between(80, this.canvas.clientWidth - 80, left + width / 2) + GUTTER}px`;
    this.told.classList.toggle("under", isHigh);
  }
}

let masks = 0;

// Outlines that never cross letters, and run around all rectangles that meet.
function outlines({ groups, free }, inks, areLinesShown, canvas) {
  const text = groups.filter((group) => group.isText);
  const other = groups.filter((group) => !group.isText);
  const meant = text.flatMap((group) => group.rects);
  const layers = [];
  if (areLinesShown) layers.push(union(free, [...free, ...meant], inks, "free"));
  layers.push(union(meant, meant, inks, "meant"));
  for (const group of other) layers.push(union(group.rects, group.rects, inks, "place"));
  const hot = groups.map((group) => {
    const tint = shape("g", { class: "tint" }, ...group.rects.map((rect) => rounded(rect)));
    const [x1, y1, x2, y2] = group.leader;
    const leader = shape("g", { class: "leader" }, shape("line", { class: "under", x1, y1, x2, y2 }), shape("line", { x1, y1, x2, y2 }));
    const part = shape("g", {}, tint, leader);
    part.dataset.numbers = group.numbers.join(" ");
    return part;
  });
  const numbers = shape("g", { class: "numbers" }, ...groups.flatMap((group) => printedBadges(group, canvas.clientWidth)));
  return [shape("g", { transform: `translate(${GUTTER} 0)` }, ...layers.flat(), ...hot, numbers)];
}

// Badges for paper, where no button is needed.
function printedBadges({ numbers, side, top }, width) {
  const x = side === "left" ? 5 + BADGE / 2 - GUTTER : width + GUTTER - 5 - BADGE / 2;
  return numbers.flatMap((number, at) => {
    const y = top + BADGE_STEP * (at + 0.5);
    const text = shape("text", { x, y, dy: ".36em" });
    text.textContent = number;
    return [shape("circle", { cx: x, cy: y, r: BADGE / 2 }), text];
  });
}

function union(rects, holes, inks, name) {
  if (!rects.length) return [];
  masks += 1;
  const mask = shape("mask", { id: `around-${masks}`, maskUnits: "userSpaceOnUse", x: -9999, y: -9999, width: 19998, height: 19998 },
    shape("rect", { x: -9999, y: -9999, width: 19998, height: 19998, fill: "#fff" }),
    ...holes.map((rect) => rounded(rect, { fill: "#000" })),
    ...inks.map(([x, y, width, height]) => shape("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), fill: "#000" })));
  const drawn = (className) => shape("g", { class: className }, ...rects.map((rect) => rounded(rect)));
  return [mask, shape("g", { class: `around ${name}`, mask: `url(#around-${masks})` }, drawn("under"), drawn("line"))];
}

function rounded([x, y, width, height], more = {}) {
  return shape("rect", { x, y, width: Math.max(1, width), height: Math.max(1, height), rx: 5, ...more });
}
