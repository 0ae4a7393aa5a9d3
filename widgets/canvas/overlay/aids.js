// The aids that stand still: safe areas, the labels of the outline mode, and what rulers must know.

/** The bands the app draws over: the top and the foot of the sign, the top of the second floor. */
function drawSafe(floor, at) {
  if (!state.view.safe) return [];
  const { sign_top: top, sign_bottom: bottom, second_top: second } = state.view.bands;
  const unit = at.width / 750;
  if (floor.level === 2) return [band({ ...at, height: second * unit }, state.words.second_top)];
  const bands = [band({ ...at, height: top * unit }, state.words.sign_top)];
  const sign = byId(floor.id).querySelector(":scope > section[data-kind='store_sign']");
  if (sign && isSeen(sign)) {
    const box = place(sign);
    const foot = Math.max(0, Math.min(bottom * unit, box.height - top * unit));
    bands.push(band({ ...box, top: box.top + box.height - foot, height: foot }, state.words.sign_bottom));
  }
  return bands;
}

function band(at, text) {
  const made = put(part("div", "band", part("span", "", text ?? "")), at);
  if (at.height < 22) made.classList.add("thin");
  return made;
}

/** In outline mode every module says what it is and how large. */
function drawWires(floor) {
  if (!state.view.outline) return [];
  return moduleElements(floor).filter(isSeen).map((element) => {
    const at = place(element);
    const about = state.modules[element.id] ?? { name: "", kind: "" };
    const unit = at.width / 750;
    const name = about.kind && about.kind !== about.name ? `${about.kind} · ${about.name}` : about.name;
    const size = `${Math.round(at.width / unit)} × ${Math.round(at.height / unit)}`;
    const made = put(part("div", "wire", part("span", "", name, part("em", "", size))), at);
    if (at.height < 26 || at.width < 90) made.classList.add("small");
    return made;
  });
}

// ---- what lies where, for rulers outside the page and for coming back to a layout ----
let lastLie = "";
let lieWaiting = false;
let restTimer = null;
let lastZoom = globalThis.duplexStage.at; // the studio knows what it asked for
let sightOf = null;

function reportLie() {
  if (!sightOf) return;
  if (lastZoom !== state.zoom) sightOf.zoomed(state.generation, lastZoom = state.zoom);
  clearTimeout(restTimer);
  restTimer = setTimeout(rest, 120);
  if (!state.view.rulers || lieWaiting) return; // without rulers it is enough to hear of it at rest
  lieWaiting = true;
  requestAnimationFrame(() => { lieWaiting = false; tellLie(); });
}

function tellLie() {
  const told = JSON.stringify(lie());
  if (told !== lastLie) { lastLie = told; sightOf.lies(state.generation, told); }
}

function rest() {
  const main = mainElement();
  if (!main || !sightOf) return;
  tellLie();
  const { left, top } = main.getBoundingClientRect();
  sightOf.rested(state.generation, main.dataset.layout, state.zoom, left, top, state.fitting);
}

/** The floor in hand: that of the selection, else the one most in view. */
function lie() {
  const chosen = state.selected.map(byId).filter(isSeen);
  const floor = chosen[0]?.closest(".floor") ?? nearestFloor();
  if (!floor) return { floor: "", x: 0, y: 0, width: 0, height: 0, unit: 0.5 };
  const box = floor.getBoundingClientRect();
  const round = (one) => Math.round(one * 100) / 100;
  const about = { floor: floor.id, unit: box.width / 750 };
  const [x, y, width, height] = [box.left, box.top, box.width, box.height].map(round);
  const near = chosen.filter((one) => one.closest(".floor") === floor);
  if (!near.length) return { ...about, x, y, width, height };
  const rect = around(near);
  return { ...about, x, y, width, height, chosen: [rect.left, rect.top, rect.right, rect.bottom].map(round) };
}

/** The first floor of which as much can be seen as of any other, or nearly. */
function nearestFloor() {
  const seen = shownFloors().map((floor) => {
    const rect = floor.getBoundingClientRect();
    const across = Math.min(rect.right, innerWidth) - Math.max(rect.left, 0);
    const down = Math.min(rect.bottom, innerHeight) - Math.max(rect.top, 0);
    return { floor, area: Math.max(0, across) * Math.max(0, down) };
  });
  const most = Math.max(...seen.map((one) => one.area));
  return seen.find((one) => one.area >= most * 0.8)?.floor ?? null;
}

/** Come back to where the user left this layout: once now, and again while pictures come in. */
let coming = globalThis.duplexStage.place;
function comeBack() {
  if (coming) placeMain(...coming);
}

/** What else the studio tells the view: a pinch at a place, or the floor to show. */
function toldSight({ pinch, x, y, floor }, bridge) {
  if (floor && isPull()) showFloor(floor);
  if (pinch) {
    zoomTo(state.zoom * pinch, x, y, true);
    bridge.zoomed(state.generation, state.zoom);
  }
}

function connectSight(sight) {
  sightOf = sight;
  connectGuides(sight);
  connectPull();
  connectMeasure();
  const settled = () => { coming = null; };
  for (const name of ["wheel", "mousedown", "keydown"]) addEventListener(name, settled, { capture: true, passive: true });
  addEventListener("load", () => { comeBack(); settled(); });
  if (document.readyState === "complete") { comeBack(); settled(); }
  addEventListener("mousedown", settle, true);
  addEventListener("scroll", reportLie, { passive: true });
  addEventListener("scrollend", trim);
  addEventListener("resize", () => { if (state.fitting) fit(); else if (state.pads) trim(); reportLie(); });
}
