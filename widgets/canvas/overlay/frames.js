// The editor's chrome: captions, the first-screen line, hover and selection, in a closed shadow root.
const host = document.createElement("duplex-overlay");
const root = host.attachShadow({ mode: "closed" });
const themeSheet = sheet("");
const zoomSheet = globalThis.duplexStage.zoom;
state.zoom = globalThis.duplexStage.at;
root.adoptedStyleSheets = [sheet(SHEETS.overlay), sheet(SHEETS.sight), sheet(SHEETS.hands), sheet(SHEETS.zones), themeSheet];
document.documentElement.append(host);

const layers = {
  still: part("div", "still"), hover: part("div", "box hover"), guides: part("div", "guides"),
  measure: part("div", "measure"), marks: part("div", "marks"),
};
layers.hover.hidden = true;
root.append(layers.still, layers.guides, layers.hover, layers.measure, layers.marks);

function wear(colours) {
  const lines = Object.entries(colours).map(([name, value]) => `--${name}:${value}`).join(";");
  themeSheet.replaceSync(`:host{${lines}}`);
  state.colours = colours;
  dress();
}

function dress() {
  const { view, shown, pads, scaled } = state;
  const colours = { ...globalThis.duplexStage.colours, ...state.colours };
  const zoom = scaled ? state.laid : state.zoom;
  zoomSheet.replaceSync(globalThis.duplexStage.rules({ colours, zoom, view, shown, pads, scaled }));
}

/** Draw everything that stands still while the pointer moves. */
function draw() {
  const parts = [...shownFloors().flatMap(drawFloor), ...drawPull(), ...drawBadges()];
  for (const id of state.selected) {
    const element = byId(id);
    if (isSeen(element)) parts.push(drawSelection(id, element));
  }
  layers.still.replaceChildren(...parts);
  drawGuides();
  drawHover();
  zoning.draw();
  if (state.measuring) drawMeasure();
  reportLie();
}

function drawFloor(element) {
  const at = place(element);
  const floor = state.floors.find((one) => one.id === element.id);
  if (!floor) return [];
  const height = Math.round((at.height / at.width) * 750).toLocaleString("en-US");
  const facts = part("div", "facts", part("i", ""), part("span", "", `${height} px`), part("span", "", floor.count));
  const caption = put(part("div", "caption", part("b", "", floor.title), facts),
    { left: at.left, top: at.top - 26, width: at.width });
  const parts = [caption, ...drawSafe(floor, at), ...drawWires(element)];
  if (floor.level === 1 && state.view.fold && at.height > state.view.height * state.zoom) parts.push(drawFold(at));
  if (!moduleElements(element).some(isSeen)) parts.push(drawEmpty(at));
  return parts;
}

function drawFold(at) {
  const { height } = state.view;
  const line = part("div", "fold", part("span", "", (state.words.fold ?? "").replace("{height}", height)));
  return put(line, { left: at.left, top: at.top + height * state.zoom, width: at.width });
}

function drawEmpty(at) {
  const inset = 24 * state.zoom;
  return put(part("div", "empty", state.words.empty ?? ""), {
    left: at.left + inset, top: at.top + inset, width: at.width - 2 * inset, height: 160 * state.zoom,
  });
}

function drawSelection(id, element) {
  const at = place(element);
  const about = state.labels[id] ?? { label: state.modules[id]?.name ?? "" };
  const frame = put(part("div", "box selection"), at);
  if (about.ghost) frame.classList.add("ghosted");
  for (let corner = 0; corner < 4; corner += 1) frame.append(part("i", ""));
  const label = part("div", "label", about.label);
  if (about.note) label.append(part("em", "", about.note));
  if (at.top - scrollY < 30 || at.top < 80) label.classList.add("inside");
  frame.append(label);
  return frame;
}

function drawHover() {
  const element = state.hovered && byId(state.hovered);
  const shown = isSeen(element || null) && !state.selected.includes(state.hovered) && !state.drag;
  layers.hover.hidden = !shown;
  if (shown) put(layers.hover, place(element));
}

let waiting = false;
/** Draw once in the next frame, however often asked. */
function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; draw(); });
}

function hover(id) {
  if (state.hovered === id) return;
  state.hovered = id;
  drawHover();
}

/** Bring a module into view; it stays where it is when most of it can be seen already. */
function reveal(id) {
  bringFloor(id);
  const element = byId(id);
  if (!isSeen(element)) return;
  const rect = element.getBoundingClientRect();
  const [top, bottom] = [56, innerHeight - 40];
  const fits = rect.top >= top && rect.bottom <= bottom;
  const covers = rect.top < top && rect.bottom > bottom;
  const sideways = rect.left >= 0 && rect.right <= innerWidth;
  if ((fits || covers) && sideways) return;
  const down = fits || covers ? 0 : rect.height > bottom - top || rect.top < top ? rect.top - top : rect.bottom - bottom;
  const across = sideways ? 0 : rect.left + rect.width / 2 - innerWidth / 2;
  scrollBy({ top: down, left: across, behavior: reduced() ? "auto" : "smooth" });
}

/** Of several modules one in view is enough: the first comes in only where all are out of sight. */
function revealAny(ids) {
  const inView = (id) => {
    const element = byId(id);
    if (!isSeen(element)) return false;
    const rect = element.getBoundingClientRect();
    return rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth;
  };
  if (ids.length === 1 || !ids.some(inView)) reveal(ids[0]);
}

// Sizes are told after layout and before paint: what is drawn then stands right in the same frame.
const sizes = new ResizeObserver(draw);
sizes.observe(document.body);
function watch(elements) {
  for (const one of elements) sizes.observe(one);
}
addEventListener("resize", redraw);
addEventListener("load", redraw);
