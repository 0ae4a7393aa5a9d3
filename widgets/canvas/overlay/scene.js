// What the overlay knows of the page, and how it finds things on it.
const state = {
  generation: Number(new URLSearchParams(location.search).get("g") || 0),
  zoom: 1, floors: [], modules: {}, labels: {}, selected: [], words: {}, hovered: null, drag: null, panning: false,
  view: globalThis.duplexStage?.view ?? {}, shown: 1, pads: null, scaled: null, laid: null, heavy: false, fitting: false, pointer: null, measuring: false,
};

const byId = (id) => document.getElementById(id);
const floorElements = () => [...document.querySelectorAll("main.floors > .floor")];
const shownFloors = () => floorElements().filter(isSeen);
const moduleElements = (floor) => [...floor.querySelectorAll(":scope > section[data-module]")];
const isSeen = (element) => element !== null && element.getClientRects().length > 0;
const moduleAt = (x, y) => document.elementFromPoint(x, y)?.closest("section[data-module]") ?? null;

/** The rectangle of an element in the document, so that it scrolls with the page in the same frame. */
function place(element) {
  const rect = element.getBoundingClientRect();
  return { left: rect.left + scrollX, top: rect.top + scrollY, width: rect.width, height: rect.height };
}

/** The visible modules from the first floor to the second, top to bottom. */
function walk() {
  const floors = floorElements().sort((a, b) => Number(a.dataset.floor) - Number(b.dataset.floor));
  return floors.flatMap(moduleElements).filter(isSeen);
}

function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

/** Build an element of the overlay: a tag, a class, children as text or elements. */
function part(tag, name, ...children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

function put(element, { left, top, width, height }) {
  Object.assign(element.style, {
    left: `${left}px`, top: `${top}px`,
    width: width === undefined ? "" : `${width}px`, height: height === undefined ? "" : `${height}px`,
  });
  return element;
}

const reduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
