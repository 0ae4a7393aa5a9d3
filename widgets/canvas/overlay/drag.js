// Dropping from outside and putting in order by dragging: where it would land, said before it lands.
const EDGE = 56; // px at the window's edge where the page begins to scroll
const BAND = 40; // px at the edges of a picture that mean before or after its module, not the picture

/**
 * Where something held at (x, y) would land: on a picture or a shelf that takes it, or on a floor at a position
 * among all its modules, those that are not shown counted too. `refused` says why it may not stand there.
 */
function landing(x, y, what) {
  const onto = landingOnto(x, y, what);
  if (onto) return { onto, refused: "" };
  const floors = shownFloors();
  if (!floors.length) return null;
  const away = (one) => {
    const rect = one.getBoundingClientRect();
    return Math.max(rect.left - x, x - rect.right, 0);
  };
  const floor = floors.reduce((best, one) => (away(one) < away(best) ? one : best));
  const leaving = what.copy ? [] : what.moving;
  const all = moduleElements(floor).filter((one) => !leaving.includes(one.id));
  const next = all.find((one) => {
    const rect = one.getBoundingClientRect();
    return y < rect.top + rect.height / 2 && isSeen(one);
  });
  const index = next ? all.indexOf(next) : all.length;
  return { floor, index, next, all, refused: refusal(floor, all, what) };
}

/** What takes the thing that is held instead of a place between modules: a picture, or a shelf. */
function landingOnto(x, y, what) {
  const module = what.onto && moduleAt(x, y);
  const takes = module && what.onto[module.id];
  if (!takes) return null;
  const shown = document.elementsFromPoint(x, y).find((one) => module.contains(one) && one.matches("img, video"));
  const address = shown?.getAttribute("src") ?? shown?.getAttribute("poster") ?? "";
  const source = takes.find((one) => one && address.includes(one));
  const element = source ? shown : takes.includes("") ? module : null;
  if (!element) return null;
  const outer = module.getBoundingClientRect();
  const band = Math.min(BAND, outer.height / 4);
  if (y < outer.top + band || y > outer.bottom - band) return null;
  return { module: module.id, element, source: source ?? "" };
}

/** Why what is held may not stand on a floor, as a sentence; empty when it may. */
function refusal(floor, staying, what) {
  const { words } = state;
  const title = state.floors.find((one) => one.id === floor.id)?.title ?? "";
  if (what.locked && !what.copy) return words.locked.replace("{name}", what.locked);
  const level = Number(floor.dataset.floor);
  const stranger = what.items.find((one) => !one.levels.includes(level));
  if (stranger) return words.refused.replace("{floor}", title).replace("{name}", stranger.name);
  for (const { type, name } of newcomers(floor, what)) {
    const limit = state.limits?.[type];
    if (!limit) continue;
    const count = staying.filter((one) => state.modules[one.id]?.type === type).length
      + what.items.filter((one) => one.type === type).length;
    if (count > limit) return words.full.replace("{floor}", title).replace("{limit}", limit).replace("{name}", name);
  }
  return "";
}

/** Those of the held that do not stand on a floor yet: only they can be one too many. */
function newcomers(floor, what) {
  if (what.copy || !what.moving.length) return what.items;
  const strangers = what.moving.filter((id) => byId(id)?.parentElement !== floor);
  return strangers.map((id) => state.modules[id]).filter(Boolean);
}

function mark(at, what) {
  layers.still.classList.toggle("holding", Boolean(at));
  if (!at) { layers.marks.replaceChildren(); return; }
  const parts = [at.onto ? markOnto(at.onto, what) : markPlace(at, what)];
  if (what.moving.length) parts.unshift(...held(what));
  layers.marks.replaceChildren(...parts);
}

