// Zoom by the page's own CSS zoom: sharp at every level, and the chrome over it keeps its size.
const ZOOM = { least: 0.1, most: 4 };
const MARGIN = { top: 38, side: 56, bottom: 96 }; // px around the floors, as the stage's sheet has them

const mainElement = () => document.querySelector("main.floors");
const room = () => [document.documentElement.clientWidth, document.documentElement.clientHeight];

/** Zoom so that what is under (x, y) of the window stays there: the pointer's place, else the middle. */
function zoomTo(zoom, x = state.pointer?.x ?? innerWidth / 2, y = state.pointer?.y ?? innerHeight / 2) {
  const next = Math.min(ZOOM.most, Math.max(ZOOM.least, zoom));
  if (next === state.zoom || !Number.isFinite(next)) return;
  const anchor = anchorAt(x, y);
  const before = anchor.getBoundingClientRect();
  const across = before.width ? (x - before.left) / before.width : 0;
  const down = before.height ? (y - before.top) / before.height : 0;
  state.zoom = next;
  state.fitting = false;
  dress();
  const after = anchor.getBoundingClientRect();
  const main = mainElement().getBoundingClientRect();
  placeMain(main.left - (after.left + across * after.width - x), main.top - (after.top + down * after.height - y));
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
  if (!state.pads || state.drag || press) return;
  const { left, top, width } = mainElement().getBoundingClientRect();
  const side = Math.max(MARGIN.side, (room()[0] - width) / 2);
  const [above, after, below, before] = state.pads;
  if (above < MARGIN.top + 1 && before < side + 1 && after < side + 1 && below < MARGIN.bottom + 1) return;
  placeMain(left, top);
  redraw();
}

/** Show the floors in the window: side by side, or the width of one. */
function fit() {
  const floors = state.view.arrangement === "side" ? Math.max(1, floorElements().length) : 1;
  const free = room()[0] - 2 * MARGIN.side - 64 * (floors - 1);
  const wanted = Math.floor((free / (state.view.width * floors)) * 100) / 100;
  const top = mainElement().getBoundingClientRect().top;
  const share = top > 0 ? 0 : top / state.zoom;
  state.zoom = Math.max(ZOOM.least, Math.min(1, wanted));
  state.pads = null;
  dress();
  scrollTo({ left: 0, top: share ? MARGIN.top - share * state.zoom : 0, behavior: "instant" });
  state.fitting = true;
  draw();
}

/** Show what is selected as large as the window allows, in its middle. */
function fitSelection() {
  const chosen = state.selected.map(byId).filter(isSeen);
  if (!chosen.length) { fit(); return; }
  const [width, height] = room();
  const now = around(chosen);
  const most = Math.min((width - 112) / now.width, (height - 96) / now.height);
  state.zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, state.zoom * most));
  state.fitting = false;
  dress();
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
