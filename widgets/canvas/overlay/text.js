// Text in place: a text of the page is written where it stands, and every keystroke is in the document.
const WRITABLE = "duplex-text";
const COUNTED = 10; // characters before the limit from which on they are counted
const writing = { on: false, module: "", found: null, index: 0, host: null, before: "", shown: "", told: 0, composing: false };
let toldLater = false;
let tellWriting = () => {};

const TEXT_SHEET = sheet(`
  [data-duplex-writing], [data-duplex-writing] * {
    user-select: text !important; -webkit-user-select: text !important; cursor: text !important;
  }
  [data-duplex-writing] { outline: none !important; }
  [data-duplex-writing]::selection, [data-duplex-writing] *::selection { background: rgb(59 91 253 / 42%); }
  ::highlight(duplex-held) { background: rgb(59 91 253 / 42%); }
  ${WRITABLE}[data-duplex-writing] { overflow: visible !important; pointer-events: auto !important; }
  ${WRITABLE}[data-duplex-writing="line"] { white-space: pre !important; }
  ${WRITABLE}[data-duplex-writing="lines"] { white-space: pre-wrap !important; }
  ${WRITABLE}[data-duplex-writing]:empty { display: inline-block !important; min-width: 2px; min-height: 1em; }
  [data-duplex-around] { text-overflow: clip !important; -webkit-line-clamp: none !important; }
`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, TEXT_SHEET];

root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet(SHEETS.writing)];
layers.text = part("div", "box text-frame");
layers.count = part("div", "text-count");
layers.text.append(layers.count);
layers.text.hidden = true;
root.append(layers.text);

const textSizes = new ResizeObserver(() => frameText());

// ---- beginning ----

/** Ask for the marks of a module, to write the text at (x, y), or its first one. */
function askToWrite(module, place = {}) {
  tellWriting("asked_to_write", module, JSON.stringify(place));
}

/** The marks have come: write the text that was meant, or open the setting that stands there. */
function answerToWrite(answer) {
  const { module, html, marks, wanted, refused } = answer;
  const section = byId(module);
  if (!isSeen(section)) return;
  tellRich(answer);
  const all = readMarks(html, marks);
  if (wanted.x === null) {
    const next = neighbour(writable(section, all), wanted);
    if (refused) tellWriting("refused_to_write", module);
    else if (next) begin(module, next, "all");
    else tellWriting("opened", module, "", "");
    return;
  }
  const under = textUnder(section, all, wanted.x, wanted.y);
  if (under && refused) tellWriting("refused_to_write", module);
  else if (under) begin(module, under, wanted);
  else openNear(section, all, wanted);
}

/** The text before or after another in the order of reading, round and round; the first of all without another. */
function neighbour(texts, { after, index, by }) {
  if (!by) return texts[0];
  const here = texts.findIndex((one) => one.key === after && one.index === index);
  const from = here >= 0 ? here : by > 0 ? index - 1 : index; // an emptied text is no longer among them
  return texts[(from + by + texts.length) % texts.length];
}

