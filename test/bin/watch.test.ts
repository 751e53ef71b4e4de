import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { watchFiles } from '../../bin/cli/watchFiles.ts';
import { example } from '../../compiler/diagnostics/catalogue/example.ts';
import { builtProgram } from '../support/builtPackage.ts';
import { folderWith } from './support.ts';

const program = builtProgram();
const good = example('Look up');
const bad = good.replace('operationId: describeUser', 'operationId: describUser');
const folder = folderWith({ 'one.yml': good });
const file = join(folder, 'one.yml');
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts `check --watch`, and gives what it prints, a summary at a time. */
function watching() {
  const child = spawn(process.execPath, [program, 'check', '--watch', 'one.yml'], { cwd: folder });
  let printed = '';
  let seen = 0;
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  return {
    /** What was printed since the last time, as soon as the text is in it. */
    async until(text: string): Promise<string> {
      while (!printed.slice(seen).includes(text)) await once(child.stdout, 'data');
      const part = printed.slice(seen);
      seen = printed.length;
      return part;
    },
    async end(): Promise<number | null> {
      child.kill('SIGINT');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

describe('check --watch', () => {
  test('checks again when a document is written, replaced, removed and put back, and ends by Ctrl-C', async () => {
    const { until, end } = watching();
    expect(await until('1 document checked')).toContain('nothing found');

    writeFileSync(file, bad);
    await until('Did you mean `describeUser`?');

    // As editors do it: a new file takes the place of the old one.
    writeFileSync(join(folder, 'one.yml.new'), good);
    renameSync(join(folder, 'one.yml.new'), file);
    await until('1 document checked: nothing found');

    rmSync(file);
    await until("can't read one.yml: there is no such file or folder");

    writeFileSync(file, bad);
    await until('1 document checked: 1 error');
    expect(await end()).toBe(0);
  });

  test('a change of a file that a document names counts as well', async () => {
    const other = `${good.trimEnd()}\n`;
    writeFileSync(join(folder, 'other.yml'), other);
    writeFileSync(
      file,
      `arazzo: 1.0.1
info: { title: Caller, version: 1.0.0 }
sourceDescriptions:
- { name: other, url: other.yml, type: arazzo }
workflows:
- workflowId: call
  steps:
  - stepId: call
    workflowId: $sourceDescriptions.other.look-up-user
    parameters:
    - { name: instanceId, value: i-1 }
    - { name: userId, value: u-1 }
`,
    );
    const { until, end } = watching();
    await until('1 document checked: nothing found');
    writeFileSync(join(folder, 'other.yml'), other.replace('operationId: describeUser', 'operationId: describUser'));
    await until('1 document checked: 1 error');
    expect(await end()).toBe(0);
  });
});

describe('watched files', () => {
  /** What is told first when files are watched that began to be read then. */
  async function firstTold(names: readonly string[], since: number): Promise<ReadonlySet<string>> {
    return new Promise((resolve) => {
      const watcher = watchFiles((changed) => {
        watcher.close();
        resolve(changed);
      });
      watcher.watch(
        names.map((name) => join(folder, name)),
        since,
      );
    });
  }

  test('that changed while they were read, before they were watched, are told', async () => {
    const since = Date.now();
    writeFileSync(join(folder, 'late.yml'), good);
    expect(await firstTold(['late.yml', 'away.yml'], since)).toEqual(new Set([join(folder, 'late.yml')]));
  });
});
