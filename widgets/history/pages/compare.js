// Two states of one layout side by side: scrolled together, module by module, with marks.
"use strict";

const stage = document.getElementById("stage");
const sides = { before: null, after: null };
let scene = { generation: 0, before: null, after: null, marks: {}, level: 1, picked: "", words: {} };
let bridge = null;
let leading = ""; // the side under the hand; the other follows

function make(tag, name, ...children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

function side(name) {
  const head = make("header", "head");
  const sheet = make("div", "sheet");
  const phone = make("div", "phone", sheet);
  phone.tabIndex = 0;
  const element = make("section", "side", head, phone);
  element.dataset.side = name;
  phone.addEventListener("wheel", () => { leading = name; }, { passive: true });
  phone.addEventListener("pointerdown", () => { leading = name; });
  phone.addEventListener("keydown", () => { leading = name; });
  phone.addEventListener("scroll", () => follow(name), { passive: true });
  return { name, element, head, phone, sheet, frame: null, marks: null, address: null, boxes: {}, height: 0 };
}

function load(one, page) {
  one.head.replaceChildren(make("b", "", page.title), make("span", "", page.note));
  one.phone.setAttribute("aria-label", page.title);
  if (one.address === page.address) return;
  one.address = page.address;
  one.boxes = {};
  one.frame = null;
  if (!page.address) {
    one.sheet.replaceChildren(make("div", "nothing", page.missing));
    one.sheet.style.height = "100%";
    return;
  }
  const frame = make("iframe", "");
  frame.title = page.title;
  frame.tabIndex = -1;
  frame.addEventListener("load", () => { one.frame = frame; dress(one); });
  frame.src = page.address;
  one.marks = make("div", "marks");
  one.sheet.replaceChildren(frame, one.marks);
}

function dress(one) {
  const inside = one.frame.contentDocument;
  const sheet = new one.frame.contentWindow.CSSStyleSheet();
  const other = scene.level === 1 ? 2 : 1;
  sheet.replaceSync(
    "html{overflow:hidden!important}body{margin:0!important}main.floors{min-height:0!important;max-width:none!important}"
    + "main.floors > :not(.floor),body > :not(main){display:none!important}"
    + "*,*::before,*::after{animation:none!important;transition:none!important}"
    + `.floor-${other}{display:none!important}`,
  );
  inside.adoptedStyleSheets = [...(one.base ??= [...inside.adoptedStyleSheets]), sheet];
  for (const picture of inside.images) picture.loading = "eager";
  measure(one);
  one.watch?.disconnect();
  one.watch = new ResizeObserver(() => measure(one));
  one.watch.observe(inside.body);
}

function measure(one) {
  const inside = one.frame?.contentDocument;
  if (!inside?.body) return;
  one.boxes = {};
  let height = 200;
  for (const floor of inside.querySelectorAll(".floor")) {
    const { bottom, height: tall } = floor.getBoundingClientRect();
    if (tall) height = Math.max(height, bottom);
    for (const module of floor.querySelectorAll("[id]")) {
      if (!(module.id in scene.modules)) continue;
      const box = module.getBoundingClientRect();
      if (box.height) one.boxes[module.id] = [box.left, box.top, box.width, box.height];
    }
  }
  one.height = height;
  const tall = `${Math.ceil(height)}px`;
  if (one.frame.style.height !== tall) one.frame.style.height = tall;
  draw(one);
  if (bridge && Object.values(sides).every((it) => !it.address || it.height)) bridge.shown(scene.generation);
}

function draw(one) {
  const by = scale();
  if (!one.frame) return;
  one.sheet.style.height = `${Math.ceil(one.height * by)}px`;
  const marks = [];
  for (const [module, { change, label }] of Object.entries(scene.marks)) {
    const box = one.boxes[module];
    if (!box) continue;
    const mark = make("div", `mark ${change}`, make("span", "", label));
    if (module === scene.picked) mark.classList.add("picked");
    mark.dataset.module = module;
    mark.addEventListener("click", () => bridge?.picked(scene.generation, module));
    Object.assign(mark.style, {
      left: `${box[0] * by + 2}px`, top: `${box[1] * by + 2}px`,
      width: `${box[2] * by - 4}px`, height: `${Math.max(box[3] * by - 4, 12)}px`,
    });
    marks.push(mark);
  }
  one.marks.replaceChildren(...marks); // never the frame: moved in the tree it would load anew
}

function scale() {
  return Number(document.documentElement.style.getPropertyValue("--scale")) || 1;
}

/** As large as fits both beside each other, never larger than life. */
function fit() {
  const by = Math.min(1, Math.max(0.4, (innerWidth - 48 - 28) / 2 / 375));
  document.documentElement.style.setProperty("--scale", by.toFixed(4));
}

/** Where the other side must be so that the same module is at the same height. */
function twin(from, to, at) {
  const by = scale();
  const shared = Object.keys(from.boxes).filter((key) => key in to.boxes)
    .map((key) => [from.boxes[key], to.boxes[key]]).sort((a, b) => a[0][1] - b[0][1]);
  let found = at;
  for (const [mine, theirs] of shared) {
    const top = mine[1] * by;
    if (top > at + 1) break;
    const share = Math.min(1, (at - top) / Math.max(1, mine[3] * by));
    found = (theirs[1] + share * theirs[3]) * by;
  }
  return found;
}

function follow(name) {
  if (leading && leading !== name) return;
  const from = sides[name];
  const to = sides[name === "before" ? "after" : "before"];
  if (!from.frame || !to.frame) return;
  const end = from.phone.scrollTop + from.phone.clientHeight >= from.phone.scrollHeight - 1;
  const wanted = end ? to.phone.scrollHeight : twin(from, to, from.phone.scrollTop);
  if (Math.abs(to.phone.scrollTop - wanted) > 1) {
    leading = name;
    to.phone.scrollTop = wanted;
  }
}

function jump(module) {
  const by = scale();
  leading = "";
  for (const one of [sides.after, sides.before]) {
    const box = one?.boxes[module];
    if (!box) continue;
    const spare = Math.max(20, (one.phone.clientHeight - box[3] * by) / 2);
    leading = one.name;
    one.phone.scrollTop = box[1] * by - spare;
    follow(one.name);
    break;
  }
}

function show(next) {
  const level = scene.level;
  scene = { ...scene, ...next };
  for (const [name, value] of Object.entries(next.colours ?? {})) {
    document.documentElement.style.setProperty(`--${name}`, value);
  }
  if (!sides.before) {
    for (const name of ["before", "after"]) {
      sides[name] = side(name);
      stage.append(sides[name].element);
    }
  }
  fit();
  for (const one of Object.values(sides)) {
    if (next[one.name]) load(one, next[one.name]);
    if (scene.level !== level && one.frame) dress(one);
    else measure(one);
  }
  if (next.jump) requestAnimationFrame(() => jump(next.jump));
}

addEventListener("resize", () => show({}));

new QWebChannel(qt.webChannelTransport, ({ objects }) => {
  bridge = objects.bridge;
  bridge.said.connect((json) => show(JSON.parse(json)));
  bridge.entered();
});
