// The W3C Nu checker and html-validate read every page; Nu reads every style sheet.
import {execFile} from 'node:child_process';
import {createRequire} from 'node:module';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {FileSystemConfigLoader, HtmlValidate} from 'html-validate';
import {filesIn, serve} from './files.mjs';

const run = promisify(execFile);
const JAR = createRequire(import.meta.url)('vnu-jar');
// Nu judges a page's own security policy rightly only over HTTP, and refuses this machine's address unless told.
const ALLOW = '-Dnu.validator.servlet.allow-forbidden-hosts=true';

// What Nu's style reader has not learnt yet: size containers and their units (in every browser since 2023).
const NOT_LEARNT = [/“container-type”: Property “container-type” doesn't exist/, /“--u”: Parse Error/,
  // A part of a picture taken for the whole; browsers without it get the same by other means.
  /“object-view-box”/];
// A module is a section of the page though its heading may be a picture with words beside it.
const NO_MATTER = [/^\S+ Section lacks heading/];
const RULES = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // A link that acts keeps its address, so that it leads somewhere on a host that runs no script.
    'prefer-native-element': ['error', {exclude: ['button']}],
    // A film may be named.
    'aria-label-misuse': ['error', {allowAnyNamable: true}],
    // A deciding page holds its other layouts in templates, each with the same landmarks; only one is ever shown.
    'unique-landmark': 'off',
  },
};

/** Pages as the Nu checker sees them over HTTP, warnings included. */
export async function nuPages(folder) {
  const pages = await filesIn(folder, '.html');
  const host = await serve(folder);
  try {
    const said = await nu([ALLOW], pages.map((page) => new URL(encodeURI(page), `${host.origin}/`).href));
    return {looked: `${pages.length} pages`, problems: said.map((line) => line.replace(host.origin, ''))};
  } finally {
    await host.stop();
  }
}

/** Style sheets as the Nu checker sees them. */
export async function nuStyles(folder) {
  const sheets = await filesIn(folder, '.css');
  const said = sheets.length ? await nu([], ['--css', ...sheets.map((sheet) => join(folder, sheet))]) : [];
  return {looked: `${sheets.length} style sheets`, problems: said};
}

/** Pages as html-validate sees them. */
export async function htmlValidate(folder) {
  const judge = new HtmlValidate(new FileSystemConfigLoader(RULES));
  const problems = [];
  const pages = await filesIn(folder, '.html');
  for (const page of pages) {
    const report = await judge.validateString(await readFile(join(folder, page), 'utf8'), page);
    for (const {messages} of report.results) {
      problems.push(...messages.map((m) => `${page}:${m.line}:${m.column} ${m.message} (${m.ruleId})`));
    }
  }
  return {looked: `${pages.length} pages`, problems};
}

async function nu(options, targets) {
  const command = [...options, '-jar', JAR, '--format', 'json', '--stdout', '--exit-zero-always', ...targets];
  const {stdout} = await run('java', command, {maxBuffer: 64e6});
  const {messages} = JSON.parse(stdout);
  return messages
    .filter(({type, subType}) => type !== 'info' || subType === 'warning')
    .map(({url, lastLine, message}) => `${url}:${lastLine ?? 1} ${message}`)
    .filter((line) => ![...NOT_LEARNT, ...NO_MATTER].some((known) => known.test(line)));
}
