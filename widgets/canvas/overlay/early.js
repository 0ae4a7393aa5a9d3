// Before the page is parsed: the stage it will stand on, so that nothing flashes in another shape.
const query = new URLSearchParams(location.search);
const stage = { sheet: new CSSStyleSheet(), zoom: new CSSStyleSheet(), at: Number(query.get("z")) || 1 };
stage.sheet.replaceSync(SHEETS.stage);
stage.zoom.replaceSync(
  `html{--duplex-stage:#${query.get("s") ?? "f1f2f5"}}main.floors{zoom:${stage.at};gap:${64 / stage.at}px!important}`,
);
document.adoptedStyleSheets = [stage.sheet, stage.zoom];
globalThis.duplexStage = stage;
