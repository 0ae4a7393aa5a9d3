// Zoom by the page's own CSS zoom, so that the chrome over it keeps its size.
const ZOOM = { least: 0.1, most: 4 };

/** Zoom so that what is under (x, y) of the window stays there. */
function zoomTo(zoom, x = innerWidth / 2, y = innerHeight / 3) {
  const next = Math.min(ZOOM.most, Math.max(ZOOM.least, zoom));
  if (next === state.zoom) return;
  const anchor = moduleAt(x, y) ?? document.querySelector("main.floors");
  const before = anchor.getBoundingClientRect();
  const across = (x - before.left) / before.width;
  const down = (y - before.top) / before.height;
  state.zoom = next;
  dress();
  const after = anchor.getBoundingClientRect();
  scrollBy({
    left: after.left + across * after.width - x, top: after.top + down * after.height - y, behavior: "instant",
  });
  draw();
}

/** The zoom at which both floors stand side by side in the window. */
function fit() {
  const main = document.querySelector("main.floors").getBoundingClientRect();
  const floors = floorElements().length;
  const gaps = 64 * (floors - 1);
  const room = document.documentElement.clientWidth - 2 * 56 - gaps;
  const next = Math.max(ZOOM.least, Math.min(1, Math.floor((room / (375 * floors)) * 100) / 100));
  zoomTo(next, main.left, main.top);
}
