() => {
  const stage = document.querySelector("#view .stage");
  const lines = [...stage.querySelectorAll("[data-layer=text_lines] .mark")].map((mark) => mark.getBoundingClientRect());
  const buttons = [...stage.querySelectorAll(".badge button")];
  const isHidden = (button) => {
    button.scrollIntoView({ block: "center", behavior: "instant" });
    const now = button.getBoundingClientRect();
    return document.elementFromPoint(now.left + now.width / 2, now.top + now.height / 2) !== button;
  };
  scrollTo(0, 0);
  const shared = (one, other) =>
    Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
    Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
  const covering = buttons.filter((button) => {
    const box = button.getBoundingClientRect();
    return lines.some((line) => shared(box, line) > 0.25 * line.width * line.height);
  });
  const overlapping = buttons.filter((button, at) => buttons.some((other, index) => index < at &&
    shared(button.getBoundingClientRect(), other.getBoundingClientRect()) > 4));
  const numbers = buttons.map((button) => button.dataset.goto);
  const spots = stage.querySelectorAll("[data-layer=findings] .mark").length;
  return { badges: buttons.length, spots, distinct: new Set(numbers).size, covering: covering.length,
    overlapping: overlapping.length, hidden: buttons.filter(isHidden).length };
}
