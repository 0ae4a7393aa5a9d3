// Inside everybody's page, in a world of its own: takes patches, and says where the modules stand.
const frameSheet = sheet("");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, frameSheet];

function dressFrame(level) {
  const other = level === 1 ? 2 : 1;
  frameSheet.replaceSync(
    "html{overflow:hidden!important}body{margin:0!important}main.floors{min-height:0!important;max-width:none!important}"
    + "main.floors > :not(.floor),body > :not(main){display:none!important}"
    + `.floor-${other}{display:none!important}`,
  );
}

function report() {
  const modules = {};
  const gone = {};
  let below = 0;
  for (const element of walk2()) {
    const { left, top, width, height } = element.getBoundingClientRect();
    if (height > 0) { modules[element.id] = [left, top, width, height]; below = top + height; }
    else if (element.closest(".floor").getClientRects().length) gone[element.id] = below;
  }
  const floors = floorElements().filter(isSeen);
  const height = Math.max(...floors.map((floor) => floor.getBoundingClientRect().bottom), 200);
  parent.postMessage({ duplex: true, report: { modules, gone, height: Math.ceil(height) } }, location.origin);
}

const walk2 = () => floorElements().flatMap(moduleElements);

function whenShown(then) {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
}

/** What the canvas draws after a patch is for the wall a new report. */
function watch() {
  for (const element of walk2()) sizes.observe(element);
}
function draw() {
  report();
}

const sizes = new ResizeObserver(() => report());

addEventListener("message", ({ data, origin }) => {
  if (origin !== location.origin || !data?.duplex) return;
  if (data.level) { dressFrame(data.level); report(); }
  if (data.patch) {
    applyPatch(data.patch);
    whenShown(() => parent.postMessage({ duplex: true, painted: data.serial }, location.origin));
  }
});
dressFrame(1);
watch();
parent.postMessage({ duplex: true, arrived: true }, location.origin);
