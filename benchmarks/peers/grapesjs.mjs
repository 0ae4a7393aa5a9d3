// Times GrapesJS in Chromium on a page of N modules: load and edit to painted; dragging a module with the mouse, each
// move to its mark painted; letting go to painted; undo by its key to painted.
// Usage: node grapesjs.mjs [modules] [edits] [hands]; prints one JSON object, times in milliseconds.
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
      nativeDnD: false, // its drags by mouse events, which is what ours are
    });
    globalThis.editor = editor;
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
/** The median and the 95th percentile. */
function spread(times, name) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return sorted.length ? { [`${name}_p50_ms`]: at(0.5), [`${name}_p95_ms`]: at(0.95) } : {};
}

/** From here on each event of these types tells how long it took until what it did was painted. */
async function watch() {
  await tab.evaluate(() => {
    globalThis.heard = {};
    const timed = (event) => {
      const start = performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (heard[event.type] ??= []).push(performance.now() - start);
        channel.port2.postMessage(0);
      });
    };
    for (const owner of [window, editor.Canvas.getWindow()]) {
      for (const name of ["mousemove", "mouseup", "keydown"]) owner.addEventListener(name, timed, true);
    }
  });
}

/** What was heard of an event since the last time it was asked for, once there is one. */
async function heard(name) {
  await tab.waitForFunction((wanted) => heard[wanted]?.length, name, { timeout: 5000 });
  return tab.evaluate((wanted) => heard[wanted].splice(0).at(-1), name);
}

/** Drag the second module past the third by the handle of its toolbar, and take it back, again and again. */
async function drags(count) {
  const found = { move: [], drop: [], undo: [], order: 0 };
  await watch();
  const order = () => tab.evaluate(() => editor.getWrapper().components().map((one) => one.cid ?? one.getId()).join());
  for (let n = 0; n < count; n += 1) {
    const before = await order();
    await tab.evaluate(() => {
      editor.select(editor.getWrapper().components().at(1));
      const inner = editor.Canvas.getWindow();
      inner.scrollTo(0, editor.getSelected().getEl().getBoundingClientRect().top + inner.scrollY - 120);
      editor.refresh();
    });
    const handle = tab.locator(".gjs-toolbar-item").nth(1);
    const box = await handle.boundingBox();
    await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await tab.mouse.down();
    for (let step = 1; step <= 10; step += 1) {
      await tab.evaluate(() => { heard.mousemove = []; });
      await tab.mouse.move(500, 240 + step * 60);
      found.move.push(await heard("mousemove"));
    }
    await tab.evaluate(() => { heard.mouseup = []; heard.keydown = []; });
    await tab.mouse.up();
    const dropped = await heard("mouseup");
    if ((await order()) === before) continue; // it was let go where it came from
    found.order += 1;
    found.drop.push(dropped);
    await tab.keyboard.press("Control+z");
    found.undo.push(await heard("keydown"));
  }
  return { ...spread(found.move.slice(3), "move"), ...spread(found.drop, "drop"), ...spread(found.undo, "undo"), moved: found.order };
}

const hands = process.argv[4] === "hands" ? await drags(12) : {};
console.log(JSON.stringify({ peer: "GrapesJS", modules, edits, ...result, ...hands }));
await browser.close();
server.close();
