// Rich text in place: a small toolbar above it, and the few tags the setting may hold.
const TOOLS = ["bold", "italic", "underline", "colour", "list", "link"];
const rich = { words: {}, inks: [], saved: null };

layers.tools = part("div", "tools");
layers.tools.setAttribute("role", "toolbar");
layers.tools.hidden = true;
root.append(layers.tools);

const FONT = (index) => `#0100${(index + 16).toString(16)}`;
const inkSheet = sheet("");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, inkSheet];

/** The words, the colours of the studio and those of the shop, as they are said with every answer. */
function tellRich({ words, colours, inks }) {
  Object.assign(rich, { words, inks });
  for (const [name, value] of Object.entries(colours)) layers.tools.style.setProperty(`--${name}`, value);
  inkSheet.replaceSync(inks.map(({ token }, index) => (
    `[data-duplex-writing] font[color="${FONT(index)}"]{color:var(--c-${token})!important}`
  )).join("") + `[data-duplex-writing] font[color="${FONT(inks.length)}"]{color:inherit!important}`);
}

// ---- the text as the setting holds it ----

const INLINE = { B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u" };
const BLOCK = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "PRE", "SECTION", "ARTICLE",
  "HEADER", "FOOTER", "TR", "TABLE", "TBODY", "DL", "DT", "DD", "FIGURE", "FIGCAPTION", "ADDRESS"]);
const GONE = new Set(["SCRIPT", "STYLE", "META", "TITLE", "HEAD", "LINK", "TEMPLATE", "SVG", "IMG", "VIDEO", "OBJECT", "IFRAME"]);
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The content of an element in our few tags: paragraphs and lists, or one bare line as it was. */
function readRich(element) {
  if (!element.textContent.trim()) return "";
  const blocks = [];
  let line = "";
  const close = () => { if (line.replaceAll("<br>", "").trim()) blocks.push(["p", line]); line = ""; };
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeName === "UL" || child.nodeName === "OL") { close(); blocks.push(["ul", items(child)]); }
      else if (child.nodeName === "LI") { close(); blocks.push(["ul", `<li>${inline(child)}</li>`]); }
      else if (BLOCK.has(child.nodeName)) {
        close();
        if (hasBlocks(child)) walk(child);
        else blocks.push(["p", inline(child)]);
        close();
      } else if (hasBlocks(child)) { close(); walk(child); } else line += piece(child);
    }
  };
  walk(element);
  const bare = blocks.length === 0;
  if (bare) return trimmed(line);
  close();
  return blocks.filter(([, inner]) => inner).map(([tag, inner]) => `<${tag}>${trimmed(inner)}</${tag}>`).join("")
    .replaceAll("</ul><ul>", "");
}

const trimmed = (html) => html.replace(/^[ \n\t]+|(?:[ \n\t]|<br>)+$/g, "");
const hasBlocks = (node) => node.nodeType === Node.ELEMENT_NODE
  && [...node.querySelectorAll("*")].some((one) => BLOCK.has(one.nodeName) || one.nodeName === "UL" || one.nodeName === "OL");
const items = (list) => [...list.children].map((one) => (one.nodeName === "LI" ? `<li>${trimmed(inline(one))}</li>` : items(one))).join("");
const inline = (node) => [...node.childNodes].map(piece).join("");

function piece(node) {
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.data.replaceAll("\u00a0", " ").replaceAll(/[\n\t]+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE || GONE.has(node.nodeName.toUpperCase())) return "";
  if (node.nodeName === "BR") return "<br>";
  const inner = inline(node);
  if (!inner) return "";
  return tagsOf(node).reduceRight((html, [open, close]) => `<${open}>${html}</${close}>`, inner);
}

