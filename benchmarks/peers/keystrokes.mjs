// Times typing in GrapesJS's text editor on a page of N modules: from the key event to the character painted.
// Usage: node keystrokes.mjs [modules] [keys]; prints one JSON object, times in milliseconds.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const modules = Number(process.argv[2] ?? 200);
const keys = Number(process.argv[3] ?? 150);
const here = (path) => readFileSync(fileURLToPath(new URL(path, import.meta.url)));
const html =
  '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>peer</title>' +
  '<link rel="stylesheet" href="grapes.min.css"></head><body><div id="gjs"></div>' +
  '<script src="grapes.min.js"></script></body></html>';
const files = {
  "/grapes.min.js": [here("node_modules/grapesjs/dist/grapes.min.js"), "text/javascript"],
  "/grapes.min.css": [here("node_modules/grapesjs/dist/css/grapes.min.css"), "text/css"],
  "/": [Buffer.from(html), "text/html; charset=utf-8"],
};
const server = createServer((request, response) => {
  const found = files[request.url];
  response.writeHead(found ? 200 : 404, { "content-type": found?.[1] ?? "text/plain" });
  response.end(found?.[0] ?? "");
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const card = (n) => `<div class="card"><p class="name">桂花乌龙 铁罐装 ${n}</p><p class="price">¥${n}</p></div>`;
const shapes = [
  (n) => `<div class="poster"><h2>秋茶上新 ${n}</h2><p>山里刚收</p><a href="#">去看看</a></div>`,
  (n) => `<div class="shelf">${[0, 1, 2, 3].map((k) => card(n * 4 + k)).join("")}</div>`,
  (n) => `<div class="title"><h2>本季新品 ${n}</h2><p>每周四上新</p></div>`,
  (n) => `<div class="coupons"><span>¥${n}</span><span>¥50</span><span>¥80</span></div>`,
];
const components = Array.from({ length: modules }, (_, n) => shapes[n % shapes.length](n)).join("\n");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await tab.goto(`http://127.0.0.1:${server.address().port}/`);
await tab.evaluate(async (components) => {
  const editor = grapesjs.init({
    container: "#gjs", height: "900px", components, storageManager: false, panels: { defaults: [] },
  });
  await new Promise((done) => editor.on("load", done));
  globalThis.editor = editor;
  const inner = editor.Canvas.getWindow();
  globalThis.times = [];
  let pressed = 0;
  inner.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  inner.addEventListener("input", () => inner.requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => globalThis.times.push(performance.now() - pressed);
    channel.port2.postMessage(0);
  }), true);
}, components);
await tab.evaluate(async () => {
  const { view } = globalThis.editor.getWrapper().find("h2")[0];
  await view.onActive({ preventDefault() {}, stopPropagation() {}, target: view.el });
  view.el.focus();
});
await tab.waitForTimeout(500);
const letters = "qwertyuiopas";
for (let n = 0; n < keys; n += 1) {
  await tab.keyboard.press(n % 24 < 12 ? letters[n % 12] : "Backspace");
  await tab.waitForTimeout(40);
}
const times = (await tab.evaluate(() => globalThis.times)).sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
console.log(JSON.stringify({ peer: "GrapesJS", modules, keys: times.length, p50_ms: at(0.5), p95_ms: at(0.95) }));
await browser.close();
server.close();