function openNear(section, all, { x, y }) {
  const target = document.elementFromPoint(x, y) ?? section;
  const here = settingNear(section, all, target);
  const picture = document.elementsFromPoint(x, y).find((one) => section.contains(one) && one.matches("img, video"));
  const source = picture?.getAttribute("src") ?? picture?.getAttribute("poster") ?? "";
  const text = [...target.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  tellWriting("opened", section.id, text || !source ? here : "", text && here ? "" : source);
}

/** Begin to write: `caret` is a place of the window, or "all" to select the whole text. */
function begin(module, found, caret) {
  if (writing.on) finish(true);
  const host = found.how === "rich" ? found.at.element : wrap(found);
  Object.assign(writing, { on: true, module, found, host, told: 0, composing: false, index: found.index });
  host.dataset.duplexWriting = found.how === "rich" ? "rich" : found.lines > 1 || wraps(host) ? "lines" : "line";
  if (found.how === "rich") dressRich(host);
  host.contentEditable = found.how === "rich" ? "true" : "plaintext-only";
  host.spellcheck = false;
  if (found.how === "text") host.parentElement.dataset.duplexAround = "";
  host.setAttribute("role", "textbox");
  writing.shown = read();
  writing.before = found.how === "rich" ? host.innerHTML : writing.shown;
  host.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  host.focus({ preventScroll: true });
  putCaret(host, caret);
  textSizes.observe(host);
  tellWriting("began_to_write", module, found.key);
  frameText();
}

const wraps = (host) => !["nowrap", "pre"].includes(getComputedStyle(host.parentElement).whiteSpace);

/** A text node becomes an element of its own while it is written; the white space around it stays outside. */
function wrap({ at, lead, text }) {
  let node = at.node;
  if (lead) node = node.splitText(lead.length);
  if (node.data.length > text.length) node.splitText(text.length);
  const host = document.createElement(WRITABLE);
  node.replaceWith(host);
  host.append(node);
  return host;
}

function putCaret(host, caret) {
  const selection = getSelection();
  const range = caret === "all" ? null : document.caretRangeFromPoint(caret.x, caret.y);
  if (range && host.contains(range.startContainer)) selection.collapse(range.startContainer, range.startOffset);
  else {
    selection.selectAllChildren(host);
    if (caret !== "all") selection.collapseToEnd();
  }
}

// ---- what is written ----

/** The text as the setting holds it. */
function read() {
  if (writing.found.how === "rich") return readRich(writing.host);
  const pieces = [];
  const collect = (node) => {
    if (node.nodeType === Node.TEXT_NODE) pieces.push(node.data);
    else if (node.nodeName === "BR") pieces.push("\n");
    else node.childNodes.forEach(collect);
  };
  collect(writing.host);
  const text = pieces.join("").replaceAll("\u00a0", " ").replaceAll("\r", "");
  return text.replace(/\n$/, ""); // the last break of a text is the browser's: it only holds the line open
}

const lengthOf = (text) => [...text].length;

/** How many characters still fit beside what is there, without the ones that are selected. */
function roomLeft() {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0).toString() : "";
  return writing.found.limit - lengthOf(read()) + lengthOf(range);
}

/** Keep out what does not fit: line breaks where there is one line, and what is over the limit. */
function before(event) {
  if (!isInText(event)) return;
  event.stopImmediatePropagation();
  if (writing.found.how === "rich") return;
  if (["insertParagraph", "insertLineBreak"].includes(event.inputType)) {
    if (!writing.breaking) event.preventDefault();
    return;
  }
  if (!event.inputType.startsWith("insert") || event.isComposing) return;
  const given = event.data ?? event.dataTransfer?.getData("text/plain");
  if (given === undefined || given === null) return;
  const fitting = [...tidy(given)].slice(0, Math.max(0, roomLeft())).join("");
  if (fitting === given) return;
  event.preventDefault();
  if (fitting) document.execCommand("insertText", false, fitting);
  if (fitting !== tidy(given)) refuse();
}

const tidy = (text) => {
  const lines = text.replaceAll(/\r\n?/g, "\n");
  return writing.found.lines > 1 ? lines : lines.replaceAll(/\s*\n\s*/g, " ");
};

/** The frame shakes its head: no more fits. */
function refuse() {
  layers.text.classList.add("full");
  if (!reduced()) {
    const away = (x) => ({ transform: `translateX(${x}px)` });
    layers.text.animate([away(0), away(-3), away(3), away(-2), away(0)], { duration: 180 });
  }
}

function written(event) {
  if (!isInText(event)) return;
  event.stopImmediatePropagation();
  if (event.isComposing && event.type === "input") { frameText(); return; }
  cutToLimit();
  told();
  frameText();
}

/** What an input method has put in may be too long: its end goes. */
function cutToLimit() {
  const { found, host } = writing;
  if (found.how === "rich") return;
  const text = read();
  if (lengthOf(text) <= found.limit) return;
  for (let over = lengthOf(text) - found.limit; over > 0; over -= 1) {
    if (getSelection().isCollapsed) getSelection().modify("extend", "backward", "character");
    document.execCommand("delete");
  }
  if (lengthOf(read()) > found.limit) host.textContent = [...text].slice(0, found.limit).join("");
  refuse();
}

