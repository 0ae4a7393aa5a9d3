// Measuring while Alt is held: sizes and distances in design pixels, between what is selected and what is under the pointer.
function measureKeyed(event) {
  if (event.key === "Alt") measuring(event.type === "keydown");
}

function measuring(on) {
  if (state.measuring === on) return;
  state.measuring = on;
  drawMeasure();
}

/** The thing under the pointer, and the rectangle it is measured against. */
function measured() {
  const { x, y } = state.pointer ?? {};
  if (x === undefined) return null;
  const under = document.elementFromPoint(x, y);
  const module = under?.closest("section[data-module]");
  const target = module && covers(under, module) ? module : under;
  const floor = target?.closest(".floor");
  const chosen = state.selected.map(byId).filter(isSeen);
  if (chosen.length) return fromSelection(around(chosen), chosen, { target, module, floor });
  if (!module) return null;
  const inside = target !== module;
  return { box: target.getBoundingClientRect(), other: (inside ? module : floor).getBoundingClientRect(), size: true };
}

/** Whether a part of a module is as large as the module, so that it stands for it. */
function covers(part, module) {
  const [a, b] = [part.getBoundingClientRect(), module.getBoundingClientRect()];
  return holds(a, b);
}

function fromSelection(box, chosen, { target, module, floor }) {
  const home = chosen[0].closest(".floor").getBoundingClientRect();
  if (!module && !floor) return { box, other: home, size: true };
  if (!module) return { box, other: floor.getBoundingClientRect(), size: true };
  if (!chosen.includes(module)) return { box, other: module.getBoundingClientRect(), mark: true };
  if (target === module) return { box, other: home, size: true };
  return { box: target.getBoundingClientRect(), other: box, size: true };
}

function drawMeasure() {
  const found = state.measuring && !state.drag && !press ? measured() : null;
  if (!found) { layers.measure.replaceChildren(); return; }
  const { box, other, size, mark } = found;
  const parts = [outlined(box, "measured"), ...(mark ? [outlined(other, "measured other")] : [])];
  if (size) parts.push(sized(box));
  parts.push(...gaps(box, other));
  layers.measure.replaceChildren(...parts);
}

const onPage = (rect) => ({
  left: rect.left + scrollX, top: rect.top + scrollY, width: rect.right - rect.left, height: rect.bottom - rect.top,
});
const outlined = (rect, name) => put(part("div", name), onPage(rect));

/** Design pixels of a length in the window. */
function design(pixels) {
  const floor = shownFloors()[0];
  return Math.round(pixels / unitOf(floor));
}

function sized(box) {
  const text = `${design(box.right - box.left)} × ${design(box.bottom - box.top)}`;
  const at = onPage(box);
  return put(part("div", "size", text), { left: at.left + at.width / 2 + 20, top: at.top + at.height + 5 });
}

/** The distances between two rectangles: insets where one holds the other, else the gaps. */
function gaps(box, other) {
  const [inner, outer] = holds(other, box) ? [box, other] : holds(box, other) ? [other, box] : [null, null];
  if (inner) return insets(inner, outer);
  return [...apart(box, other, "x"), ...apart(box, other, "y")];
}

const holds = (a, b) => a.left <= b.left + 0.5 && a.right >= b.right - 0.5 && a.top <= b.top + 0.5 && a.bottom >= b.bottom - 0.5;

function insets(inner, outer) {
  const [across, down] = [(inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2];
  return [
    ...level(outer.left, inner.left, down), ...level(inner.right, outer.right, down),
    ...upright(outer.top, inner.top, across), ...upright(inner.bottom, outer.bottom, across),
  ];
}

/** The gap along one axis, with a dashed line on from the nearer edge where the two do not face each other. */
function apart(a, b, axis) {
  const [start, end, low, high] = axis === "x" ? ["left", "right", "top", "bottom"] : ["top", "bottom", "left", "right"];
  const line = axis === "x" ? level : upright;
  const [from, to] = a[end] <= b[start] ? [a[end], b[start]] : b[end] <= a[start] ? [b[end], a[start]] : [null, null];
  if (from === null) {
    const middle = (Math.max(a[low], b[low]) + Math.min(a[high], b[high])) / 2;
    const first = line(Math.min(a[start], b[start]), Math.max(a[start], b[start]), middle);
    return [...first, ...line(Math.min(a[end], b[end]), Math.max(a[end], b[end]), middle)];
  }
  const facing = [Math.max(a[low], b[low]), Math.min(a[high], b[high])];
  if (facing[0] <= facing[1]) return line(from, to, (facing[0] + facing[1]) / 2);
  const at = (a[low] + a[high]) / 2;
  const edge = a[end] <= b[start] ? b[start] : b[end];
  return [...line(from, to, at), dashed(axis, edge, at < b[low] ? [at, b[low]] : [b[high], at])];
}

/** A dashed line on from an edge, so that a distance has something to end at. */
function dashed(axis, edge, [from, to]) {
  return axis === "x"
    ? put(part("div", "dash v"), { left: edge + scrollX, top: from + scrollY, height: to - from })
    : put(part("div", "dash h"), { left: from + scrollX, top: edge + scrollY, width: to - from });
}

function level(from, to, at) {
  if (design(to - from) < 1) return [];
  const line = part("div", "span h", part("b", "", String(design(to - from))));
  return [put(line, { left: from + scrollX, top: at + scrollY, width: to - from })];
}

function upright(from, to, at) {
  if (design(to - from) < 1) return [];
  const line = part("div", "span v", part("b", "", String(design(to - from))));
  return [put(line, { left: at + scrollX, top: from + scrollY, height: to - from })];
}

function connectMeasure() {
  addEventListener("keydown", measureKeyed, true);
  addEventListener("keyup", measureKeyed, true);
  addEventListener("blur", () => measuring(false));
  addEventListener("mousemove", (event) => {
    state.pointer = { x: event.clientX, y: event.clientY };
    if (state.measuring !== event.altKey) measuring(event.altKey);
    else if (state.measuring) drawMeasure();
  }, true);
  document.documentElement.addEventListener("mouseleave", () => { state.pointer = null; measuring(false); });
}
