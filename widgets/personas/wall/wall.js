// The wall's own page: a column for everybody, marks where somebody sees something else.
"use strict";

const wall = document.getElementById("wall");
const columns = new Map(); // persona → {element, frame, marks, report}
let scene = { generation: 0, people: [], marks: {}, picked: null, level: 1 };
let bridge = null;
const waiting = new Map(); // serial → personas whose frames have not painted yet

function make(tag, name, ...children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

function face(person) {
  const round = make("span", "face", person.avatar ? "" : person.name.slice(0, 1));
  round.style.setProperty("--colour", person.colour);
  if (person.avatar) {
    const picture = make("img", "");
    picture.src = person.avatar;
    picture.alt = "";
    round.append(picture);
  }
  return round;
}

function column(person) {
  const frame = make("iframe", "");
  frame.title = person.name;
  frame.tabIndex = -1;
  frame.src = person.address;
  const marks = make("div", "marks");
  const phone = make("div", "phone", frame, marks);
  const head = make("header", "head");
  const element = make("section", "person", head, phone);
  element.dataset.persona = person.key;
  marks.addEventListener("click", (event) => pick(person.key, event, "picked"));
  marks.addEventListener("dblclick", (event) => pick(person.key, event, "opened"));
  return { element, frame, marks, head, phone, address: person.address, report: null };
}

function pick(key, event, slot) {
  const mark = event.target.closest("[data-module]");
  if (mark && bridge) bridge[slot](scene.generation, key, mark.dataset.module);
}

function lay(people) {
  const keys = new Set(people.map((person) => person.key));
  for (const [key, { element }] of columns) {
    if (!keys.has(key)) { element.remove(); columns.delete(key); }
  }
  people.forEach((person, place) => {
    let found = columns.get(person.key);
    if (!found) { found = column(person); columns.set(person.key, found); }
    if (found.address !== person.address) {
      found.address = person.address;
      found.report = null;
      found.frame.src = person.address;
    }
    if (wall.children[place] !== found.element) wall.insertBefore(found.element, wall.children[place] ?? null);
    const said = JSON.stringify(person);
    if (found.said === said) return;
    found.said = said;
    const words = make("span", "who", make("b", "", person.name), make("span", "", person.note));
    found.head.replaceChildren(face(person), words, make("span", "tally", person.tally));
  });
}

function scale() {
  return Number(getComputedStyle(document.documentElement).getPropertyValue("--scale"));
}

function mark(person) {
  const found = columns.get(person);
  const report = found?.report;
  if (!report) return;
  const by = scale();
  const picked = scene.picked?.[0] === person ? scene.picked[1] : "";
  const drawn = JSON.stringify([by, picked, report, scene.marks[person]]);
  if (found.drawn === drawn) return;
  found.drawn = drawn;
  found.frame.style.height = `${report.height}px`;
  found.phone.style.height = `${Math.max(report.height * by, 120)}px`;
  const told = scene.marks[person] ?? {};
  const parts = [];
  for (const [module, [left, top, width, height]] of Object.entries(report.modules)) {
    parts.push(box(module, told[module], { left: left * by, top: top * by, width: width * by, height: height * by }, person));
  }
  for (const [module, top] of Object.entries(report.gone)) {
    if (!told[module]) continue;
    const sign = make("span", "gone", told[module]);
    sign.dataset.module = module;
    sign.style.top = `${Math.max(top * by, 12)}px`;
    parts.push(sign);
  }
  found.marks.replaceChildren(...parts);
}

function box(module, label, { left, top, width, height }, person) {
  const made = make("div", label ? "mark differs" : "mark");
  if (label) made.append(make("span", "label", label));
  if (scene.picked && scene.picked[0] === person && scene.picked[1] === module) made.classList.add("picked");
  made.dataset.module = module;
  Object.assign(made.style, {
    left: `${left + 2}px`, top: `${top + 2}px`, width: `${width - 4}px`, height: `${Math.max(height - 4, 0)}px`,
  });
  return made;
}

/** As large as lets everybody be seen at once, but never so small that nothing can be read. */
function fit() {
  const count = Math.max(scene.people.length, 1);
  const room = innerWidth - 40 - 12 - 20 * (count - 1);
  const by = Math.min(1, Math.max(0.42, room / count / 375));
  document.documentElement.style.setProperty("--scale", by.toFixed(4));
}

function show(next) {
  const level = scene.level;
  scene = { ...scene, ...next };
  for (const [name, value] of Object.entries(next.colours ?? {})) {
    document.documentElement.style.setProperty(`--${name}`, value);
  }
  fit();
  if (next.people) lay(next.people);
  if (scene.level !== level) for (const { frame } of columns.values()) tell(frame, { level: scene.level });
  for (const key of columns.keys()) mark(key);
}

function tell(frame, message) {
  frame.contentWindow?.postMessage({ duplex: true, ...message }, location.origin);
}

function patch({ serial, patches }) {
  const keys = Object.keys(patches).filter((key) => columns.has(key));
  waiting.set(serial, new Set(keys));
  for (const key of keys) tell(columns.get(key).frame, { serial, patch: patches[key] });
  settle(serial);
}

function settle(serial) {
  if (waiting.get(serial)?.size !== 0) return;
  waiting.delete(serial);
  bridge.painted(scene.generation, serial);
}

addEventListener("message", ({ source, data, origin }) => {
  if (origin !== location.origin || !data?.duplex) return;
  const found = [...columns].find(([, { frame }]) => frame.contentWindow === source);
  if (!found) return;
  const [key, one] = found;
  if (data.arrived) tell(one.frame, { level: scene.level });
  if (data.report) { one.report = data.report; mark(key); }
  if (data.painted !== undefined) {
    waiting.get(data.painted)?.delete(key);
    settle(data.painted);
  }
});
addEventListener("resize", () => show({}));

new QWebChannel(qt.webChannelTransport, ({ objects }) => {
  bridge = objects.bridge;
  bridge.shown.connect((json) => show(JSON.parse(json)));
  bridge.patched.connect((json) => patch(JSON.parse(json)));
  bridge.entered();
});