/** Tell the studio once a frame, however fast the keys come, and after the frame: what is typed is seen first. */
function told() {
  if (toldLater) return;
  toldLater = true;
  whenPainted(tellNow);
}

function tellNow() {
  toldLater = false;
  if (!writing.on || writing.composing) return; // a text in the making is told when it is chosen
  const text = read();
  if (text === writing.shown) return;
  writing.shown = text;
  writing.told += 1;
  tellWriting("wrote", writing.module, writing.told, text);
}

// ---- ending ----

/** End writing: the text stays, or all is taken back. The studio answers with the module as it is then. */
function finish(kept) {
  if (!writing.on) return;
  const { host, found, module } = writing;
  if (kept) {
    host.blur();
    writing.composing = false; // leaving chooses what was in the making
    tellNow();
  }
  writing.on = false;
  textSizes.disconnect();
  closeRich();
  if (found.how === "rich") {
    if (!kept) host.innerHTML = writing.before;
    for (const name of ["contenteditable", "spellcheck", "role", "data-duplex-writing"]) host.removeAttribute(name);
  } else if (host.isConnected) {
    const parent = host.parentElement;
    delete parent.dataset.duplexAround;
    host.replaceWith(document.createTextNode(kept ? writing.shown : writing.before));
    parent.normalize();
  }
  getSelection().removeAllRanges();
  layers.text.hidden = true;
  tellWriting("ended_writing", module, kept);
}

/** Go on with the next or the previous text of the module, round and round. */
function another(by) {
  const { module, found, index } = writing;
  finish(true);
  tellWriting("asked_to_write", module, JSON.stringify({ after: found.key, index, by }));
}

// ---- patches while writing ----

/** The element of a module that is being written, brought up to date around the text; null when there is none. */
function graft({ module, html, marked, marks, heard }) {
  if (!writing.on || writing.module !== module) return null;
  const section = byId(module);
  if (!section || !marked) { finish(true); return null; }
  const made = parse(html);
  if (section.dataset.variant !== made.dataset.variant) { finish(true); return null; }
  const places = readMarks(marked, marks).filter((one) => one.key === writing.found.key && one.how === writing.found.how);
  const found = places.find((one) => one.way.join() === writing.found.way.join()) ?? places[0];
  const at = found && standing(made, found);
  if (!at) {
    const late = heard !== writing.told || read() !== writing.shown; // a later one is on its way
    if (late || read() === "") return section; // an empty text has no place until something is in it
    finish(true);
    return null;
  }
  const value = found.how === "rich" ? found.html : found.text;
  if (!mould(section, made, at, found)) { finish(true); return null; }
  writing.found = { ...found, at: null };
  if (heard === writing.told) takeIn(value); // else a later one is on its way
  frameText();
  return section;
}

/** Where the caret is, before a patch may move the module; `keepCaret` puts it there again. */
function holdCaret() {
  if (!writing.on) return null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
  return document.activeElement === writing.host ? [anchorNode, anchorOffset, focusNode, focusOffset] : null;
}

function keepCaret(held) {
  if (!writing.on) return;
  if (!writing.host.isConnected) { finish(true); return; }
  if (!held || document.activeElement === writing.host) return;
  writing.host.focus({ preventScroll: true });
  if (held[0] && writing.host.contains(held[0])) getSelection().setBaseAndExtent(...held);
}

/** What the document says now: the echo of our own keys, or what somebody else has put there. */
function takeIn(value) {
  if (value === writing.shown || writing.composing || writing.found.how === "rich" && same(value)) return;
  if (writing.found.how === "rich") { writing.host.innerHTML = value; dressRich(writing.host); } else writing.host.textContent = value;
  writing.shown = read();
  putCaret(writing.host, { x: -1, y: -1 });
}

/** Make `section` equal to `made` in everything but the text that is being written. */
function mould(section, made, at, found) {
  const [olds, news] = [chain(writing.host, section), chain(at.node ?? at.element, made)];
  if (olds.length !== news.length) return false;
  if (at.node) isolate(at.node, found);
  const fits = olds.every((old, index) => index === olds.length - 1 || old.tagName === news[index].tagName);
  if (!fits) return false;
  olds.forEach((old, index) => {
    if (index < olds.length - 1 || !at.node) dressAs(old, news[index]);
    if (index < olds.length - 1) surround(old, olds[index + 1], news[index], news[index + 1]);
  });
  return true;
}

