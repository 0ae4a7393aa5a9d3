// The pointer and the keyboard: pick, put in order, open, walk; the page itself hears none of it.
const DEAF = [
  "pointerdown", "pointerup", "mousedown", "mouseup", "click", "dblclick", "auxclick", "contextmenu",
  "touchstart", "touchmove", "touchend", "dragstart", "submit", "selectstart", "focusin",
];
const SLACK = 4; // px the pointer may wander before a press is a drag
let press = null;

function connectHands(bridge) {
  const tell = (verb, ...rest) => bridge[verb](state.generation, ...rest);
  for (const name of DEAF) addEventListener(name, quiet, { capture: true, passive: false });
  addEventListener("mousedown", (event) => pressed(event, tell), true);
  addEventListener("mousemove", (event) => moved(event), true);
  addEventListener("mouseup", (event) => released(event, tell), true);
  addEventListener("contextmenu", (event) => asked(event, tell), true);
  addEventListener("mouseleave", () => hover(null));
  addEventListener("wheel", (event) => wheeled(event, tell), { capture: true, passive: false });
  addEventListener("keydown", (event) => keyed(event, tell), true);
  addEventListener("keyup", (event) => unkeyed(event), true);
  addEventListener("blur", () => { state.panning = false; });
  addEventListener("scroll", scrolled, { passive: true });
}

/** Keep an event from the page; a pointer event that is prevented would take its mouse event along. */
function quiet(event) {
  if (!event.type.startsWith("pointer")) event.preventDefault();
  event.stopPropagation();
}

/** What is held goes along: the page has moved below it. */
function scrolled() {
  if (sweep) sweepTo(sweep.x, sweep.y);
  else if (state.drag) dragAgain();
  else redraw();
}

function pressed(event, tell) {
  press = { x: event.clientX, y: event.clientY, button: event.button, id: null, pan: false, how: "", late: false };
  if (event.button === 1 || state.panning) { press.pan = true; return; }
  if (event.button !== 0) return;
  press.id = moduleAt(event.clientX, event.clientY)?.id ?? null;
  press.how = event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : "only";
  press.late = press.how === "only" && state.selected.length > 1 && state.selected.includes(press.id);
  if (press.late) return; // perhaps all of them are dragged; if not, this one is picked on release
  if (press.id || press.how === "only") pick(press.id, press.how, tell);
}

function pick(id, how, tell) {
  if (how === "only" && id && state.selected.length === 1 && state.selected[0] === id) return;
  if (how === "only") { state.selected = id ? [id] : []; draw(); } // at once; the answer only confirms
  tell("picked", id ?? "", how);
}

function moved(event) {
  const { clientX: x, clientY: y } = event;
  if (!press) { hover(moduleAt(x, y)?.id ?? null); return; }
  if (press.pan) { scrollBy({ left: press.x - x, top: press.y - y, behavior: "instant" }); Object.assign(press, { x, y }); return; }
  if (!(event.buttons & 1) || press.button !== 0) return;
  if (!state.drag && !sweep && Math.hypot(x - press.x, y - press.y) < SLACK) return;
  if (!press.id) {
    if (!sweep) sweepFrom(press.x, press.y, press.how === "only" ? [] : state.selected);
    sweepTo(x, y);
  } else if (state.movable) dragTo(x, y, inHand(press.id, event.altKey));
}

/** What is dragged with a module: all that is selected with it; `copy` leaves them where they are. */
function inHand(id, copy) {
  if (state.drag) return { ...state.drag.what, copy };
  const moving = state.selected.includes(id) ? [...state.selected] : [id];
  const items = moving.map((one) => state.modules[one]).filter(Boolean);
  const name = moving.length > 1 ? state.words.many.replace("{count}", moving.length) : items[0]?.name ?? "";
  const locked = items.find((one) => one.locked)?.name ?? "";
  const card = state.modules[id]?.name ?? name;
  return { name, card, items, moving, copy, locked, onto: null, word: "" };
}

function released(event, tell) {
  const held = press;
  press = null;
  if (sweep) { sweepEnd(true, tell); return; }
  if (!state.drag) { if (held?.late) pick(held.id, "only", tell); return; }
  if (!held?.id) return;
  const { moving, copy } = state.drag.what;
  const landed = dragEnd();
  if (!landed || !copy && isWhereItWas(moving, landed)) return;
  tell("moved", JSON.stringify(moving), landed.floor.id, landed.index, copy);
}

function isWhereItWas(moving, { floor, index, all }) {
  const inOrder = floorElements().flatMap(moduleElements).map((one) => one.id).filter((id) => moving.includes(id));
  const rest = all.map((one) => one.id);
  const then = [...rest.slice(0, index), ...inOrder, ...rest.slice(index)];
  return then.join() === moduleElements(floor).map((one) => one.id).join();
}

function asked(event, tell) {
  const module = moduleAt(event.clientX, event.clientY);
  if (module && !state.selected.includes(module.id)) pick(module.id, "only", tell);
  tell("asked", module?.id ?? "", Math.round(event.clientX), Math.round(event.clientY));
}

function wheeled(event, tell) {
  if (!event.ctrlKey && !event.metaKey) return;
  quiet(event);
  zoomTo(state.zoom * Math.exp(-event.deltaY * 0.0016), event.clientX, event.clientY);
  tell("zoomed", state.zoom);
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function keyed(event, tell) {
  if (event.key === "Alt" && state.drag?.what.moving.length) { quiet(event); dragAgain({ copy: true }); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code === "Space") { state.panning = true; quiet(event); return; }
  if (event.key === "Tab") { quiet(event); tell("left", !event.shiftKey); return; }
  if (event.key === "Escape") { quiet(event); escape(tell); return; }
  if (event.key === "Enter" && state.selected.length) { quiet(event); askToWrite(state.selected[0]); return; }
  if (event.key in STEPS) { quiet(event); step(STEPS[event.key], event.shiftKey, tell); return; }
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") { quiet(event); cross(tell); }
}

function unkeyed(event) {
  if (event.code === "Space") state.panning = false;
  if (event.key === "Alt" && state.drag?.what.moving.length) dragAgain({ copy: false });
}

function escape(tell) {
  if (sweep) { press = null; sweepEnd(false, tell); return; }
  if (state.drag) { press = null; dragEnd(); return; }
  pick(null, "only", tell);
}

/** Walk to the next or previous module, the first or the last. */
function step(by, extend, tell) {
  const all = walk();
  const last = state.selected[state.selected.length - 1];
  const from = all.findIndex((one) => one.id === last);
  const start = from < 0 ? (by > 0 ? -1 : all.length) : from;
  const to = all[Math.min(all.length - 1, Math.max(0, start + by))];
  if (!to) return;
  pick(to.id, extend ? "range" : "only", tell);
  reveal(to.id);
}

/** Go to the module of the other floor that stands at the same height. */
function cross(tell) {
  if (isPull()) { crossPull(tell); return; }
  const here = byId(state.selected[0] ?? "");
  if (!isSeen(here)) return;
  const middle = (one) => { const rect = one.getBoundingClientRect(); return rect.top + rect.height / 2; };
  const others = walk().filter((one) => one.parentElement !== here.parentElement);
  if (!others.length) return;
  const gap = (one) => Math.abs(middle(one) - middle(here));
  pick(others.reduce((best, one) => (gap(one) < gap(best) ? one : best)).id, "only", tell);
}
