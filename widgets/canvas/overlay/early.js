// Before the page is parsed: the stage it will stand on, so that nothing flashes in another shape.
const query = new URLSearchParams(location.search);
const number = (name, otherwise) => Number(query.get(name)) || otherwise;
const colour = (name, otherwise) => `#${query.get(name) ?? otherwise}`;
const stage = {
  colours: {
    stage: colour("s", "f1f2f5"), faint: colour("t", "a3a9b4"), text: colour("i", "15171c"), panel: colour("p", "ffffff"),
  },
  sheet: new CSSStyleSheet(), zoom: new CSSStyleSheet(), at: number("z", 1), rules,
  view: {
    width: number("w", 375), height: number("h", 667), arrangement: query.get("a") ?? "side",
    rulers: false, guides: true, fold: true, safe: false, outline: query.has("o"), bands: {},
  },
  place: query.has("x") ? [Number(query.get("x")), Number(query.get("y"))] : null,
};

/**
 * What the stage is like: its colours, the phone's size, the arrangement of floors, the zoom, the margins. Every element
 * inherits the colours: one that changes costs a style of the whole page, so they come with the page's address.
 */
function rules({ colours, zoom, view, shown, pads, scaled = null }) {
  const { stage: ground, faint, text, panel } = colours;
  const across = view.arrangement === "side";
  const lines = [
    `html{--duplex-stage:${ground};--duplex-thumb:${faint}80;`
      + `--duplex-width:${view.width}px;--duplex-height:${view.height}px;`
      + `--duplex-wire-ink:${text}b0;--duplex-wire-line:${text}30;--duplex-wire-edge:${text}90;`
      + `--duplex-wire-ground:${panel}}`,
    `main.floors{zoom:${zoom};gap:${(across ? 64 : 84) / zoom / (scaled?.by ?? 1)}px!important;`
      + `flex-direction:${across ? "row" : "column"}!important}`,
  ];
  if (view.arrangement === "pull") {
    const hidden = shown === 2 ? "main.floors:has(> .floor-2) > .floor-1" : "main.floors > .floor-2";
    lines.push(`${hidden}{display:none!important}`);
  }
  if (scaled) {
    const [x, y] = [scaled.x / zoom, scaled.y / zoom];
    lines.push(
      "main.floors{transform-origin:0 0!important;"
        + `transform:translate(${x}px,${y}px) scale(${scaled.by})!important}`,
    );
  }
  if (pads) lines.push(`body{padding:${pads.map((one) => `${one}px`).join(" ")}!important}`);
  return lines.join("");
}

stage.sheet.replaceSync(SHEETS.stage);
stage.zoom.replaceSync(
  rules({ colours: stage.colours, zoom: stage.at, view: stage.view, shown: 1 })
    + "html::-webkit-scrollbar-thumb{background:transparent!important}", // it would shrink while the page comes in
);
document.adoptedStyleSheets = [stage.sheet, stage.zoom];
globalThis.duplexStage = stage;