/** From the module down to a node, both included. */
function chain(node, top) {
  const all = [];
  for (let at = node; at; at = at.parentElement) {
    all.unshift(at);
    if (at === top) return all;
  }
  return [];
}

function isolate(node, { lead, text }) {
  if (lead) node.before(document.createTextNode(lead));
  const rest = node.data.slice(lead.length + text.length);
  if (rest) node.after(document.createTextNode(rest));
}

const OWN = new Set(["contenteditable", "spellcheck", "role", "data-duplex-writing", "data-duplex-around"]);
function dressAs(old, made) {
  const mine = old === writing.host || old === writing.host.parentElement ? OWN : new Set();
  for (const { name } of [...old.attributes]) if (!made.hasAttribute(name) && !mine.has(name)) old.removeAttribute(name);
  for (const { name, value } of made.attributes) {
    if (old.getAttribute(name) !== value && !mine.has(name)) old.setAttribute(name, value);
  }
}

/** Bring the neighbours of `kept` in `parent` up to date with those of `other` in `model`. */
function surround(parent, kept, model, other) {
  const split = (nodes, middle) => [nodes.slice(0, nodes.indexOf(middle)), nodes.slice(nodes.indexOf(middle) + 1)];
  const [oldBefore, oldAfter] = split([...parent.childNodes], kept);
  const [newBefore, newAfter] = split([...model.childNodes], other);
  const equal = (a, b) => a.length === b.length && a.every((one, index) => one.isEqualNode(b[index]));
  if (!equal(oldBefore, newBefore)) { oldBefore.forEach((one) => one.remove()); kept.before(...newBefore); }
  if (!equal(oldAfter, newAfter)) { oldAfter.forEach((one) => one.remove()); kept.after(...newAfter); }
}

// ---- the frame around it ----

function frameText() {
  if (!writing.on || !writing.host.isConnected) { layers.text.hidden = true; return; }
  const { host, found } = writing;
  const box = place(found.how === "rich" ? host : host.childNodes.length ? host : host.parentElement);
  const room = 4;
  put(layers.text, {
    left: box.left - room, top: box.top - room, width: Math.max(box.width, 8) + 2 * room, height: box.height + 2 * room,
  });
  layers.text.hidden = false;
  const count = found.how === "rich" ? lengthOf(writing.shown) : lengthOf(read());
  const close = count > found.limit - Math.max(COUNTED, found.limit * 0.1) && found.limit > 0;
  layers.count.hidden = !close;
  layers.count.textContent = `${count} / ${found.limit}`;
  layers.text.classList.toggle("full", count >= found.limit);
  if (found.how === "rich") frameRich(box);
}

// ---- hands while writing ----

const isOnTools = (event) => writing.on && event.target === host
  && layers.tools.contains(root.elementFromPoint(event.clientX, event.clientY));
const isInText = (event) => writing.on && event.composedPath().includes(writing.host);

const TEXT_EVENTS = [
  "pointerdown", "pointerup", "pointermove", "mousedown", "mouseup", "mousemove", "click", "auxclick", "selectstart",
  "focusin", "keyup", "keypress", "copy", "cut", "touchstart", "touchmove", "touchend",
];

/** Heard before the hands: what happens inside the text is the text's, and the page hears none of it. */
function connectText(bridge) {
  tellWriting = (verb, ...rest) => bridge[verb](state.generation, ...rest);
  for (const name of TEXT_EVENTS) addEventListener(name, keepInText, true);
  for (const name of ["contextmenu", "dragstart", "drop", "dragover"]) addEventListener(name, keepOut, true);
  addEventListener("mousedown", pressedOutside, true);
  addEventListener("dblclick", doubled, true);
  addEventListener("keydown", keyedInText, true);
  addEventListener("paste", pasted, true);
  addEventListener("beforeinput", before, true);
  addEventListener("input", written, true);
  addEventListener("compositionstart", (event) => { if (isInText(event)) writing.composing = true; }, true);
  addEventListener("compositionend", (event) => {
    if (!isInText(event)) return;
    writing.composing = false;
    written(event);
  }, true);
  addEventListener("focusout", left, true);
  addEventListener("resize", frameText);
  document.addEventListener("scroll", frameText, { capture: true, passive: true });
  document.addEventListener("selectionchange", () => { if (writing.on) markRich(); });
}

