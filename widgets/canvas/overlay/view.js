// The way to look: the phone, the arrangement of the floors, the aids; and the pull-down on the stage.
const wireSheet = sheet(SHEETS.wire);
if (state.view.outline) document.adoptedStyleSheets = [...document.adoptedStyleSheets, wireSheet];

/** Look this way from now on; what fitted before fits again. */
function applyView(view) {
  settle();
  const before = state.view;
  state.view = view;
  const others = document.adoptedStyleSheets.filter((one) => one !== wireSheet);
  document.adoptedStyleSheets = view.outline ? [...others, wireSheet] : others;
  if (view.arrangement !== before.arrangement) { state.shown = floorOf(state.selected[0])?.dataset.floor === "2" ? 2 : 1; }
  const changed = view.width !== before.width || view.arrangement !== before.arrangement;
  if (changed && state.fitting) fit();
  else if (changed) keepTop();
  else dress();
}

/** Another shape of the stage: what stood at the top of the window stays there. */
function keepTop() {
  settle();
  const kept = walk().find((one) => one.getBoundingClientRect().bottom > 60);
  const before = kept?.getBoundingClientRect().top;
  state.pads = null;
  dress();
  if (kept && isSeen(kept)) scrollBy({ top: kept.getBoundingClientRect().top - before, behavior: "instant" });
}

const floorOf = (id) => (id ? byId(id)?.closest(".floor") ?? null : null);
const floorAt = (level) => floorElements().find((one) => Number(one.dataset.floor) === level) ?? null;
const isPull = () => state.view.arrangement === "pull" && floorElements().length > 1;

/** Bring the floor of a module to the front when only one is shown. */
function bringFloor(id) {
  const floor = floorOf(id);
  if (isPull() && floor && Number(floor.dataset.floor) !== state.shown) showFloor(Number(floor.dataset.floor));
}

function showFloor(level) {
  settle();
  state.shown = level;
  state.pulling?.cancel();
  state.pulling = null;
  pullSheet.replaceSync("");
  dress();
  scrollTo({ top: 0, behavior: "instant" });
  draw();
}

// ---- the pull-down: the second floor comes down over the first, as on the phone ----
const PULL = { open: 96, turned: 360, time: 420, curve: "cubic-bezier(0.22, 0.8, 0.2, 1)" };
const pullSheet = sheet("");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, pullSheet];
let pulled = null; // { from, by } while the handle is held
let turned = 0;

/** Let the second floor hang over the first, pulled down by some pixels of the phone. */
function hang(by) {
  const { width, height } = state.view;
  pullSheet.replaceSync(
    "main.floors{position:relative!important}"
    + "main.floors > .floor-2{display:block!important;position:absolute!important;left:0!important;top:0!important;"
    + `z-index:3;width:${width}px!important;height:${height}px!important;overflow:hidden!important}`,
  );
  const upper = floorAt(2);
  const at = (pixels) => ({
    transform: `translateY(${pixels - height}px)`, clipPath: `inset(${Math.max(0, height - pixels)}px 0 0 0)`,
  });
  state.pulling?.cancel();
  state.pulling = upper.animate([at(by), at(by)], { duration: 1, fill: "both" });
  return { upper, at };
}

/** Let go at some pixels: on to the second floor, or back up. */
function letGo(by, down) {
  const { upper, at } = hang(by);
  const end = down ? state.view.height : 0;
  const time = reduced() ? 1 : PULL.time;
  const run = upper.animate([at(by), at(end)], { duration: time, easing: PULL.curve, fill: "both" });
  state.pulling.cancel();
  state.pulling = run;
  run.onfinish = () => { if (state.pulling === run) showFloor(down ? 2 : 1); };
}

function pullOpen() {
  if (isPull() && state.shown === 1 && !state.pulling) letGo(0, true);
}

function pullBack() {
  if (!isPull() || state.shown !== 2 || state.pulling) return;
  state.shown = 1;
  dress();
  scrollTo({ top: 0, behavior: "instant" });
  letGo(state.view.height, false);
  draw();
}

/** With one floor shown, crossing over is going to the other floor. */
function crossPull(tell) {
  showFloor(state.shown === 1 ? 2 : 1);
  const first = walk()[0];
  if (first) pick(first.id, "only", tell);
}

function drawPull() {
  if (!isPull()) return [];
  const floor = floorAt(state.shown);
  const at = place(floor);
  const down = state.shown === 1;
  const text = down ? state.words.pull : state.words.back;
  const handle = part("button", down ? "pull down" : "pull up", part("span", "", text ?? ""));
  handle.tabIndex = -1;
  return [put(handle, { left: at.left, top: down ? at.top : at.top + Math.min(at.height, state.view.height * state.zoom) - 56, width: at.width })];
}

const onHandle = (x, y) => root.elementFromPoint(x, y)?.closest(".pull") ?? null;

function connectPull() {
  addEventListener("mousedown", (event) => {
    if (event.button !== 0 || !onHandle(event.clientX, event.clientY)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pulled = { from: event.clientY, by: 0 };
  }, true);
  addEventListener("mousemove", (event) => {
    if (!pulled) return;
    event.stopImmediatePropagation();
    pulled.by = Math.max(0, (event.clientY - pulled.from) / state.zoom);
    if (state.shown === 1 && pulled.by > 0) hang(Math.min(pulled.by, state.view.height));
  }, true);
  addEventListener("mouseup", (event) => {
    if (!pulled) return;
    event.stopImmediatePropagation();
    const { by } = pulled;
    pulled = null;
    if (state.shown === 2) pullBack();
    else letGo(by, by > PULL.open || by < 4); // a press opens too
  }, true);
  addEventListener("wheel", (event) => {
    const free = isPull() && state.shown === 1 && scrollY <= 0 && event.deltaY < 0 && !event.ctrlKey;
    turned = free ? turned - event.deltaY : 0;
    if (turned > PULL.turned) { turned = 0; pullOpen(); }
  }, { capture: true, passive: true });
}

// What is dragged rests on the handle for a moment: the other floor comes to meet it.
let resting = null;
function restOnHandle(x, y) {
  const on = isPull() && onHandle(x, y);
  if (!on) { clearTimeout(resting); resting = null; return; }
  resting ??= setTimeout(() => { resting = null; if (state.drag) showFloor(state.shown === 1 ? 2 : 1); }, 500);
}