/** What an element means in our tags; Word and browsers say bold and italic in a style. */
function tagsOf(node) {
  const tags = [];
  const style = node.dataset?.style ?? "";
  const weight = /font-weight\s*:\s*(\w+)/i.exec(style)?.[1];
  if (INLINE[node.nodeName] && !(INLINE[node.nodeName] === "b" && weight === "normal")) tags.push([INLINE[node.nodeName]]);
  else if (weight === "bold" || Number(weight) >= 600) tags.push(["b"]);
  if (/font-style\s*:\s*italic/i.test(style)) tags.push(["i"]);
  const address = node.nodeName === "A" ? node.getAttribute("href") ?? "" : "";
  if (/^https?:\/\/[^\s"'<>]+$/i.test(address)) tags.push([`a href="${escaped(address)}"`, "a"]);
  const token = inkOf(node);
  if (token) tags.push([`span class="c-${token}"`, "span"]);
  return tags.map(([open, close]) => [open, close ?? open]);
}

function inkOf(node) {
  if (node.nodeName === "FONT") {
    const index = rich.inks.findIndex((one, at) => FONT(at) === node.getAttribute("color"));
    return rich.inks[index]?.token ?? "";
  }
  const found = node.nodeName === "SPAN" ? /^c-([\w-]+)$/.exec(node.className) : null;
  return found && rich.inks.some(({ token }) => token === found[1]) ? found[1] : "";
}

/** While it is written a colour is a <font>: that is what the browser's own commands change and take back. */
function dressRich(element) {
  for (const span of element.querySelectorAll("span[class^='c-']")) {
    const index = rich.inks.findIndex(({ token }) => span.className === `c-${token}`);
    if (index < 0) continue;
    const font = document.createElement("font");
    font.setAttribute("color", FONT(index));
    font.append(...span.childNodes);
    span.replaceWith(font);
  }
  document.execCommand("defaultParagraphSeparator", false, "p");
  document.execCommand("styleWithCSS", false, false);
}

/** Whether the document says what stands here. */
function same(html) {
  const made = document.createElement("div");
  made.innerHTML = html;
  return readRich(made) === writing.shown;
}

/** Styles are only read, never worn: the page's own policy would complain of each. */
const styleless = (html) => html.replaceAll(/<style[\s\S]*?<\/style\s*>/gi, "")
  .replaceAll(/(<[a-z][^>]*?)\sstyle\s*=/gi, "$1 data-style=");

/** Word's and the browsers' HTML comes in as our few tags; a plain text as its lines. */
function pasteRich(clipboard) {
  const html = clipboard.getData("text/html");
  const inside = html ? new DOMParser().parseFromString(styleless(html), "text/html").body : null;
  let clean = inside ? readRich(inside) : "";
  if (!clean) {
    const lines = clipboard.getData("text/plain").split(/\r?\n/).filter((one) => one.trim()).map(escaped);
    clean = lines.length > 1 ? lines.map((one) => `<p>${one}</p>`).join("") : lines.join("");
  }
  const only = /^<p>((?:(?!<\/?(?:p|ul)>).)*)<\/p>$/s.exec(clean);
  if (clean) document.execCommand("insertHTML", false, only ? only[1] : clean);
  dressRich(writing.host);
}

// ---- the toolbar ----

function openRich() {
  const buttons = TOOLS.map((name) => toolButton(name, rich.words[name], ICONS[name]));
  layers.panel = part("div", "tool-panel");
  layers.panel.hidden = true;
  layers.tools.replaceChildren(part("div", "tool-row", ...buttons), layers.panel);
  layers.tools.setAttribute("aria-label", rich.words.tools ?? "");
  layers.tools.hidden = false;
  markRich();
}

function closeRich() {
  layers.tools.hidden = true;
  layers.tools.replaceChildren();
  hold(null);
}

function toolButton(tool, word, icon) {
  const button = part("button", "tool");
  Object.assign(button, { type: "button", title: word, tabIndex: -1 });
  button.dataset.tool = tool;
  button.setAttribute("aria-label", word);
  button.innerHTML = icon ?? "";
  return button;
}

function frameRich(box) {
  if (layers.tools.hidden) openRich();
  const { offsetWidth: width, offsetHeight: height } = layers.tools;
  const above = box.top - scrollY > height + 16;
  const left = Math.max(scrollX + 8, Math.min(box.left - 4, scrollX + innerWidth - width - 20));
  put(layers.tools, { left, top: above ? box.top - height - 12 : box.top + box.height + 12 });
}

/** Show on the buttons what holds at the caret. */
function markRich() {
  if (writing.found?.how !== "rich" || layers.tools.hidden || root.activeElement) return;
  const says = {
    bold: document.queryCommandState("bold"), italic: document.queryCommandState("italic"),
    underline: document.queryCommandState("underline"), list: document.queryCommandState("insertUnorderedList"),
    link: Boolean(linkHere()), colour: Boolean(fontHere()),
  };
  for (const button of layers.tools.querySelectorAll(".tool-row button")) {
    button.setAttribute("aria-pressed", String(says[button.dataset.tool] ?? false));
  }
}

const around_ = (selector) => {
  const node = getSelection().anchorNode;
  const found = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(selector);
  return found && writing.host.contains(found) ? found : null;
};
const linkHere = () => around_("a[href]");
const fontHere = () => {
  const found = around_("font[color]");
  return found && found.getAttribute("color") !== FONT(rich.inks.length) ? found : null;
};

/** Use a tool on what is selected. */
function useTool(tool) {
  if (tool === "colour" || tool === "link") { openPanel(tool); return; }
  backToText();
  document.execCommand(tool === "list" ? "insertUnorderedList" : tool, false);
  markRich();
}

/** Keep what is selected in sight while the keyboard is in the toolbar. */
function hold(range) {
  rich.saved = range;
  if (range) CSS.highlights.set("duplex-held", new Highlight(range));
  else CSS.highlights.delete("duplex-held");
}

function openPanel(tool) {
  if (getSelection().rangeCount && writing.host.contains(getSelection().anchorNode)) {
    hold(getSelection().getRangeAt(0).cloneRange());
  }
  if (!layers.panel.hidden && layers.panel.dataset.tool === tool) { backToText(); return; }
  layers.panel.dataset.tool = tool;
  layers.panel.replaceChildren(...(tool === "colour" ? swatches() : linkParts()));
  layers.panel.hidden = false;
  frameText();
  layers.panel.querySelector("input, [aria-pressed=true], button").focus();
}

function swatches() {
  const here = fontHere()?.getAttribute("color");
  const made = rich.inks.map(({ token, name, value }, index) => {
    const button = toolButton("ink", name, "");
    button.dataset.index = index;
    button.classList.add("swatch");
    button.style.setProperty("--ink", value);
    button.setAttribute("aria-pressed", String(here === FONT(index)));
    button.dataset.token = token;
    return button;
  });
  const none = toolButton("ink", rich.words.no_colour, ICONS.none);
  none.dataset.index = rich.inks.length;
  return [...made, none];
}

function linkParts() {
  const line = part("input", "address");
  Object.assign(line, { type: "url", placeholder: "https://", value: linkHere()?.getAttribute("href") ?? "", spellcheck: false });
  line.setAttribute("aria-label", rich.words.address);
  const done = toolButton("link-done", rich.words.link_done, ICONS.done);
  const gone = toolButton("link-gone", rich.words.link_gone, ICONS.unlink);
  return linkHere() ? [line, done, gone] : [line, done];
}

/** Give the keyboard back to the text, where it was. */
function backToText() {
  if (layers.panel) layers.panel.hidden = true;
  if (document.activeElement !== writing.host || root.activeElement) writing.host.focus({ preventScroll: true });
  if (rich.saved) { getSelection().removeAllRanges(); getSelection().addRange(rich.saved); }
  hold(null);
  frameText();
}

function pressedPart(button) {
  const { tool, index } = button.dataset;
  if (tool === "ink") ink(Number(index));
  else if (tool === "link-done") link(layers.panel.querySelector("input"));
  else if (tool === "link-gone") { backToText(); wholeLink(); document.execCommand("unlink", false); markRich(); } else useTool(tool);
}

function ink(index) {
  backToText();
  if (getSelection().isCollapsed) getSelection().modify("extend", "backward", "word");
  document.execCommand("foreColor", false, FONT(index));
  markRich();
}

/** Link what is selected, the link at the caret, or the address itself where nothing is. */
function link(line) {
  const address = line.value.trim();
  if (!/^https?:\/\/[^\s"'<>]+$/i.test(address)) {
    line.setCustomValidity(rich.words.wrong_address);
    line.title = rich.words.wrong_address;
    line.classList.add("wrong");
    layers.panel.querySelector(".wrong-address")?.remove();
    layers.panel.append(part("div", "wrong-address", rich.words.wrong_address));
    frameText();
    return;
  }
  backToText();
  wholeLink();
  if (getSelection().isCollapsed) document.execCommand("insertHTML", false, `<a href="${escaped(address)}">${escaped(address)}</a>`);
  else document.execCommand("createLink", false, address);
  markRich();
}

function wholeLink() {
  const here = linkHere();
  if (here && getSelection().isCollapsed) getSelection().selectAllChildren(here);
}

// ---- hands on the toolbar ----

function pressedTool(event) {
  event.stopImmediatePropagation();
  const at = root.elementFromPoint(event.clientX, event.clientY);
  if (at?.matches("input")) return;
  event.preventDefault();
  const button = at?.closest("button");
  if (button && event.button === 0) pressedPart(button);
}

function enterTools() {
  if (writing.found.how !== "rich") return;
  hold(getSelection().rangeCount ? getSelection().getRangeAt(0).cloneRange() : null);
  layers.tools.querySelector("button").focus();
}

function keyedTool(event) {
  event.stopImmediatePropagation();
  const at = root.activeElement;
  if (!at || event.isComposing) return;
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  if (event.key === "Escape") { event.preventDefault(); backToText(); return; }
  if (at.matches("input")) { if (event.key === "Enter") { event.preventDefault(); link(at); } if (event.key !== "Tab") return; }
  const all = [...(at.closest(".tool-panel") ?? layers.tools.querySelector(".tool-row")).querySelectorAll("button, input")];
  const by = event.key === "Tab" ? (event.shiftKey ? -1 : 1) : steps[event.key];
  if (by) { event.preventDefault(); all[(all.indexOf(at) + by + all.length) % all.length].focus(); return; }
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pressedPart(at); }
}
