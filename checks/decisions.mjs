// GrowthBook's own JavaScript SDK, and the pages themselves, decide; the program must have said the same.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {GrowthBookClient} from '@growthbook/growthbook';
import {rows} from './files.mjs';

const SHOWN = 10;
const VISITORS = 12;

/** What the SDK makes of a bundle's payload for every consumer and slot, against the program's own table. */
export async function agreement({bundle, now, ...tables}) {
  const client = new GrowthBookClient();
  client.initSync({payload: JSON.parse(await readFile(join(bundle, 'payload.json'), 'utf8'))});
  const {people, decided, slots, problems} = await compared(bundle, tables);
  let differing = 0;
  people.forEach((attributes, at) => {
    const choices = decided[at] ?? {};
    for (const slot of slots) {
      const said = client.evalFeature(slot, {attributes: {...attributes, now}}).value;
      if (said !== choices[slot] && (differing += 1) <= SHOWN) {
        problems.push(`${attributes.id} ${slot}: the SDK says ${said}, the program ${choices[slot]}`);
      }
    }
  });
  if (differing > SHOWN) problems.push(`${differing} differences in all`);
  return {looked: `${people.length} consumers × ${slots.length} slots`, problems};
}

/** What the bundle's pages show to some of the consumers when opened from disk, against the same table. */
export async function personalised({bundle, now, ...tables}, browser) {
  const {people, decided, problems} = await compared(bundle, tables);
  const {pages: all, slots} = JSON.parse(await readFile(join(bundle, 'manifest.json'), 'utf8'));
  const pages = all.filter((page) => page.id in (decided[0] ?? {}));
  if (pages.length === 0) problems.push('the decisions are for no page of the bundle');
  const context = await browser.newContext({viewport: {width: 375, height: 812}, reducedMotion: 'reduce'});
  const step = Math.max(1, Math.floor(people.length / VISITORS));
  const visitors = people.map((consumer, at) => ({consumer, choices: decided[at]})).filter((_, at) => at % step === 0);
  for (const [number, {consumer, choices}] of visitors.slice(0, VISITORS).entries()) {
    for (const page of pages) {
      const shown = await seen(context, pathToFileURL(join(bundle, page.file)), {consumer, now}, number % 2 === 0);
      const expected = {layout: choices[page.id], ...wanted(slots, page, choices)};
      for (const key of Object.keys(expected).filter((one) => (shown[one] ?? '') !== expected[one])) {
        problems.push(`${consumer.id} ${page.file} ${key}: shows ${shown[key] ?? 'nothing'}, should be ${expected[key]}`);
      }
    }
  }
  await context.close();
  return {looked: `${Math.min(VISITORS, visitors.length)} visitors × ${pages.length} pages`, problems};
}

/** A consumer's known attributes by their declared types: a blank cell is unknown and left out. */
export function consumer(row, types) {
  const known = Object.entries(row).filter(([, cell]) => cell !== '' && cell !== undefined);
  return Object.fromEntries(known.map(([name, cell]) => [name, READ[types[name]]?.(cell) ?? cell]));
}

const READ = {bool: (cell) => cell === 'true', number: Number, tags: JSON.parse};

/** What a page shows: its layout, and each module's variant or "hidden"; told by address or by the host's own script. */
async function seen(context, address, {consumer: {id, ...attributes}, now}, byAddress) {
  const page = await context.newPage();
  const profile = {consumer: {id, attributes}, now: now * 1000};
  if (byAddress) {
    address.searchParams.set('consumer', JSON.stringify(profile.consumer));
    address.searchParams.set('now', new Date(profile.now).toISOString());
  } else {
    await page.addInitScript((given) => { window.duplex = given; }, profile);
  }
  await page.goto(address.href, {waitUntil: 'load'});
  const shown = await page.evaluate(() => Object.fromEntries([
    ['layout', document.querySelector('main').dataset.layout],
    ...[...document.querySelectorAll('main .module')].map((one) => [one.id, one.hidden ? 'hidden' : one.dataset.variant]),
  ]));
  await page.close();
  return shown;
}

function wanted(slots, page, choices) {
  return Object.fromEntries(slots.filter((slot) => slot.type === 'module' && slot.page === page.id).map(({id}) => [id, choices[id]]));
}

async function compared(bundle, {consumers, expected}) {
  const {attributes: types} = JSON.parse((await readFile(join(bundle, 'payload.js'), 'utf8')).replace(/^[^{]*|;\s*$/g, ''));
  const people = records(await readFile(consumers, 'utf8')).map((row) => consumer(row, types));
  const decided = records(await readFile(expected, 'utf8'));
  const slots = Object.keys(decided[0] ?? {}).slice(1);
  const problems = [];
  if (people.length !== decided.length) problems.push(`${people.length} consumers but ${decided.length} decisions`);
  if (people.length === 0 || slots.length === 0) problems.push('there is nothing to compare');
  const stray = people.findIndex(({id}, at) => id !== decided[at]?.id);
  if (stray >= 0) problems.push(`row ${stray + 1}: consumer ${people[stray].id} but decisions for ${decided[stray]?.id}`);
  return {people, decided, slots, problems};
}

function records(text) {
  const [head, ...body] = rows(text);
  return body.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at]])));
}
