// Zoom by the page's own CSS zoom: sharp at every level, and the chrome over it keeps its size.
const ZOOM = { least: 0.1, most: 4 };
const MARGIN = { top: 38, side: 56, bottom: 96 }; // px around the floors, as the stage's sheet has them

const mainElement = () => document.querySelector("main.floors");
const room = () => [document.documentElement.clientWidth, document.documentElement.clientHeight];

/**
 * Zoom so that what is under (x, y) of the window stays there: the pointer's place, else the middle. A long page takes a
 * while to be laid out anew: while a `swift` gesture goes on it is scaled as it stands, and laid out when the hand rests.
 */
function zoomTo(zoom, x = state.pointer?.x ?? innerWidth / 2, y = state.pointer?.y ?? innerHeight / 2, swift = false) {
  const next = Math.min(ZOOM.most, Math.max(ZOOM.least, zoom));
  if (next === state.zoom || !Number.isFinite(next)) return;
  const held = { ...grip(anchorAt(x, y), x, y), x, y };
  const factor = next / state.zoom;
  state.fitting = false;
  if (swift && state.heavy) scaleTo(next, held, factor);
  else layAt(next, held);
  draw();
}

/** A point of an element, as shares of its width and height. */
function grip(element, x, y) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { element, across: width ? (x - left) / width : 0, down: height ? (y - top) / height : 0 };
}

/** Where a gripped point is in the window now. */
function gripped({ element, across, down }) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + across * width, y: top + down * height };
}

/** Lay the page out at a zoom; nothing is scaled any more. */
function lay(zoom) {
  clearTimeout(settling);
  state.scaled = null;
  state.zoom = zoom;
  state.laid = zoom;
  dress();
}

function layAt(zoom, held) {
  const start = performance.now();
  lay(zoom);
  const now = gripped(held);
  state.heavy = performance.now() - start > 24; // longer than a frame has
  const main = mainElement().getBoundingClientRect();
  placeMain(main.left - (now.x - held.x), main.top - (now.y - held.y));
}

// ---- scaling, while a gesture goes on ----
let settling = null;

function scaleTo(zoom, held, factor) {
  const box = mainElement().getBoundingClientRect();
  const { x = 0, y = 0 } = state.scaled ?? {};
  state.laid ??= state.zoom;
  state.zoom = zoom;
  state.scaled = {
    by: zoom / state.laid, held,
    x: x + (held.x - box.left) * (1 - factor), y: y + (held.y - box.top) * (1 - factor),
  };
  dress();
  const now = gripped(held);
  state.scaled.x += held.x - now.x;
  state.scaled.y += held.y - now.y;
  dress();
  clearTimeout(settling);
  settling = setTimeout(settle, 160);
}

/** The gesture has ended: lay the page out as large as it is shown, with the gripped point where it is. */
function settle() {
  if (!state.scaled) return;
  const { held } = state.scaled;
  if (!held.element.isConnected) held.element = mainElement();
  layAt(state.zoom, { ...held, ...gripped(held) });
  draw();
}

/** The deepest thing of the page at a place, else the floor that is nearest to it. */
function anchorAt(x, y) {
  const found = document.elementFromPoint(x, y);
  if (found?.closest("section[data-module]")) return found;
  const away = (one) => {
    const rect = one.getBoundingClientRect();
    return Math.max(rect.left - x, x - rect.right, 0) + Math.max(rect.top - y, y - rect.bottom, 0);
  };
  const floors = shownFloors();
  return floors.reduce((best, one) => (away(one) < away(best) ? one : best), floors[0] ?? mainElement());
}

/** Bring the floors to this place of the window: scroll, and widen the stage where the scroll cannot reach. */
function placeMain(left, top) {
  const main = mainElement();
  const [width, height] = room();
  const size = main.getBoundingClientRect();
  const side = Math.max(MARGIN.side, (width - size.width) / 2);
  const [before, across] = edge(Math.max(side, left), left);
  const [above, down] = edge(Math.max(MARGIN.top, top), top);
  const after = Math.max(side, width + across - before - size.width);
  const below = Math.max(MARGIN.bottom, height + down - above - size.height);
  state.pads = [above, after, below, before];
  dress();
  scrollTo({ left: across, top: down, behavior: "instant" });
  const now = main.getBoundingClientRect();
  const [aside, lower] = [left - now.left, top - now.top];
  if (Math.max(Math.abs(aside), Math.abs(lower)) < 0.02) return;
  state.pads[0] += lower; // a scroll stands on whole pixels of the screen, a margin need not
  state.pads[3] += aside;
  dress();
}

/** A margin and a scroll of whole pixels that give a place between them. */
function edge(margin, place) {
  const scroll = Math.ceil(margin - place - 0.01);
  return [place + scroll, scroll];
}

/** Margins that were widened for a place close again as soon as nobody sees them. */
function trim() {
  if (!state.pads || state.drag || press || state.scaled) return;
  const { left, top, width } = mainElement().getBoundingClientRect();
  const side = Math.max(MARGIN.side, (room()[0] - width) / 2);
  const [above, after, below, before] = state.pads;
  if (above < MARGIN.top + 1 && before < side + 1 && after < side + 1 && below < MARGIN.bottom + 1) return;
  placeMain(left, top);
  redraw();
}

/** Show the floors in the window: side by side, or the width of one. */
function fit() {
  settle();
  const floors = state.view.arrangement === "side" ? Math.max(1, floorElements().length) : 1;
  const free = room()[0] - 2 * MARGIN.side - 64 * (floors - 1);
  const wanted = Math.floor((free / (state.view.width * floors)) * 100) / 100;
  const top = mainElement().getBoundingClientRect().top;
  const share = top > 0 ? 0 : top / state.zoom;
  state.pads = null;
  lay(Math.max(ZOOM.least, Math.min(1, wanted)));
  scrollTo({ left: 0, top: share ? MARGIN.top - share * state.zoom : 0, behavior: "instant" });
  state.fitting = true;
  draw();
}

/** Show what is selected as large as the window allows, in its middle. */
function fitSelection() {
  settle();
  const chosen = state.selected.map(byId).filter(isSeen);
  if (!chosen.length) { fit(); return; }
  const [width, height] = room();
  const now = around(chosen);
  const most = Math.min((width - 112) / now.width, (height - 96) / now.height);
  state.fitting = false;
  lay(Math.min(ZOOM.most, Math.max(ZOOM.least, state.zoom * most)));
  const then = around(chosen);
  const main = mainElement().getBoundingClientRect();
  placeMain(
    main.left - then.left + (width - then.width) / 2,
    main.top - then.top + Math.max(34, (height - then.height) / 2),
  );
  draw();
}

/** The rectangle around several elements, in the window. */
function around(elements) {
  const rects = elements.map((one) => one.getBoundingClientRect());
  const left = Math.min(...rects.map((one) => one.left));
  const top = Math.min(...rects.map((one) => one.top));
  const right = Math.max(...rects.map((one) => one.right));
  const bottom = Math.max(...rects.map((one) => one.bottom));
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

/** What a zoom is asked by: a number, "fit" or "selection". */
function zoomAsked(zoom) {
  if (zoom === "fit") fit();
  else if (zoom === "selection") fitSelection();
  else if (zoom !== undefined) zoomTo(zoom);
}
