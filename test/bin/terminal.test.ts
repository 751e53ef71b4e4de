import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { progressLine } from '../../bin/cli/progressLine.ts';
import { builtProgram } from '../support/builtPackage.ts';

const root = join(__dirname, '..', '..');
const program = builtProgram();
const scenarios = ['provision-user', 'ensure-user'].map((name) => `workflows/amazon-connect-${name}.scenarios.yml`);
const hasScript = spawnSync('script', ['--version']).status === 0;

/** Runs the program on a terminal, and gives what that would show. */
function onTerminal(args: readonly string[], env: Readonly<Record<string, string>>): string {
  const { NO_COLOR: _, CI: __, FORCE_COLOR: ___, ...rest } = process.env;
  const command = [process.execPath, program, ...args].map((each) => `'${each}'`).join(' ');
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...rest, TERM: 'xterm-256color', ...env },
  });
  return stdout;
}

(hasScript ? describe : describe.skip)('on a terminal (needs script of util-linux)', () => {
  test('there are colours, and a line tells how far it is', () => {
    const shown = onTerminal(['test', ...scenarios], {});
    expect(shown).toContain('\x1b[32m✓\x1b[0m');
    expect(shown).toContain('\r\x1b[K1 of 2 files');
  });

  test('NO_COLOR takes the colours away', () => {
    for (const args of [
      ['test', ...scenarios],
      ['check', 'workflows/amazon-connect-ensure-user.yml'],
    ]) {
      const shown = onTerminal(args, { NO_COLOR: '1' });
      expect(shown).not.toContain('\x1b[3');
      expect(shown).not.toContain('\x1b[9');
    }
  });

  test('of a pipeline, or one that can not rewrite a line, no line is rewritten', () => {
    expect(onTerminal(['test', ...scenarios], { CI: 'true' })).not.toContain('\x1b[K');
    expect(onTerminal(['test', ...scenarios], { TERM: 'dumb' })).not.toContain('\x1b');
  });
});

describe('without a terminal', () => {
  test('the same is plain text', () => {
    const { stdout, stderr } = spawnSync(process.execPath, [program, 'test', ...scenarios], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).not.toContain('\x1b');
    expect(stderr).toBe('');
  });
});

describe('the line that tells how far it is', () => {
  const lineOn = (terminal: boolean) => {
    const written: unknown[] = [];
    const line = progressLine({ colours: false, terminal, write: (text) => written.push(text) });
    return { line, written };
  };

  test('is rewritten in its place, and taken away', () => {
    const { line, written } = lineOn(true);
    line.clear();
    line.show('1 of 2');
    line.show('2 of 2');
    line.clear();
    expect(written).toEqual(['\r\x1b[K1 of 2', '\r\x1b[K2 of 2', '\r\x1b[K']);
  });

  test('is not written where nobody watches', () => {
    const { line, written } = lineOn(false);
    line.show('1 of 2');
    line.clear();
    expect(written).toEqual([]);
  });
});
