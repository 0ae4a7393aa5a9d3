// Runs the outside judges and prints one line a judge; the exit code is 1 when one of them objects.
//   node run.mjs pages BUNDLE
//   node run.mjs decisions BUNDLE CONSUMERS.csv EXPECTED.csv SECONDS-SINCE-1970
import {accessible, quiet, quietFromDisk, withBrowser} from './browser.mjs';
import {agreement, personalised} from './decisions.mjs';
import {htmlValidate, nuPages, nuStyles} from './markup.mjs';
import {policies} from './policy.mjs';

const SHOWN = 20;
const [what, bundle, consumers, expected, now] = process.argv.slice(2);
const decided = {bundle, consumers, expected, now: Number(now)};
const JUDGES = {
  pages: [
    ['W3C Nu checker, pages', nuPages],
    ['W3C Nu checker, style sheets', nuStyles],
    ['html-validate', htmlValidate],
    ['content security policy', policies],
    ['no outside request, from a host', quiet],
    ['no outside request, from disk', quietFromDisk],
    ['axe accessibility', accessible],
  ],
  decisions: [
    ['GrowthBook JavaScript SDK agrees', () => agreement(decided)],
    ['pages show what was decided', (_, browser) => personalised(decided, browser)],
  ],
};

async function judge(name, work) {
  const began = performance.now();
  const {looked, problems} = await work().catch((error) => ({looked: 'stopped', problems: [error.stack]}));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${problems.length ? 'FAIL' : 'ok  '} ${name}: ${looked}, ${problems.length} problems, ${seconds} s`);
  problems.slice(0, SHOWN).forEach((problem) => console.log(`       ${problem}`));
  if (problems.length > SHOWN) console.log(`       … and ${problems.length - SHOWN} more`);
  return problems.length === 0;
}

if (!JUDGES[what] || !bundle || (what === 'decisions' && !now)) {
  console.log('node run.mjs pages BUNDLE | decisions BUNDLE CONSUMERS EXPECTED SECONDS');
  process.exit(2);
}
const sound = await withBrowser(async (browser) => {
  const verdicts = [];
  for (const [name, work] of JUDGES[what]) verdicts.push(await judge(name, () => work(bundle, browser)));
  return verdicts.every(Boolean);
});
process.exitCode = sound ? 0 : 1;
