// Each judge lets a good bundle through and objects to a bad one, so that its silence means something.
import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {accessible, quiet, quietFromDisk, withBrowser} from '../browser.mjs';
import {agreement, consumer} from '../decisions.mjs';
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

test('the SDK agrees with a right table and objects to every wrong cell', async () => {
  const adults = {condition: {age: {$type: 'number', $gte: 30}, now: {$type: 'number', $lt: 200}}, force: 'var_b'};
  const payload = JSON.stringify({features: {mod_a: {defaultValue: 'var_a', rules: [adults]}, page_x: {defaultValue: 'lay_x'}}});
  const consumers = 'id,age,vip,likes\nc1,31,true,"[""茶"",""香""]"\nc2,,false,\nc3,29,,\n';
  const right = 'id,mod_a,page_x\nc1,var_b,lay_x\nc2,var_a,lay_x\nc3,var_a,lay_x\n';
  const judge = async (expected, now = 100) => {
    const folder = await bundle({'payload.json': payload, 'consumers.csv': consumers, 'expected.csv': expected});
    const at = (name) => join(folder, name);
    return await agreement({payload: at('payload.json'), consumers: at('consumers.csv'), expected: at('expected.csv'), now});
  };
  assert.deepEqual(await judge(right), {looked: '3 consumers × 2 slots', problems: []});
  assert.deepEqual((await judge(right.replace('c2,var_a', 'c2,var_b'))).problems,
    ['c2 mod_a: the SDK says var_a, the program var_b']);
  assert.equal((await judge(right, 300)).problems.length, 1);
  assert.notDeepEqual((await judge('id,mod_a\nc1,var_b\n')).problems, []);
  assert.notDeepEqual((await judge('id\nc1\nc2\nc3\n')).problems, []);
});

test('a consumer has only what is known, each value of its own type', () => {
  const head = ['id', 'age', 'vip', 'likes', 'city', 'spend'];
  assert.deepEqual(consumer(head, ['007', '31', 'false', '["茶"]', '', '12.5']),
    {id: '007', age: 31, vip: false, likes: ['茶'], spend: 12.5});
});

test('a table is read by the rules of CSV', () => {
  assert.deepEqual([...rows('\ufeffa,"b ""c"""\r\n"1\n2",\r\n')], [['a', 'b "c"'], ['1\n2', '']]);
  assert.deepEqual([...rows('a\nb')], [['a'], ['b']]);
});
