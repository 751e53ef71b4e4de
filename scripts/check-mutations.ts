/*
 * Checks randomly broken copies of documents by the command line: it must tell what is wrong (exit 0 or 1), never crash.
 *
 *   npx tsx scripts/check-mutations.ts [--seed N] [--count N] DOC...
 *
 * A copy that made it crash stays in the folder that is printed. The same seed breaks the same way.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../compiler/packageRoot.ts';
import { mutate, randomFrom } from './mutate.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '200' } },
  allowPositionals: true,
});
const random = randomFrom(Number(values.seed));
const texts = positionals.map((path) => readFileSync(path, 'utf8'));
if (texts.length === 0) throw new Error('no document is given');
const program = join(packageRoot(), 'dist', 'bin', 'arazzo-sfn.js');
const folder = mkdtempSync(join(tmpdir(), 'arazzo-sfn-mutations-'));

const exits = new Map<string, number>();
let crashes = 0;
for (let index = 0; index < Number(values.count); index += 1) {
  const file = join(folder, `${index}.yml`);
  writeFileSync(file, mutate(texts[index % texts.length] as string, random));
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, 'check', file], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  const exit = String(status ?? signal);
  exits.set(exit, (exits.get(exit) ?? 0) + 1);
  if ((status === 0 || status === 1) && !/^ +at .*:\d+:\d+\)?$/m.test(`${stdout}${stderr}`)) rmSync(file);
  else {
    crashes += 1;
    console.log(`${file}: exit ${exit}\n${stderr}`);
  }
}
console.log([...exits].map(([exit, count]) => `exit ${exit}: ${count}`).join(', '));
console.log(`${crashes} crashes, seed ${values.seed}`);
process.exitCode = crashes === 0 ? 0 : 1;
