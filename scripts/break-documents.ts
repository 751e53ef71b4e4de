/*
 * Breaks documents at random and checks the copies: what is wrong must be told (exit 0 or 1), never thrown.
 *
 *   npx tsx scripts/break-documents.ts [--seed N] [--count N] [--in-process] DOC...
 *
 * The copies are checked by the built command line, or with --in-process, which is faster, by `compile()`. A copy that
 * made it crash stays in the folder that is printed. The same seed breaks the same way.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../compiler/index.ts';
import { packageRoot } from '../compiler/node/index.ts';
import { brokenCopy, randomFrom } from './mutate.ts';

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    'in-process': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const random = randomFrom(Number(values.seed));
const texts = positionals.map((path) => readFileSync(path, 'utf8'));
if (texts.length === 0) throw new Error('no document is given');
const program = join(packageRoot(), 'dist', 'bin', 'arazzo-sfn.js');
const folder = mkdtempSync(join(tmpdir(), 'arazzo-sfn-broken-'));

/** How a check ends: `exit 0`, `exit 1`, or what else became of it. */
function checkByProgram(file: string): string {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, 'check', file], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  const trace = /^ +at .*:\d+:\d+\)?$/m.exec(`${stdout}${stderr}`);
  return trace === null ? `exit ${status ?? signal}` : `exit ${status ?? signal} with a stack trace:\n${stderr}`;
}

function checkInProcess(file: string): string {
  try {
    const { diagnostics } = compile({ name: file, text: readFileSync(file, 'utf8') });
    return diagnostics.some(({ severity }) => severity === 'error') ? 'exit 1' : 'exit 0';
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

const ends = new Map<string, number>();
let crashes = 0;
for (let index = 0; index < Number(values.count); index += 1) {
  const file = join(folder, `${index}.yml`);
  writeFileSync(file, brokenCopy(texts[index % texts.length] ?? '', random));
  const end = values['in-process'] ? checkInProcess(file) : checkByProgram(file);
  if (end === 'exit 0' || end === 'exit 1') {
    ends.set(end, (ends.get(end) ?? 0) + 1);
    rmSync(file);
  } else {
    crashes += 1;
    console.log(`${file}: ${end}`);
  }
}
console.log(
  [...ends]
    .sort()
    .map(([end, count]) => `${end}: ${count}`)
    .join(', '),
);
console.log(`${crashes} crashes, seed ${values.seed}`);
if (crashes === 0) rmSync(folder, { recursive: true });
process.exitCode = crashes === 0 ? 0 : 1;
