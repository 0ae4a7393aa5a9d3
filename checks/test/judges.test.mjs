// Each judge lets a good bundle through and objects to a bad one, so that its silence means something.
import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {accessible, quiet, quietFromDisk, withBrowser} from '../browser.mjs';
import {agreement, consumer, personalised} from '../decisions.mjs';
import {rows} from '../files.mjs';
import {htmlValidate, nuPages, nuStyles} from '../markup.mjs';
import {judged, policies} from '../policy.mjs';

const POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";
const page = ({head = '', body = '<h1>店铺</h1>', policy = POLICY} = {}) => `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>店铺</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
${head}
</head>
<body>
<main>${body}</main>
</body>
</html>
`;

const folders = [];
let browser, close;

async function bundle(files = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  folders.push(folder);
  for (const [name, text] of Object.entries({'index.html': page(), 'page.css': 'body { margin: 0; }\n', ...files})) {
    await mkdir(dirname(join(folder, name)), {recursive: true});
    await writeFile(join(folder, name), text);
  }
  return folder;
}

before(async () => {
  await new Promise((ready) => {
    withBrowser((made) => { browser = made; ready(); return new Promise((end) => { close = end; }); });
  });
});
after(async () => {
  close?.();
  await Promise.all(folders.map((folder) => rm(folder, {recursive: true})));
});

test('a good bundle passes every judge', async () => {
  const good = await bundle({'personas/one.html': page().replace('page.css', '../page.css')});
  for (const judge of [nuPages, nuStyles, htmlValidate, policies, quiet, quietFromDisk, accessible]) {
    const {looked, problems} = await judge(good, browser);
    assert.deepEqual(problems, [], judge.name);
    assert.match(looked, /^[12] /);
  }
});

test('Nu objects to markup that is not HTML', async () => {
  const {problems} = await nuPages(await bundle({'index.html': page({body: '<h1>店铺<p></h1>'})}));
  assert.ok(problems.length > 0);
  assert.match(problems[0], /^\/index\.html:\d+ /);
});

test('Nu objects to a property that CSS does not know', async () => {
  const {problems} = await nuStyles(await bundle({'page.css': 'body { colour: red; }\n'}));
  assert.match(problems.join(), /colour/);
});

test('html-validate objects to a style attribute', async () => {
  const {problems} = await htmlValidate(await bundle({'index.html': page({body: '<h1 style="color:red">店铺</h1>'})}));
  assert.match(problems.join(), /no-inline-style/);
});

test('a page without a policy, or with a weak one, is named', async () => {
  const bare = page().replace(/<meta http-equiv[^>]*>/, '');
  assert.deepEqual((await policies(await bundle({'index.html': bare}))).problems, ['index.html has no policy']);
  assert.notDeepEqual(judged("script-src 'unsafe-inline'; object-src 'none'; base-uri 'none'"), []);
  assert.deepEqual(judged(POLICY), []);
});

test('a request to anybody else is caught, though the policy would have stopped it', async () => {
  const loud = page({policy: "default-src *", body: '<h1>店铺</h1><img alt="" src="http://127.0.0.2:9/pixel.gif">'});
  const {problems} = await quiet(await bundle({'index.html': loud}), browser);
  assert.match(problems.join('\n'), /index\.html asks for http:\/\/127\.0\.0\.2:9\/pixel\.gif/);
});

test('a missing file, a script error and a broken policy are caught', async () => {
  const poor = page({head: '<script src="late.js"></script>', body: '<h1>店铺</h1><img alt="" src="gone.png"><p style="top:0">x</p>'});
  const {problems} = await quiet(await bundle({'index.html': poor, 'late.js': 'nothing.here();'}), browser);
  const said = problems.join('\n');
  assert.match(said, /\/gone\.png is asked for but not in the bundle/);
  assert.match(said, /nothing is not defined/);
  assert.match(said, /style/);
});

test('a lazy picture far below is asked for too', async () => {
  const tall = page({body: '<h1>店铺</h1><div class="tall"></div><img loading="lazy" alt="" width="9" height="9" src="gone.png">'});
  const {problems} = await quietFromDisk(await bundle({'index.html': tall, 'page.css': '.tall { height: 20000px; }'}), browser);
  assert.match(problems.join(), /gone\.png/);
});

test('axe objects to a picture without words and to pale text', async () => {
  const mute = page({body: '<h1>店铺</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p class="pale">看不清的字</p>'});
  const {problems} = await accessible(await bundle({'index.html': mute, 'page.css': '.pale { color: #ddd; }'}), browser);
  assert.match(problems.join(), /image-alt/);
  assert.match(problems.join(), /color-contrast/);
});

