// Guides: lines to design by, drawn over the floors, moved by hand, never part of the page.
const NEAR = 4; // px at which a guide takes the edge of a module
const heldGuide = { axis: null, x: 0, y: 0, from: null }; // from: the guide that is being moved
let chosenGuide = null; // { floor, index }

const unitOf = (floor) => floor.getBoundingClientRect().width / 750;

/** The guides of a floor in document pixels, for whoever wants to snap to them: { x: […], y: […] }. */
function guideLines(floor) {
  const about = state.floors.find((one) => one.id === floor.id);
  const at = place(floor);
  const unit = unitOf(floor);
  const lines = { x: [], y: [] };
  if (!state.view.guides) return lines;
  for (const [axis, value] of about?.guides ?? []) lines[axis].push((axis === "x" ? at.left : at.top) + value * unit);
  return lines;
}

function drawGuides() {
  if (!state.view.guides) { layers.guides.replaceChildren(); return; }
  const parts = shownFloors().flatMap((floor) => {
    const about = state.floors.find((one) => one.id === floor.id);
    return (about?.guides ?? []).flatMap(([axis, at], index) => {
      const moving = heldGuide.from?.floor === floor.id && heldGuide.from.index === index;
      return moving ? [] : [guideLine(floor, axis, at, { index })];
    });
  });
  const held = heldGuide.axis && landingGuide();
  if (held) parts.push(guideLine(held.floor, heldGuide.axis, held.at, { index: -1, held: true }));
  layers.guides.replaceChildren(...parts);
}

function guideLine(floor, axis, at, { index, held = false }) {
  const box = place(floor);
  const along = at * unitOf(floor);
  const chosen = held || (chosenGuide?.floor === floor.id && chosenGuide.index === index);
  const line = part("div", `guide ${axis}${chosen ? " chosen" : ""}`, part("i", ""));
  Object.assign(line.dataset, { floor: floor.id, index });
  if (chosen) line.append(part("b", "", String(Math.round(at))));
  return put(line, axis === "x"
    ? { left: box.left + along - 4, top: box.top - 14, width: 9, height: box.height + 28 }
    : { left: box.left - 14, top: box.top + along - 4, width: box.width + 28, height: 9 });
}

/** Where the guide in hand would lie: its floor and design pixels, taken by edges nearby. */
function landingGuide() {
  const { axis, x, y } = heldGuide;
  const floors = shownFloors();
  if (!floors.length) return null;
  const away = (one) => {
    const rect = one.getBoundingClientRect();
    return Math.max(rect.left - x, x - rect.right, 0) + Math.max(rect.top - y, y - rect.bottom, 0);
  };
  const floor = floors.reduce((best, one) => (away(one) < away(best) ? one : best));
  const box = floor.getBoundingClientRect();
  const unit = unitOf(floor);
  const [start, length, where] = axis === "x" ? [box.left, box.width, x] : [box.top, box.height, y];
  const snapped = edges(floor, axis).find((one) => Math.abs(one - where) <= NEAR) ?? where;
  return { floor, at: Math.round(Math.min(length, Math.max(0, snapped - start)) / unit) };
}

function edges(floor, axis) {
  const boxes = [floor, ...moduleElements(floor).filter(isSeen)].map((one) => one.getBoundingClientRect());
  const ends = (one) => (axis === "x"
    ? [one.left, one.right, (one.left + one.right) / 2] : [one.top, one.bottom, (one.top + one.bottom) / 2]);
  return boxes.flatMap(ends);
}

function guideAt(x, y) {
  const line = root.elementFromPoint(x, y)?.closest(".guide");
  return line && line.dataset.index !== "-1" ? { floor: line.dataset.floor, index: Number(line.dataset.index) } : null;
}

function chooseGuide(guide) {
  if (!guide && !chosenGuide) return;
  chosenGuide = guide;
  drawGuides();
}

function about(guide) {
  return state.floors.find((one) => one.id === guide?.floor)?.guides?.[guide.index] ?? null;
}

function holdGuide(axis, x, y, from = heldGuide.from) {
  Object.assign(heldGuide, { axis, x, y, from });
  drawGuides();
}

/** A guide out of a ruler, told by the studio: over the page, kept, or dropped. */
function guideFromRuler({ axis, x, y, end }, sight) {
  holdGuide(axis, x, y, null);
  if (!end) return;
  const landed = end === "keep" ? landingGuide() : null;
  holdGuide(null, 0, 0, null);
  if (landed) sight.laid(state.generation, landed.floor.id, axis, landed.at);
}

function connectGuides(sight) {
  let moved = false;
  const mine = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
  addEventListener("mousedown", (event) => {
    const guide = event.button === 0 && state.view.guides ? guideAt(event.clientX, event.clientY) : null;
    chooseGuide(guide);
    if (!guide || state.panning) return;
    mine(event);
    moved = false;
    if (state.movable && about(guide)) Object.assign(heldGuide, { from: guide, start: [event.clientX, event.clientY] });
  }, true);
  addEventListener("mousemove", (event) => {
    const guide = heldGuide.from;
    if (!guide || !about(guide)) return;
    mine(event);
    if (!moved && Math.hypot(event.clientX - heldGuide.start[0], event.clientY - heldGuide.start[1]) < 3) return;
    moved = true;
    holdGuide(about(guide)[0], event.clientX, event.clientY);
  }, true);
  addEventListener("mouseup", (event) => {
    const guide = heldGuide.from;
    if (!guide) return;
    mine(event);
    const landed = moved ? landingGuide() : null;
    const out = event.clientX < 0 || event.clientY < 0;
    holdGuide(null, 0, 0, null);
    if (moved && out) { chosenGuide = null; sight.lifted(state.generation, guide.floor, guide.index); }
    else if (landed) sight.shifted(state.generation, guide.floor, guide.index, landed.floor.id, landed.at, false);
  }, true);
  addEventListener("keydown", (event) => keyedGuide(event, sight), true);
}

const NUDGE = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1] };

function keyedGuide(event, sight) {
  if (heldGuide.axis && event.key === "Escape") {
    event.stopImmediatePropagation();
    holdGuide(null, 0, 0, null);
    return;
  }
  const guide = about(chosenGuide);
  if (!guide || event.ctrlKey || event.altKey || event.metaKey) return;
  const [axis, at] = guide;
  const { floor, index } = chosenGuide;
  const nudge = NUDGE[event.key];
  if (event.key === "Delete" || event.key === "Backspace") { chosenGuide = null; sight.lifted(state.generation, floor, index); }
  else if (event.key === "Escape") chooseGuide(null);
  else if (nudge?.[0] === axis) {
    sight.shifted(state.generation, floor, index, floor, at + nudge[1] * (event.shiftKey ? 10 : 1), true);
  } else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
