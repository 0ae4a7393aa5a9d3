// Patches from the document: modules replaced, taken out or put in order, with the rules that go with them.
const moduleSheets = new Map();
const kindSheets = new Map();
const sources = {}; // module → the rules it was last sent, as text
const shopSheet = sheet("");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, shopSheet];

/** Forget the rules that came with the page for a module: its patch brings its own. */
function forget(id) {
  if (moduleSheets.has(id)) return;
  const owned = new RegExp(`#${id}(?![\\w-])`);
  for (const one of document.styleSheets) dropRules(one, owned);
  const made = sheet("");
  moduleSheets.set(id, made);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
}

function dropRules(owner, owned) {
  for (let index = owner.cssRules.length - 1; index >= 0; index -= 1) {
    const rule = owner.cssRules[index];
    if (rule.selectorText !== undefined && owned.test(rule.selectorText)) owner.deleteRule(index);
    else if (rule.cssRules?.length && rule.selectorText === undefined) dropRules(rule, owned);
  }
}

function adopt(sheets, key, css) {
  if (!sheets.has(key)) {
    sheets.set(key, sheet(""));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheets.get(key)];
  }
  sheets.get(key).replaceSync(css ?? "");
}

/** Give a module its rules, in place of all it had. */
function clothe(module, css) {
  forget(module);
  moduleSheets.get(module).replaceSync(css);
  sources[module] = css;
}

/** Imported, not moved: a video that came out of a template would never load its poster. */
function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return document.importNode(template.content.firstElementChild, true);
}

/** Put the children of a floor into this order, moving no more than must be. */
function arrange(floorId, ids, fresh) {
  const floor = byId(floorId);
  if (!floor) return;
  const wanted = ids.map((id) => fresh.get(id) ?? byId(id)).filter(Boolean);
  const keep = new Set(wanted);
  for (const child of moduleElements(floor)) if (!keep.has(child)) takeOut(child);
  let next = floor.firstElementChild;
  for (const element of wanted) {
    if (element === next) next = next.nextElementSibling;
    else if (next && element === next.nextElementSibling) next = element.nextElementSibling; // the one before comes later
    else insert(floor, element, next);
  }
}

/** A module and the line break after it go and come together, as they stand in a fresh render. */
function takeOut(element) {
  if (element.nextSibling?.nodeType === Node.TEXT_NODE) element.nextSibling.remove();
  element.remove();
}

function insert(floor, element, next) {
  if (element.isConnected) takeOut(element);
  floor.insertBefore(element, next);
  floor.insertBefore(document.createTextNode("\n"), next);
}

function applyPatch(patch) {
  const fresh = new Map();
  const caret = holdCaret();
  for (const one of patch.fragments) {
    const { module, html, css } = one;
    if (css !== null) clothe(module, css); // null: its rules are as they were
    const made = graft(one) ?? parse(html); // a text that is being written stays in its place
    fresh.set(module, made);
    if (byId(module) !== made) byId(module)?.replaceWith(made);
  }
  for (const id of patch.removed) {
    const gone = byId(id);
    if (gone) takeOut(gone);
    clothe(id, "");
  }
  for (const [kind, css] of Object.entries(patch.kind_css)) adopt(kindSheets, kind, css);
  for (const [floor, ids] of Object.entries(patch.floors)) arrange(floor, ids, fresh);
  if (patch.theme_css !== null && patch.theme_css !== undefined) shopSheet.replaceSync(patch.theme_css);
  for (const element of fresh.values()) {
    if (element.isConnected) element.dispatchEvent(new CustomEvent("duplex:patched", { bubbles: true }));
  }
  watch(fresh.values());
  keepCaret(caret);
}

/** What the page is now, for the test that holds it against a fresh render. */
function snapshot() {
  const rules = (owner) => [...owner.cssRules].map((rule) => rule.cssText).join("\n");
  const linked = [...document.styleSheets].map(rules).join("\n");
  return JSON.stringify({
    body: document.body.outerHTML, css: sources, linked, focus: document.hasFocus(), scroll: [scrollX, scrollY],
    zoom: state.zoom, selected: state.selected, hovered: state.hovered, height: document.documentElement.scrollHeight,
  });
}

/** The body of a freshly rendered page, read by the same parser. */
function fresh(html) {
  return new DOMParser().parseFromString(html, "text/html").body.outerHTML;
}
