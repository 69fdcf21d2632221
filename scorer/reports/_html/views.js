// Switches of an opened pin: layers, the feed in place of the picture, how others would see it,
// and the picture enlarged. What is chosen holds for every pin and stands in the address.
const ON = ["findings", "text_lines"];

function layersOn() {
  const on = new Set(ON);
  for (const name of words(address.get("on").replaceAll(",", " "))) on.add(name);
  for (const name of words(address.get("off").replaceAll(",", " "))) on.delete(name);
  return on;
}

function keepLayers(on) {
  address.set("on", [...on].filter((name) => !ON.includes(name)).join(","));
  address.set("off", ON.filter((name) => !on.has(name)).join(","));
}

function switchLayer(button, view) {
  const on = layersOn();
  const name = button.dataset.switch;
  if (on.has(name)) on.delete(name); else on.add(name);
  keepLayers(on);
  showLayers(view);
}

function showLayers(view) {
  const on = layersOn();
  for (const layer of view.querySelectorAll(".layer")) layer.hidden = !on.has(layer.dataset.layer);
  for (const button of view.querySelectorAll("[data-switch]")) button.setAttribute("aria-pressed", on.has(button.dataset.switch));
  for (const stage of view.querySelectorAll(".stage")) stage.marks?.draw();
  for (const place of view.querySelectorAll(".legends")) {
    const layers = [...view.querySelectorAll(".layer")].filter((layer) => on.has(layer.dataset.layer));
    const first = new Map(layers.map((layer) => [layer.dataset.layer, layer]));
    place.replaceChildren(...[...first.values()].map(legendOf).filter(Boolean));
  }
}

function showView(view) {
  const name = address.get("view");
  for (const place of view.querySelectorAll(".stage, .preview, .mend, .wall")) place.dataset.seen = name;
  document.querySelector("#zoom").dataset.seen = name;
  for (const select of view.querySelectorAll("[data-view]")) select.value = name;
}

function showSide(view) {
  const side = address.get("side") || "picture";
  for (const columns of view.querySelectorAll(".columns, .versus")) columns.dataset.side = side;
  for (const button of view.querySelectorAll("[data-side]:is(button)")) button.setAttribute("aria-pressed", button.dataset.side === side);
}

// The picture as large as it is stored, or to fit; scrolled, dragged by touch, closed by Escape.
function enlarge(picture) {
  const dialog = document.querySelector("#zoom");
  const large = element("img", { src: picture.src, alt: picture.alt });
  const field = element("div", { className: "field", tabIndex: 0, role: "region", ariaLabel: "The picture" }, large);
  const size = element("output", { className: "muted" });
  const [wide, whole] = [picture.naturalWidth, Number(picture.getAttribute("width"))];
  const show = (scale) => {
    large.style.width = `${Math.round(scale * whole)}px`;
    size.textContent = `${Math.round(100 * scale)} %${wide < whole ? `; stored ${wide} of ${whole} px wide` : ""}`;
    dialog.scale = scale;
  };
  const fit = () => Math.min(field.clientWidth / whole, field.clientHeight / Number(picture.getAttribute("height"))) || 1;
  const button = (text, name, act) => {
    const made = element("button", { type: "button", className: "button", textContent: text, ariaLabel: name });
    made.addEventListener("click", act);
    return made;
  };
  const tools = element("div", { className: "tools" },
    button("−", "Smaller", () => show(dialog.scale / 1.5)), button("+", "Larger", () => show(dialog.scale * 1.5)),
    button("Fit", "Fit the window", () => show(fit())), button("100 %", "Full size", () => show(1)), size,
    button("Close", "Close", () => dialog.close()));
  dialog.replaceChildren(tools, field);
  dialog.showModal();
  show(Math.max(fit(), Math.min(1, field.clientWidth / whole)));
  field.focus();
}
