// Runs every outside judge over a bundle and prints one line a judge; the exit code is 1 when one of them objects.
//   node run.mjs --bundle FOLDER [--payload FILE --consumers FILE --expected FILE --now SECONDS]
import {parseArgs} from 'node:util';
import {accessible, quiet, quietFromDisk, withBrowser} from './browser.mjs';
import {agreement} from './decisions.mjs';
import {htmlValidate, nuPages, nuStyles} from './markup.mjs';
import {policies} from './policy.mjs';

const SHOWN = 20;
const {values} = parseArgs({options: {
  bundle: {type: 'string'}, payload: {type: 'string'}, consumers: {type: 'string'}, expected: {type: 'string'}, now: {type: 'string'},
}});

async function judge(name, work) {
  const began = performance.now();
  const {looked, problems} = await work().catch((error) => ({looked: 'stopped', problems: [error.stack]}));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${problems.length ? 'FAIL' : 'ok  '} ${name}: ${looked}, ${problems.length} problems, ${seconds} s`);
  problems.slice(0, SHOWN).forEach((problem) => console.log(`       ${problem}`));
  if (problems.length > SHOWN) console.log(`       … and ${problems.length - SHOWN} more`);
  return problems.length === 0;
}

const verdicts = [];
if (values.bundle) {
  const {bundle} = values;
  verdicts.push(await judge('W3C Nu checker, pages', () => nuPages(bundle)));
  verdicts.push(await judge('W3C Nu checker, style sheets', () => nuStyles(bundle)));
  verdicts.push(await judge('html-validate', () => htmlValidate(bundle)));
  verdicts.push(await judge('content security policy', () => policies(bundle)));
  await withBrowser(async (browser) => {
    verdicts.push(await judge('no outside request, from a host', () => quiet(bundle, browser)));
    verdicts.push(await judge('no outside request, from disk', () => quietFromDisk(bundle, browser)));
    verdicts.push(await judge('axe accessibility', () => accessible(bundle, browser)));
  });
}
if (values.payload) {
  verdicts.push(await judge('GrowthBook JavaScript SDK agrees', () => agreement({...values, now: Number(values.now)})));
}
if (verdicts.length === 0) console.log('Nothing to check: name a --bundle or a --payload.');
process.exitCode = verdicts.length > 0 && verdicts.every(Boolean) ? 0 : 1;