test('axe looks behind the second floor too', async () => {
  const stacked = page({
    head: '<script src="open.js" defer></script>',
    body: '<h1>店铺</h1><button type="button" data-action="second_floor">二楼</button><p id="up" class="pale" hidden>看不清的字</p>',
  });
  const script = 'document.querySelector("button").onclick = () => { document.getElementById("up").hidden = false; };';
  const folder = await bundle({'index.html': stacked, 'open.js': script, 'page.css': '.pale { color: #ddd; }'});
  assert.match((await accessible(folder, browser)).problems.join(), /color-contrast/);
});

const ADULTS = {condition: {age: {$type: 'number', $gte: 30}, now: {$type: 'number', $lt: 200}}, force: 'var_b'};
const PAYLOAD = {features: {page_x: {defaultValue: 'lay_x'}, mod_a: {defaultValue: 'var_a', rules: [ADULTS]}}};
const CONSUMERS = 'id,age,vip,likes\nc1,31,true,"[""茶"",""香""]"\nc2,,false,\nc3,29,,\n';
const RIGHT = 'id,page_x,mod_a\nc1,lay_x,var_b\nc2,lay_x,var_a\nc3,lay_x,var_a\n';

/** A bundle of one page with one module that shows variant B to adults, and somebody else's table of decisions. */
async function deciding(expected, now = 100) {
  const attributes = {age: 'number', vip: 'bool', likes: 'tags'};
  const script = `const [c, now] = [window.duplex?.consumer ?? JSON.parse(new URLSearchParams(location.search).get('consumer')),
    window.duplex?.now ?? Date.parse(new URLSearchParams(location.search).get('now'))];
    if (c.attributes.age >= 30 && now < 200000) document.getElementById('mod_a').dataset.variant = 'var_b';`;
  const body = '<h1>店铺</h1><section class="module" id="mod_a" data-variant="var_a"></section>';
  const folder = await bundle({
    'index.html': page({body, head: '<script src="decide.js" defer></script>'}).replace('<main', '<main data-layout="lay_x"'),
    'decide.js': script,
    'payload.json': JSON.stringify(PAYLOAD),
    'payload.js': `window.duplexPackage=${JSON.stringify({payload: PAYLOAD, attributes})};\n`,
    'manifest.json': JSON.stringify({
      pages: [{id: 'page_x', file: 'index.html'}],
      slots: [{id: 'page_x', type: 'page', page: 'page_x'}, {id: 'mod_a', type: 'module', page: 'page_x'}],
    }),
    'consumers.csv': CONSUMERS,
    'expected.csv': expected,
  });
  return {bundle: folder, consumers: join(folder, 'consumers.csv'), expected: join(folder, 'expected.csv'), now};
}

test('the SDK agrees with a right table and objects to every wrong cell', async () => {
  const objections = async (...given) => (await agreement(await deciding(...given))).problems;
  assert.deepEqual(await agreement(await deciding(RIGHT)), {looked: '3 consumers × 2 slots', problems: []});
  assert.deepEqual(await objections(RIGHT.replace('c2,lay_x,var_a', 'c2,lay_x,var_b')),
    ['c2 mod_a: the SDK says var_a, the program var_b']);
  assert.equal((await objections(RIGHT, 300)).length, 1);
  assert.notDeepEqual(await objections('id,mod_a\nc1,var_b\n'), []);
  assert.notDeepEqual(await objections('id\nc1\nc2\nc3\n'), []);
  assert.match((await objections(RIGHT.replace('c3', 'c4'))).join(), /row 3: consumer c3 but decisions for c4/);
});

test('a page that shows anything but what was decided is caught', async () => {
  const looks = async (...given) => await personalised(await deciding(...given), browser);
  assert.deepEqual(await looks(RIGHT), {looked: '3 visitors × 1 pages', problems: []});
  assert.deepEqual((await looks(RIGHT.replace('c2,lay_x,var_a', 'c2,lay_x,hidden'))).problems,
    ['c2 index.html mod_a: shows var_a, should be hidden']);
  assert.equal((await looks(RIGHT.replaceAll('lay_x', 'lay_y'))).problems.length, 3);
  assert.deepEqual((await looks('id,mod_a\nc1,var_b\nc2,var_a\nc3,var_a\n')).problems, ['the decisions are for no page of the bundle']);
  assert.deepEqual((await looks(RIGHT, 300)).problems, ['c1 index.html mod_a: shows var_a, should be var_b']);
});

test('a consumer has only what is known, each value of its declared type', () => {
  const row = {id: '007', age: '31', vip: 'false', likes: '["茶"]', city: '', tier: '1'};
  const types = {age: 'number', vip: 'bool', likes: 'tags', city: 'text', tier: 'enum'};
  assert.deepEqual(consumer(row, types), {id: '007', age: 31, vip: false, likes: ['茶'], tier: '1'});
});

test('a table is read by the rules of CSV', () => {
  assert.deepEqual([...rows('\ufeffa,"b ""c"""\r\n"1\n2",\r\n')], [['a', 'b "c"'], ['1\n2', '']]);
  assert.deepEqual([...rows('a\nb')], [['a'], ['b']]);
});