function keepInText(event) {
  const mouse = event.type.startsWith("mouse") && event.type !== "mousedown" || event.type === "click";
  if (isInText(event) || mouse && isOnTools(event)) event.stopImmediatePropagation();
}

function keepOut(event) {
  if (!isInText(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A press elsewhere keeps what was written; then it means what it always means. */
function pressedOutside(event) {
  if (!writing.on || isInText(event)) return;
  if (isOnTools(event)) pressedTool(event);
  else finish(true);
}

function doubled(event) {
  if (isInText(event) || isOnTools(event)) { event.stopImmediatePropagation(); return; }
  if (event.target === host) return;
  const module = moduleAt(event.clientX, event.clientY);
  if (!module || state.drag) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  askToWrite(module.id, { x: event.clientX, y: event.clientY });
}

/** The keyboard went to another part of the page. */
function left(event) {
  if (!isInText(event)) return;
  event.stopImmediatePropagation();
  if (event.relatedTarget === host || event.relatedTarget === null) return; // the studio tells when the page loses it
  finish(true);
}

function keyedInText(event) {
  if (!writing.on) return;
  if (event.target === host) { keyedTool(event); return; }
  if (!isInText(event)) return;
  event.stopImmediatePropagation();
  if (event.isComposing || writing.composing || event.keyCode === 229) { // the input method's own keys
    if (event.key.length > 1 || event.key === " ") event.preventDefault();
    return;
  }
  const command = event.ctrlKey || event.metaKey;
  const deed = command ? COMMANDS[event.code] : DEEDS[event.key];
  if (deed && !event.altKey) deed(event);
  else if (command && !NATIVE.has(event.code)) event.preventDefault(); // else the studio would take it for its own
  else if (event.altKey && event.key === "F10") { event.preventDefault(); enterTools(); }
}

const DEEDS = {
  Escape: (event) => { event.preventDefault(); finish(false); },
  Tab: (event) => { event.preventDefault(); another(event.shiftKey ? -1 : 1); },
  Enter: (event) => {
    if (writing.found.how === "rich") return;
    event.preventDefault();
    if (!event.shiftKey) finish(true);
    else if (writing.found.lines > 1 && roomLeft() > 0) breakLine();
    else refuse();
  },
  " ": (event) => {
    if (!writing.host.closest("button")) return; // a button would take the space as a press
    event.preventDefault();
    if (roomLeft() > 0) document.execCommand("insertText", false, " ");
    else refuse();
  },
};

function breakLine() {
  writing.breaking = true;
  document.execCommand("insertLineBreak");
  writing.breaking = false;
}

const NATIVE = new Set(["KeyA", "KeyC", "KeyV", "KeyX", "Insert", "Backspace", "Delete", "Home", "End",
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);

const COMMANDS = {
  Enter: (event) => { event.preventDefault(); finish(true); },
  KeyZ: (event) => { event.preventDefault(); document.execCommand(event.shiftKey ? "redo" : "undo"); },
  KeyY: (event) => { event.preventDefault(); document.execCommand("redo"); },
  KeyB: (event) => format(event, "bold"),
  KeyI: (event) => format(event, "italic"),
  KeyU: (event) => format(event, "underline"),
  KeyK: (event) => format(event, "link"),
};

function format(event, tool) {
  event.preventDefault();
  if (writing.found.how === "rich") useTool(tool);
}

function pasted(event) {
  if (!isInText(event)) return;
  event.stopImmediatePropagation();
  if (writing.found.how !== "rich") return; // plain texts are tidied before they go in
  event.preventDefault();
  pasteRich(event.clipboardData);
}
