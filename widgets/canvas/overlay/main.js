// Connects the overlay to the studio: what comes in as JSON, what goes out as typed calls.
function applyScene(scene) {
  const before = state.zoom;
  const { zoom, colours, view, reveal: wanted, ...rest } = scene;
  Object.assign(state, rest);
  if (colours) wear(colours);
  if (view) applyView(view);
  if (zoom !== before) zoomAsked(zoom);
  draw();
  if (wanted) revealAny(wanted);
}

function whenPainted(then) {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
}

new QWebChannel(qt.webChannelTransport, ({ objects: { bridge, sight, writing: pen, zoning: zones } }) => {
  const mine = (handle) => (generation, json) => { if (generation === state.generation) handle(JSON.parse(json)); };
  bridge.patched.connect(mine((patch) => {
    applyPatch(patch);
    if (patch.scene) applyScene(patch.scene);
    whenPainted(() => bridge.painted(state.generation, patch.serial));
  }));
  bridge.scened.connect(mine((scene) => {
    const asked = scene.zoom;
    applyScene(scene);
    if (asked !== undefined) bridge.zoomed(state.generation, state.zoom);
  }));
  bridge.dragged.connect(mine(dragIn));
  bridge.dropped.connect(mine(({ kept }) => {
    const landed = dragEnd();
    if (!kept || !landed) return;
    const { floor, index, onto } = landed;
    bridge.landed(state.generation, floor?.id ?? "", index ?? 0, onto?.module ?? "", onto?.source ?? "");
  }));
  sight.guiding.connect(mine((told) => guideFromRuler(told, sight)));
  sight.told.connect(mine((told) => toldSight(told, bridge)));
  pen.answered.connect(mine(answerToWrite));
  pen.stopped.connect(mine(() => finish(true)));
  connectText(pen); // before the hands: what happens inside a text is the text's
  zoning.connect(zones); // before the hands: a press on a zone is the zone's
  connectSight(sight);
  connectHands(bridge);
  for (const floor of floorElements()) watch([floor, ...moduleElements(floor)]);
  draw();
  bridge.entered(state.generation);
  whenPainted(() => bridge.painted(state.generation, 0));
});

globalThis.duplex = { root, snapshot, fresh, state, guideLines, writing, readMarks, writable };
