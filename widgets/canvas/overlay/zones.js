// Hot zones on the page itself: when their module is selected they can be moved, stretched, copied and drawn here.
const zoning = (() => {
  const HANDLES = ["nw", "ne", "sw", "se", "n", "e", "s", "w"];
  const GRAB = 8; // px around a handle that take hold of it
  const WITHIN = 7; // px within which a zone snaps
  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const layer = part("div", "zones");
  root.insertBefore(layer, layers.marks);
  let held = null; // the zone in hand
  let drawing = false; // the next drag draws a zone
  let gesture = null;
  let tell = () => {};

  /** What there is to work on: only while its module alone is selected, and nothing is written in it. */
  function subject() {
    const zones = state.zones;
    const alone = zones && state.selected.length === 1 && state.selected[0] === zones.module;
    return alone && !state.drag && !globalThis.duplex?.writing?.on ? zones : null;
  }

  /** The rectangle of the picture in the window, or null when it is not there. */
  function frame(zones) {
    const section = byId(zones.module);
    if (!isSeen(section)) return null;
    const first = section.querySelector(".zone-1");
    const base = first?.offsetParent ?? [...section.querySelectorAll("img")].find(
      (one) => zones.source && one.src.includes(zones.source),
    );
    const rect = base?.getBoundingClientRect();
    return rect && rect.width > 8 && rect.height > 8 ? rect : null;
  }

  const toView = ([w, h], at, box) => ({
    left: at.left + scrollX + (box.x / w) * at.width, top: at.top + scrollY + (box.y / h) * at.height,
    width: (box.w / w) * at.width, height: (box.h / h) * at.height,
  });
  const pixel = (zones, at, x, y) => [
    Math.round(((x - at.left) / at.width) * zones.size[0]), Math.round(((y - at.top) / at.height) * zones.size[1]),
  ];
  const within = (box, [x, y]) => x >= box.x && y >= box.y && x < box.x + box.w && y < box.y + box.h;
  const isOver = (at, x, y) => x >= at.left && x < at.right && y >= at.top && y < at.bottom;

  function clamp(box, [w, h]) {
    const [wide, high] = [Math.max(1, Math.min(box.w, w)), Math.max(1, Math.min(box.h, h))];
    return { ...box, x: Math.min(Math.max(box.x, 0), w - wide), y: Math.min(Math.max(box.y, 0), h - high), w: wide, h: high };
  }

  function cut(box, [w, h]) {
    const [x, y] = [Math.max(0, box.x), Math.max(0, box.y)];
    return { ...box, x, y, w: Math.min(w, box.x + box.w) - x, h: Math.min(h, box.y + box.h) - y };
  }

  // ---- drawing ----

  function draw() {
    const zones = subject();
    const at = zones && frame(zones);
    if (!at) { layer.replaceChildren(); if (!zones) hold(null); return; }
    if (held && !zones.list.some((one) => one.id === held)) hold(null);
    const boxes = zones.list.map((one) => (gesture?.draft && one.id === held && !gesture.copies ? { ...one, ...gesture.draft } : one));
    const parts = boxes.filter((one) => one.id !== held).map((one) => mark(zones, at, one));
    const mine = boxes.find((one) => one.id === held);
    if (mine) parts.push(mark(zones, at, mine));
    if (gesture?.draft && (gesture.kind === "draw" || gesture.copies)) parts.push(put(part("div", "zone draft"), toView(zones.size, at, gesture.draft)));
    parts.push(...(gesture?.lines ?? []).map((line) => snapLine(zones, at, line)));
    if (gesture?.draft) parts.push(measure(zones, at, gesture.draft));
    if (!gesture) parts.push(bar(zones, at, mine));
    layer.replaceChildren(...parts);
  }

  function mark(zones, at, zone) {
    const tag = part("b", "", `${zone.n}${zone.label ? `  ${zone.label}` : ""}`);
    if (zone.tone) tag.prepend(sign("warn"));
    if (zone.locked) tag.prepend(sign("lock"));
    const made = put(part("div", `zone ${zone.tone}`, tag), toView(zones.size, at, zone));
    if (zone.id !== held) return made;
    made.classList.add("held");
    if (!zone.locked && zones.free) for (const handle of HANDLES) made.append(part("i", handle));
    return made;
  }

  function sign(name) {
    const made = part("em", "");
    made.innerHTML = ICONS[name]; // our own drawing
    return made;
  }

  function snapLine(zones, at, line) {
    const [w, h] = zones.size;
    const upright = (line.axis === "x") === (line.kind === "edge");
    const box = line.kind === "edge"
      ? line.axis === "x" ? { x: line.at, y: line.start, w: 0, h: line.end - line.start } : { x: line.start, y: line.at, w: line.end - line.start, h: 0 }
      : line.axis === "x" ? { x: line.start, y: line.at, w: line.end - line.start, h: 0 } : { x: line.at, y: line.start, w: 0, h: line.end - line.start };
    return put(part("div", `snap ${upright ? "upright" : "level"} ${line.kind}`), toView([w, h], at, box));
  }

  function measure(zones, at, box) {
    const { left, top, width, height } = toView(zones.size, at, box);
    return put(part("div", "size", `${box.x}, ${box.y}   ${box.w} × ${box.h} px`), { left: left + width / 2, top: top + height + 8 });
  }

  /** What can be done, below the picture; and what is wrong with the zone in hand. */
  function bar(zones, at, zone) {
    const made = part("div", "zone-tools");
    if (zone?.said) made.append(part("span", zone.tone, zone.said));
    if (zones.free) made.append(tool("draw", "plus", drawing ? zones.words.drawing : zones.words.draw, drawing));
    made.append(tool("large", "large", zones.words.large, false));
    const low = Math.min(at.bottom + 8, innerHeight - 44); // below the picture, or at the window's foot
    return put(made, { left: at.left + scrollX, top: low + scrollY, width: at.width });
  }

  function tool(name, icon, words, pressed) {
    const made = part("button", "", sign(icon), words);
    made.dataset.tool = name;
    made.setAttribute("aria-pressed", String(pressed));
    return made;
  }

  // ---- the hand ----

  function hold(id) {
    if (held === id) return;
    held = id;
    tell("held", id ?? "");
  }

  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function handleAt(zones, at, x, y) {
    const zone = zones.list.find((one) => one.id === held);
    if (!zone || zone.locked || !zones.free) return null;
    const box = toView(zones.size, at, zone);
    const [left, top] = [box.left - scrollX, box.top - scrollY];
    return HANDLES.find((handle) => {
      const hx = left + (handle.includes("w") ? 0 : handle.includes("e") ? box.width : box.width / 2);
      const hy = top + (handle.includes("n") ? 0 : handle.includes("s") ? box.height : box.height / 2);
      return Math.abs(hx - x) <= GRAB && Math.abs(hy - y) <= GRAB;
    }) ?? null;
  }

  function zoneAt(zones, at, x, y) {
    const point = [((x - at.left) / at.width) * zones.size[0], ((y - at.top) / at.height) * zones.size[1]];
    const found = zones.list.filter((one) => within(one, point));
    return found.find((one) => one.id === held) ?? found[found.length - 1] ?? null;
  }

  function toolAt(x, y) {
    return [...layer.querySelectorAll("button")].find((one) => isOver(one.getBoundingClientRect(), x, y))?.dataset.tool ?? null;
  }

  function down(event) {
    const zones = subject();
    const at = zones && frame(zones);
    if (!at || event.button !== 0 || state.panning || gesture) return;
    const { clientX: x, clientY: y } = event;
    const name = toolAt(x, y);
    if (name) { stop(event); used(name, zones); return; }
    if (drawing && zones.free && isOver(at, x, y)) { stop(event); begin(event, { kind: "draw" }); return; }
    const handle = handleAt(zones, at, x, y);
    if (handle) { stop(event); begin(event, { kind: "stretch", handle, box: zones.list.find((one) => one.id === held) }); return; }
    const zone = event.shiftKey || event.ctrlKey || event.metaKey ? null : zoneAt(zones, at, x, y);
    if (!zone) { if (held) { hold(null); draw(); } return; }
    stop(event);
    hold(zone.id);
    if (zones.free && (!zone.locked || event.altKey)) begin(event, { kind: "move", box: zone, copies: event.altKey });
    draw();
  }

  function used(name, zones) {
    if (name === "draw") drawing = !drawing;
    if (name === "large") tell("opened", zones.variant, zones.setting, held ?? "");
    draw();
  }

  function begin(event, what) {
    gesture = { ...what, x: event.clientX, y: event.clientY, draft: null, lines: [] };
  }

  function move(event) {
    if (!gesture) return;
    event.stopImmediatePropagation();
    const zones = subject();
    const at = zones && frame(zones);
    if (!at || !(event.buttons & 1)) { gesture = null; draw(); return; }
    const { clientX: x, clientY: y } = event;
    if (!gesture.draft && Math.hypot(x - gesture.x, y - gesture.y) < 3) return;
    const from = pixel(zones, at, gesture.x, gesture.y);
    const to = pixel(zones, at, x, y);
    follow(zones, at, from, to, event);
    draw();
  }

  function follow(zones, at, from, to, event) {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const field = fieldOf(zones, at, event.ctrlKey || event.metaKey);
    if (gesture.kind === "move") {
      const { x, y, w, h } = gesture.box;
      const free = event.shiftKey ? (Math.abs(dx) >= Math.abs(dy) ? [dx, 0] : [0, dy]) : [dx, dy];
      const found = snapBox({ x: x + free[0], y: y + free[1], w, h }, field);
      gesture.draft = clamp(found.box, zones.size);
      gesture.lines = gesture.draft.x === found.box.x && gesture.draft.y === found.box.y ? found.lines : [];
      return;
    }
    const ends = gesture.kind === "draw" ? [from, to] : ends2(gesture.box, gesture.handle, dx, dy);
    const [left, right] = [Math.min(ends[0][0], ends[1][0]), Math.max(ends[0][0], ends[1][0])];
    const [top, bottom] = [Math.min(ends[0][1], ends[1][1]), Math.max(ends[0][1], ends[1][1])];
    const drawn = { x: left, y: top, w: Math.max(1, right - left), h: Math.max(1, bottom - top) };
    const sides = gesture.kind === "draw" ? "se" : gesture.handle;
    const handle = (/[ns]/.test(sides) ? (ends[1][1] < ends[0][1] ? "n" : "s") : "") + (/[ew]/.test(sides) ? (ends[1][0] < ends[0][0] ? "w" : "e") : "");
    const found = snapBox(drawn, field, handle);
    const kept = cut(found.box, zones.size);
    if (kept.w > 0 && kept.h > 0) Object.assign(gesture, { draft: kept, lines: found.lines });
  }

  /** The corner that stays, and the corner or edge that follows the pointer. */
  function ends2(box, handle, dx, dy) {
    const [x, y, right, bottom] = [box.x, box.y, box.x + box.w, box.y + box.h];
    const stays = [handle.includes("w") ? right : x, handle.includes("n") ? bottom : y];
    const goes = [
      handle.includes("w") ? x + dx : handle.includes("e") ? right + dx : right,
      handle.includes("n") ? y + dy : handle.includes("s") ? bottom + dy : bottom,
    ];
    return [stays, goes];
  }

  function fieldOf(zones, at, loose) {
    const moving = gesture.copies || gesture.kind === "draw" ? "" : held;
    const others = zones.list.filter((one) => one.id !== moving);
    if (loose) return { size: zones.size, others: [], upright: [], level: [], reach: -1 };
    const floor = byId(zones.module).closest(".floor");
    const lines = floor ? guideLines(floor) : { x: [], y: [] };
    const upright = lines.x.map((x) => pixel(zones, at, x - scrollX, 0)[0]);
    const level = lines.y.map((y) => pixel(zones, at, 0, y - scrollY)[1]);
    return { size: zones.size, others, upright, level, reach: Math.floor((WITHIN / at.width) * zones.size[0]) };
  }

  function up(event) {
    if (!gesture) return;
    event.stopImmediatePropagation();
    const { kind, draft, copies } = gesture;
    gesture = null;
    const zones = subject();
    if (zones && draft) keep(zones, kind, draft, copies);
    draw();
  }

  function keep(zones, kind, { x, y, w, h }, copies) {
    const box = JSON.stringify([x, y, w, h]);
    if (kind === "draw") {
      if (w >= 2 && h >= 2) { drawing = false; tell("drawn", zones.variant, zones.setting, "", box); }
    } else if (copies) tell("drawn", zones.variant, zones.setting, held, box);
    else {
      Object.assign(zones.list.find((one) => one.id === held), { x, y, w, h }); // at once; the answer only confirms
      tell("placed", zones.variant, zones.setting, held, box, false);
    }
  }

  function key(event) {
    const zones = subject();
    if (!zones) return;
    const zone = zones.list.find((one) => one.id === held);
    if (event.key === "Escape" && (gesture || drawing || held)) {
      stop(event);
      if (gesture) gesture = null;
      else if (drawing) drawing = false;
      else hold(null);
      draw();
      return;
    }
    if (event.key === "Insert" && zones.free) { stop(event); used("draw", zones); return; }
    if (!zone || event.altKey || event.metaKey) return;
    if (event.key in MOVES && !event.ctrlKey) { stop(event); if (zones.free && !zone.locked) nudge(zones, zone, MOVES[event.key], event.shiftKey); return; }
    if ((event.key === "Delete" || event.key === "Backspace") && !event.ctrlKey) { stop(event); if (zones.free) tell("removed", zones.variant, zones.setting, held); return; }
    if (event.key.toLowerCase() === "d" && event.ctrlKey) {
      stop(event);
      const { x, y, w, h } = clamp({ ...zone, x: zone.x + 16, y: zone.y + 16 }, zones.size);
      if (zones.free) tell("drawn", zones.variant, zones.setting, held, JSON.stringify([x, y, w, h]));
    }
  }

  function nudge(zones, zone, [dx, dy], far) {
    const by = far ? 10 : 1;
    const { x, y, w, h } = clamp({ ...zone, x: zone.x + dx * by, y: zone.y + dy * by }, zones.size);
    Object.assign(zone, { x, y });
    tell("placed", zones.variant, zones.setting, zone.id, JSON.stringify([x, y, w, h]), true);
    draw();
  }

  function connect(bridge) {
    tell = (verb, ...rest) => bridge[verb](state.generation, ...rest);
    addEventListener("mousedown", down, true);
    addEventListener("mousemove", move, true);
    addEventListener("mouseup", up, true);
    addEventListener("keydown", key, true);
  }

  return { connect, draw, hold: (id) => { hold(id); draw(); } };
})();
