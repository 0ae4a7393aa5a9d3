// GrowthBook's JavaScript SDK decides every slot for each consumer; prints the time and the decisions.
// node growthbook.mjs <folder with node_modules> <payload.json> <consumers.json> <slots.json>
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const [folder, ...files] = process.argv.slice(2);
const [payload, consumers, slots] = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
const {GrowthBookClient} = createRequire(join(folder, 'package.json'))('@growthbook/growthbook');
const client = new GrowthBookClient();
client.initSync({payload});
const decide = (attributes) => slots.map((slot) => client.evalFeature(slot, {attributes}).value);
consumers.slice(0, 500).forEach(decide); // let the engine warm up
const start = performance.now();
const decisions = consumers.map(decide);
process.stdout.write(JSON.stringify({seconds: (performance.now() - start) / 1000, decisions}));