function markPlace(at, what) {
  const box = place(at.floor);
  const last = [...at.all].reverse().find(isSeen);
  const about = state.floors.find((one) => one.id === at.floor.id);
  const text = at.refused || state.words.landing
    .replace("{floor}", about?.title ?? "").replace("{n}", at.index + 1).replace("{name}", what.name);
  const label = part("span", "", text);
  if (!at.next && !last) { // an empty floor opens as a whole
    const inset = 24 * state.zoom;
    return put(part("div", at.refused ? "mark whole refused" : "mark whole", label), {
      left: box.left + inset, top: box.top + inset, width: box.width - 2 * inset, height: 160 * state.zoom,
    });
  }
  const edge = at.next ? place(at.next).top : place(last).top + place(last).height;
  const line = put(part("div", at.refused ? "mark refused" : "mark", label),
    { left: box.left - 8, top: Math.max(edge - 1.5, box.top), width: box.width + 16 });
  return line;
}

function markOnto({ module, element }, what) {
  const text = what.word.replace("{name}", state.modules[module]?.name ?? "");
  return put(part("div", "mark onto", part("span", "", text)), place(element));
}

/** What leaves its place lies under a veil; a card at the pointer says what is held, how many, and whether they stay. */
function held(what) {
  const sources = what.copy ? [] : what.moving.map(byId).filter(isSeen);
  const veils = sources.map((one) => put(part("div", "veil"), place(one)));
  const { x, y } = state.drag;
  const card = part("div", what.moving.length > 1 ? "ghost many" : "ghost", what.card ?? what.name);
  if (what.moving.length > 1) card.append(part("b", "", String(what.moving.length)));
  if (what.copy) card.prepend(part("i", "", "+"));
  return [...veils, put(card, { left: x + scrollX + 14, top: y + scrollY + 10 })];
}

/** Begin or go on holding something at (x, y). */
function dragTo(x, y, what) {
  state.drag = { x, y, what };
  state.drag.at = landing(x, y, what);
  mark(state.drag.at, what);
  restOnHandle(x, y);
  drawHover();
  scrollNear(x, y, () => { if (state.drag) dragTo(state.drag.x, state.drag.y, state.drag.what); });
}

/** What is held, told anew: after a scroll, or when it is to stay where it was and be copied. */
function dragAgain(changes = {}) {
  const { x, y, what } = state.drag;
  dragTo(x, y, { ...what, ...changes });
}

/** What comes from outside, as the studio tells it; what it told at first holds until it leaves. */
function dragIn({ x, y, ...told }) {
  const before = state.drag?.what;
  const what = told.items ? { moving: [], copy: false, locked: "", onto: null, word: "", ...told } : before;
  if (what) dragTo(x, y, what);
}

/** Let go; returns where it landed, or null when it did not. */
function dragEnd() {
  const landed = state.drag?.at ?? null;
  state.drag = null;
  nearEdge = null;
  mark(null);
  drawHover();
  return landed && !landed.refused ? landed : null;
}

// ---- the page scrolls while something is held at an edge of the window, the faster the longer ----

let nearEdge = null; // where the pointer is held, since which frame, and what to do after each step
let scrolling = false;

function scrollNear(x, y, again) {
  nearEdge = { x, y, again, frames: nearEdge?.frames ?? 0 };
  if (!scrolling) requestAnimationFrame(scrollAtEdge);
  scrolling = true;
}

function scrollAtEdge() {
  if (!nearEdge) { scrolling = false; return; }
  const haste = Math.min(4, 1 + nearEdge.frames / 60);
  const speed = (where, size) => {
    if (where < EDGE) return (-(EDGE - Math.max(where, 0)) / 4) * haste;
    return where > size - EDGE ? ((EDGE - Math.max(size - where, 0)) / 4) * haste : 0;
  };
  const [across, down] = [speed(nearEdge.x, innerWidth), speed(nearEdge.y, innerHeight)];
  nearEdge.frames = across || down ? nearEdge.frames + 1 : 0;
  if (across || down) {
    const before = [scrollX, scrollY];
    scrollBy({ left: across, top: down, behavior: "instant" });
    if (before[0] !== scrollX || before[1] !== scrollY) nearEdge.again();
  }
  requestAnimationFrame(scrollAtEdge);
}
