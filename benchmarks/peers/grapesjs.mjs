// Times GrapesJS in Chromium on a page of N modules: load to painted, and edit to painted.
// Usage: node grapesjs.mjs [modules] [edits]; prints one JSON object, times in milliseconds.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const modules = Number(process.argv[2] ?? 200);
const edits = Number(process.argv[3] ?? 100);
const here = (path) => readFileSync(fileURLToPath(new URL(path, import.meta.url)));
const files = {
  "/grapes.min.js": [here("node_modules/grapesjs/dist/grapes.min.js"), "text/javascript"],
  "/grapes.min.css": [here("node_modules/grapesjs/dist/css/grapes.min.css"), "text/css"],
  "/": [
    Buffer.from(
      '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>peer</title>' +
        '<link rel="stylesheet" href="grapes.min.css"></head><body><div id="gjs"></div>' +
        '<script src="grapes.min.js"></script></body></html>',
    ),
    "text/html; charset=utf-8",
  ],
};

const server = createServer((request, response) => {
  const found = files[request.url];
  response.writeHead(found ? 200 : 404, { "content-type": found?.[1] ?? "text/plain" });
  response.end(found?.[0] ?? "");
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

/** The same mix as the studio's own benchmark: shelves of four, posters, titles, coupon rows. */
function page(count) {
  const card = (n) =>
    `<div class="card"><div class="pic"></div><p class="name">桂花乌龙 铁罐装 ${n}</p><p class="price">¥${n}</p></div>`;
  const shapes = [
    (n) => `<div class="shelf">${[0, 1, 2, 3].map((k) => card(n * 4 + k)).join("")}</div>`,
    (n) => `<div class="poster"><h2>秋茶上新 ${n}</h2><p>山里刚收</p><a href="#">去看看</a></div>`,
    (n) => `<div class="title"><h2>本季新品 ${n}</h2><p>每周四上新</p></div>`,
    (n) => `<div class="coupons"><span>¥${n}</span><span>¥50</span><span>¥80</span></div>`,
  ];
  return Array.from({ length: count }, (_, n) => shapes[n % shapes.length](n)).join("\n");
}

const style =
  ".shelf{display:grid;grid-template-columns:1fr 1fr;gap:24px;padding:24px}.card{background:#fff;border-radius:16px;padding:16px}" +
  ".pic{height:320px;background:#dce8dc}.poster{height:600px;padding:48px;background:#e8dcc0}.title{padding:48px;text-align:center}" +
  ".coupons{display:flex;gap:16px;padding:24px}.coupons span{flex:1;padding:32px;background:#fdeee6}";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await tab.goto(`http://127.0.0.1:${server.address().port}/`);

const painted = `(window_) => new Promise((done) => window_.requestAnimationFrame(() => {
  const channel = new MessageChannel(); channel.port1.onmessage = () => done(performance.now()); channel.port2.postMessage(0); }))`;
const result = await tab.evaluate(
  async ({ html, css, edits, painted }) => {
    const frame = eval(painted);
    const begun = performance.now();
    const editor = grapesjs.init({
      container: "#gjs", height: "900px", components: html, style: css, storageManager: false, panels: { defaults: [] },
    });
    await new Promise((done) => editor.on("load", done));
    const inner = editor.Canvas.getWindow();
    const loaded = (await frame(inner)) - begun;
    const headings = editor.getWrapper().find("h2");
    const times = [];
    for (let n = 0; n < edits; n += 1) {
      const start = performance.now();
      headings[n % headings.length].components(`改过的标题 ${n}`);
      times.push((await frame(inner)) - start);
      await new Promise((rest) => setTimeout(rest, 30));
    }
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    return { version: grapesjs.version, load_ms: loaded, edit_p50_ms: at(0.5), edit_p95_ms: at(0.95) };
  },
  { html: page(modules), css: style, edits, painted },
);
console.log(JSON.stringify({ peer: "GrapesJS", modules, edits, ...result }));
await browser.close();
server.close();
