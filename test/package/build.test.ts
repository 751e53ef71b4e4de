import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { copySources } from './support.ts';

const folder = copySources();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('several builds at once leave one whole build, and nothing beside it', async () => {
  const build = () => spawn(process.execPath, [join('scripts', 'bundle.mjs')], { cwd: folder, stdio: 'ignore' });
  const exits = await Promise.all([1, 2, 3].map(() => once(build(), 'exit')));
  expect(exits.map(([code]) => code)).toEqual([0, 0, 0]);
  const program = join(folder, 'dist', 'bin', 'arazzo-sfn.js');
  const { status, stderr } = spawnSync(process.execPath, [program, '--help'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(longEvaluation()).toEqual({ status: 0, stdout: '"5000050000"' });
  expect(readdirSync(folder).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
});

/** Runs an expression that takes a thread of its own, whose program is built as well. */
function longEvaluation() {
  const program = `
    import { runMachine } from './dist/local.js';
    const Output = '{% "" & $sum([1..100000]) %}';
    const States = { Only: { Type: 'Pass', Output, End: true } };
    const services = { call: async () => null };
    const { output, cause } = await runMachine({ QueryLanguage: 'JSONata', StartAt: 'Only', States }, null, { services });
    process.stdout.write(JSON.stringify(output ?? cause));`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout };
}
