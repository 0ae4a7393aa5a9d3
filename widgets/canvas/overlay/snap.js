// Snapping of hot zones: a twin of the program's own, in whole pixels of the picture; a test holds the two together.
const snapBox = (() => {
  const NEAR = { x: "w", y: "n" };
  const FAR = { x: "e", y: "s" };
  const OTHER = { x: "y", y: "x" };
  const LENGTH = { x: "w", y: "h" };

  /** The box moved, or stretched at `handle`, onto the nearest thing within reach, and the lines that say why. */
  function onto(box, field, handle = null) {
    const lines = [];
    for (const axis of ["x", "y"]) {
      const found = snapAxis(box, field, axis, handle);
      box = found.box;
      lines.push(...found.lines);
    }
    return { box, lines };
  }

  function snapAxis(box, field, axis, handle) {
    const [near, far] = [NEAR[axis], FAR[axis]];
    if (handle && !handle.includes(near) && !handle.includes(far)) return { box, lines: [] };
    const edge = !handle ? null : handle.includes(near) ? "near" : "far";
    let pulls = [...pullsToLines(box, field, axis, edge), ...(edge ? [] : pullsToGaps(box, field, axis))];
    pulls = pulls.filter(({ by }) => Math.abs(by) <= field.reach);
    if (edge) pulls = pulls.filter(({ by }) => pulled(box, axis, edge, by)[LENGTH[axis]] > 0);
    if (!pulls.length) return { box, lines: [] };
    const best = pulls.reduce((one, other) => (Math.abs(other.by) < Math.abs(one.by) ? other : one));
    return { box: pulled(box, axis, edge, best.by), lines: best.lines };
  }

  function pullsToLines(box, field, axis, edge) {
    const [start, length] = span(box, axis);
    const own = edge === "near" ? [start] : edge === "far" ? [start + length]
      : [start, start + length, start + Math.floor(length / 2)];
    const [across, wide] = span(box, OTHER[axis]);
    const pulls = [];
    for (const [at, low, high] of marksOf(field, axis)) {
      const line = { axis, at, start: Math.min(low, across), end: Math.max(high, across + wide), kind: "edge" };
      for (const point of own) pulls.push({ by: at - point, lines: [line] });
    }
    return pulls;
  }

  function marksOf(field, axis) {
    const [whole, across] = axis === "x" ? field.size : [field.size[1], field.size[0]];
    const marks = [0, whole, Math.floor(whole / 2)].map((at) => [at, 0, across]);
    for (const at of (axis === "x" ? field.upright : field.level) ?? []) marks.push([at, 0, across]);
    for (const other of field.others) {
      const [start, length] = span(other, axis);
      const [low, long] = span(other, OTHER[axis]);
      for (const at of [start, start + length, start + Math.floor(length / 2)]) marks.push([at, low, low + long]);
    }
    return marks;
  }

  function pullsToGaps(box, field, axis) {
    const [low, long] = span(box, OTHER[axis]);
    const inRow = (other) => { const [from, size] = span(other, OTHER[axis]); return from < low + long && from + size > low; };
    const spans = field.others.filter(inRow).map((other) => span(other, axis)).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const [start, length] = span(box, axis);
    const middle = low + Math.floor(long / 2);
    const gapLine = (from, to) => ({ axis, at: middle, start: from, end: to, kind: "gap" });
    const pulls = [];
    for (let n = 0; n + 1 < spans.length; n += 1) {
      const [[a, aLong], [b, bLong]] = [spans[n], spans[n + 1]];
      const gap = b - a - aLong;
      if (gap <= 0) continue;
      const first = gapLine(a + aLong, b);
      const after = b + bLong;
      pulls.push({ by: after + gap - start, lines: [first, gapLine(after, after + gap)] });
      pulls.push({ by: a - gap - length - start, lines: [gapLine(a - gap, a), first] });
      if (gap > length) {
        const left = a + aLong + Math.floor((gap - length) / 2);
        pulls.push({ by: left - start, lines: [gapLine(a + aLong, left), gapLine(left + length, b)] });
      }
    }
    return pulls;
  }

  function span(box, axis) {
    return axis === "x" ? [box.x, box.w] : [box.y, box.h];
  }

  function pulled(box, axis, edge, by) {
    const [at, size] = [axis, LENGTH[axis]];
    if (!edge) return Object.assign({}, box, { [at]: box[at] + by });
    if (edge === "near") return Object.assign({}, box, { [at]: box[at] + by, [size]: box[size] - by });
    return Object.assign({}, box, { [size]: box[size] + by });
  }

  return onto;
})();
