// GrowthBook's own JavaScript SDK decides for every consumer and every slot; the program must have said the same.
import {readFile} from 'node:fs/promises';
import {GrowthBookClient} from '@growthbook/growthbook';
import {rows} from './files.mjs';

const SHOWN = 10;

/** Compare what the SDK makes of a payload with the program's own table of decisions. */
export async function agreement({payload, consumers, expected, now}) {
  const client = new GrowthBookClient();
  client.initSync({payload: JSON.parse(await readFile(payload, 'utf8'))});
  const people = table(await readFile(consumers, 'utf8'));
  const decided = table(await readFile(expected, 'utf8'));
  const slots = decided.head.slice(1);
  const problems = [];
  let differing = 0;
  const complain = (text) => { if ((differing += 1) <= SHOWN) problems.push(text); };
  if (people.body.length !== decided.body.length) {
    problems.push(`${people.body.length} consumers but ${decided.body.length} decisions`);
  }
  people.body.forEach((cells, at) => {
    const attributes = {...consumer(people.head, cells), now};
    const [id, ...choices] = decided.body[at] ?? [];
    if (id !== attributes.id) return complain(`row ${at + 1}: consumer ${attributes.id} but decisions for ${id}`);
    return slots.forEach((slot, column) => {
      const said = client.evalFeature(slot, {attributes}).value;
      if (said !== choices[column]) complain(`${id} ${slot}: the SDK says ${said}, the program ${choices[column]}`);
    });
  });
  if (differing > SHOWN) problems.push(`${differing} differences in all`);
  if (people.body.length === 0 || slots.length === 0) problems.push('there is nothing to compare');
  return {looked: `${people.body.length} consumers × ${slots.length} slots`, problems};
}

/** A consumer's known attributes: a blank cell is unknown, and an unknown attribute is left out. */
export function consumer(head, cells) {
  const known = head.map((name, at) => [name, cells[at]]).filter(([, cell]) => cell !== '' && cell !== undefined);
  return Object.fromEntries(known.map(([name, cell]) => [name, name === 'id' ? cell : value(cell)]));
}

function value(cell) {
  if (cell === 'true' || cell === 'false') return cell === 'true';
  if (cell.startsWith('[')) return JSON.parse(cell);
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;
}

function table(text) {
  const [head, ...body] = rows(text);
  return {head, body};
}
