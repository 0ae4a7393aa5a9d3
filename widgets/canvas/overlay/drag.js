// Dropping from the palette and putting in order by dragging: where it would land, said before it lands.
const EDGE = 56; // px at the window's edge where the page begins to scroll

/** Where something held at (x, y) would land: a floor and a position among its modules. */
function landing(x, y, levels, moving = null) {
  const floors = shownFloors();
  if (!floors.length) return null;
  const distance = (one) => {
    const rect = one.getBoundingClientRect();
    return Math.max(rect.left - x, x - rect.right, 0);
  };
  const floor = floors.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  const all = moduleElements(floor).filter((one) => one.id !== moving);
  const next = all.find((one) => {
    const rect = one.getBoundingClientRect();
    return isSeen(one) && y < rect.top + rect.height / 2;
  });
  const index = next ? all.indexOf(next) : all.length;
  return { floor, index, next, all, refused: !levels.includes(Number(floor.dataset.floor)) };
}

function mark(at, name) {
  if (!at) { layers.marks.replaceChildren(); return; }
  const box = place(at.floor);
  const last = [...at.all].reverse().find(isSeen);
  const edge = at.next ? place(at.next).top : last ? place(last).top + place(last).height : box.top + 2;
  const about = state.floors.find((one) => one.id === at.floor.id);
  const text = at.refused
    ? state.words.refused.replace("{floor}", about?.title ?? "")
    : state.words.landing.replace("{floor}", about?.title ?? "").replace("{n}", at.index + 1).replace("{name}", name);
  const line = put(part("div", at.refused ? "mark refused" : "mark", part("span", "", text)),
    { left: box.left - 8, top: Math.max(edge - 1.5, box.top), width: box.width + 16 });
  const parts = [line];
  if (state.drag?.moving) parts.unshift(...held());
  layers.marks.replaceChildren(...parts);
}

function held() {
  const { moving, x, y, name } = state.drag;
  const source = byId(moving);
  const veil = isSeen(source) ? [put(part("div", "veil"), place(source))] : [];
  return [...veil, put(part("div", "ghost", name), { left: x + scrollX + 14, top: y + scrollY + 10 })];
}

/** Begin or go on holding something at (x, y); `moving` is the module that is being put elsewhere. */
function dragTo(x, y, { levels, name, moving = null }) {
  const before = state.drag;
  state.drag = { x, y, levels, name, moving, at: landing(x, y, levels, moving) };
  mark(state.drag.at, name);
  restOnHandle(x, y);
  drawHover();
  if (!before) requestAnimationFrame(scrollAtEdge);
}

function scrollAtEdge() {
  if (!state.drag) return;
  const { x, y } = state.drag;
  const speed = (where, size) => {
    if (where < EDGE) return -(EDGE - Math.max(where, 0)) / 4;
    return where > size - EDGE ? (EDGE - Math.max(size - where, 0)) / 4 : 0;
  };
  const [across, down] = [speed(x, innerWidth), speed(y, innerHeight)];
  if (across || down) {
    scrollBy({ left: across, top: down, behavior: "instant" });
    dragTo(x, y, state.drag);
  }
  requestAnimationFrame(scrollAtEdge);
}

/** Let go; returns where it landed, or null when it did not. */
function dragEnd() {
  const landed = state.drag?.at ?? null;
  state.drag = null;
  mark(null);
  drawHover();
  return landed && !landed.refused ? landed : null;
}
