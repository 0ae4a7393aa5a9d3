// Which text of a module is which setting: read from the module rendered once more with marks around its texts.
const MARK = { open: "\ue0f0", middle: "\ue0f1", close: "\ue0f2" };
const ANY_MARK = /\ue0f0\d+\ue0f1|\ue0f2/g;
const WHOLE_MARK = /^(\s*)\ue0f0(\d+)\ue0f1([^\ue0f0-\ue0f2]*)\ue0f2(\s*)$/;
const OPEN_MARK = /\ue0f0(\d+)\ue0f1/g;

const plain = (text) => text.replace(ANY_MARK, "");

/** The way from a module's element down to an element below it, by numbers among the elements. */
function wayTo(top, element) {
  const way = [];
  for (let at = element; at !== top; at = at.parentElement) way.unshift([...at.parentElement.children].indexOf(at));
  return way;
}

const follow = (top, way) => way.reduce((at, step) => at?.children[step] ?? null, top);

/**
 * The texts of a marked module in reading order. Each has its mark (`key`, `how`, `limit` …), the way to its element,
 * and for a plain text that is all of its node: the node's number and the white space around the text.
 */
function readMarks(html, marks) {
  const tree = parse(html);
  const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const whole = WHOLE_MARK.exec(node.data);
    if (whole && marks[Number(whole[2])].how === "text") {
      const parent = node.parentElement;
      found.push({
        ...marks[Number(whole[2])], way: wayTo(tree, parent), node: [...parent.childNodes].indexOf(node),
        lead: whole[1], text: whole[3], tail: whole[4],
      });
      continue;
    }
    for (const [, number] of node.data.matchAll(OPEN_MARK)) found.push(partial(tree, node, marks[Number(number)]));
  }
  return found;
}

/** A rich text that fills its element can be written there; any other text is only near its setting. */
function partial(tree, node, mark) {
  const parent = node.parentElement;
  const inside = parent.innerHTML.trim();
  const fills = mark.how === "rich" && inside.startsWith(MARK.open) && inside.endsWith(MARK.close)
    && [...inside.matchAll(OPEN_MARK)].length === 1;
  return { ...mark, how: fills ? "rich" : "other", way: wayTo(tree, parent), html: plain(parent.innerHTML) };
}

/** Where a text stands on the page now; null when the page is not what was marked. */
function standing(section, found) {
  const element = section && follow(section, found.way);
  if (!element) return null;
  if (found.how === "text") {
    const node = element.childNodes[found.node];
    const same = node?.nodeType === Node.TEXT_NODE && node.data === found.lead + found.text + found.tail;
    return same ? { element, node } : null;
  }
  return element.innerHTML === found.html ? { element, node: null } : null;
}

/** The boxes of a text on the page, in the window; what only a screen reader meets has none. */
function boxesOf(at, found) {
  const range = document.createRange();
  if (at.node) {
    range.setStart(at.node, found.lead.length);
    range.setEnd(at.node, found.lead.length + found.text.length);
  } else range.selectNodeContents(at.element);
  if (!at.element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
  if (at.element.closest(".spoken")) return [];
  return [...range.getClientRects()].filter((one) => one.width > 1 && one.height > 1);
}

/** The texts of a module that can be written on the page, as they stand now. */
function writable(section, all) {
  return all.filter((one) => one.how !== "other").map((one) => ({ ...one, at: standing(section, one) }))
    .filter((one) => one.at && boxesOf(one.at, one).length).map((one, index) => ({ ...one, index }));
}

/** The text under a place of the window, if it can be written there. */
function textUnder(section, all, x, y) {
  const slack = 3;
  const near = (box) => x >= box.left - slack && x <= box.right + slack && y >= box.top - slack && y <= box.bottom + slack;
  const rich = ({ at, how }) => how === "rich" && near(at.element.getBoundingClientRect());
  const hits = writable(section, all).filter((one) => rich(one) || boxesOf(one.at, one).some(near));
  return hits[hits.length - 1] ?? null;
}

/** The setting that what stands at a place belongs to: that of the nearest part of the module which shows one. */
function settingNear(section, all, target) {
  const elements = all.map((one) => ({ ...one, element: follow(section, one.way) }));
  for (let at = target; at && section.contains(at); at = at.parentElement) {
    const within = elements.filter(({ element }) => element && at.contains(element));
    if (within.length) return onlyOne(within) || onlyOne(within.filter(({ how }) => how === "other"));
  }
  return "";
}

/** The path of what all these show, when it is one setting: goods and their label together are the goods. */
function onlyOne(texts) {
  const names = new Set(texts.map(({ path }) => path.split(".")[0]));
  return names.size === 1 ? texts[0].path : "";
}
