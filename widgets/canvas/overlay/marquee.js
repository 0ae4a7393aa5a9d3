// Selecting by a frame drawn from the empty stage: all modules it touches, beside those held with Shift or Ctrl.
let sweep = null;

/** Begin at (x, y) of the window; `kept` stay selected whatever the frame touches. */
function sweepFrom(x, y, kept) {
  sweep = { left: x + scrollX, top: y + scrollY, kept, before: state.selected, x, y };
}

function sweepTo(x, y) {
  Object.assign(sweep, { x, y });
  const there = { left: x + scrollX, top: y + scrollY };
  const box = {
    left: Math.min(sweep.left, there.left), top: Math.min(sweep.top, there.top),
    width: Math.abs(there.left - sweep.left), height: Math.abs(there.top - sweep.top),
  };
  const touched = walk().filter((one) => touches(place(one), box)).map((one) => one.id);
  const next = [...sweep.kept, ...touched.filter((id) => !sweep.kept.includes(id))];
  if (next.join() !== state.selected.join()) { state.selected = next; draw(); }
  layers.marks.replaceChildren(put(part("div", "sweep"), box));
  scrollNear(x, y, () => { if (sweep) sweepTo(sweep.x, sweep.y); });
}

function touches(one, other) {
  return one.left < other.left + other.width && other.left < one.left + one.width
    && one.top < other.top + other.height && other.top < one.top + one.height;
}

/** End the frame; `kept` is whether what it touched stays selected. */
function sweepEnd(kept, tell) {
  const { before } = sweep;
  sweep = null;
  nearEdge = null;
  layers.marks.replaceChildren();
  if (kept) tell("swept", JSON.stringify(state.selected));
  else { state.selected = before; draw(); }
}
