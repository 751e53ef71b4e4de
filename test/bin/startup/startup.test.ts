import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtProgram } from '../../support/builtPackage.ts';

/*
 * The program as it is installed: without a folder for its cache beside it, so that it has to be made by the first run.
 */

const root = join(__dirname, '..', '..', '..');
const document = join(root, 'workflows', 'amazon-connect-provision-user.yml');
const work = mkdtempSync(join(tmpdir(), 'arazzo-sfn-'));
const caches = join(work, 'caches');
const program = join(work, 'dist', 'bin', 'arazzo-sfn.js');
let definition = '';

beforeAll(() => {
  const built = join(builtProgram(), '..', '..');
  const cache = join(built, 'bin', 'cache');
  cpSync(built, join(work, 'dist'), { recursive: true, filter: (path) => !path.startsWith(cache) });
  cpSync(join(root, 'package.json'), join(work, 'package.json'));
  symlinkSync(join(root, 'models'), join(work, 'models'));
  definition = readFileSync(join(root, 'test', 'golden', 'provision-user.asl.json'), 'utf8');
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: caches, ...env },
  });
  return { status, stdout, stderr };
}

/** The files of all caches, and when each was written. */
function kept(): ReadonlyMap<string, number> {
  const folder = join(caches, 'arazzo-step-functions');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  return new Map(files.map((name) => [name, statSync(join(folder, name)).mtimeMs] as const));
}

describe('the code that V8 makes of the program', () => {
  const compiled = { status: 0, stdout: expect.stringContaining('"QueryLanguage"'), stderr: '' };

  test('is kept by the first run that succeeds, and used by the next', () => {
    expect(run(['compile', join(work, 'nowhere.yml')])).toMatchObject({ status: 2 });
    expect(() => kept()).toThrow('ENOENT');
    const first = run(['compile', document]);
    expect(first).toEqual({ ...compiled, stdout: definition });
    const files = kept();
    expect([...files.keys()].some((name) => name.endsWith('program.js'))).toBe(true);
    expect(run(['compile', document])).toEqual(first);
    // What is taken is not written again.
    expect(kept()).toEqual(files);
  });

  test('is made anew where it is of another program', () => {
    const files = kept();
    const [name = ''] = [...files.keys()].filter((each) => each.endsWith('program.js'));
    const path = join(caches, 'arazzo-step-functions', name);
    const own = readFileSync(path);
    const [other = ''] = [...files.keys()].filter((each) => !each.endsWith('program.js'));
    cpSync(join(caches, 'arazzo-step-functions', other), path);
    expect(run(['compile', document])).toEqual({ ...compiled, stdout: definition });
    expect(readFileSync(path).length).toBe(own.length);
  });

  test('is of no importance where it is broken', () => {
    for (const name of kept().keys()) {
      const path = join(caches, 'arazzo-step-functions', name);
      const bytes = readFileSync(path);
      bytes.fill(0, bytes.length >> 2, bytes.length >> 1);
      writeFileSync(path, bytes);
    }
    expect(run(['compile', document])).toEqual({ ...compiled, stdout: definition });
  });

  test('is not kept where there is no place for it', () => {
    const file = join(work, 'file');
    writeFileSync(file, '');
    for (const env of [{ XDG_CACHE_HOME: file }, { XDG_CACHE_HOME: '', HOME: file }])
      expect(run(['compile', document], env)).toEqual({ ...compiled, stdout: definition });
  });

  test('is kept for each choice of flags', () => {
    const flagged = () => run(['compile', document], { NODE_OPTIONS: '--max-old-space-size=500' });
    const before = new Set(kept().keys());
    expect(flagged()).toEqual({ ...compiled, stdout: definition });
    const made = [...kept()].filter(([name]) => !before.has(name));
    expect(made).not.toEqual([]);
    expect(flagged()).toEqual({ ...compiled, stdout: definition });
    expect([...kept()].filter(([name]) => !before.has(name))).toEqual(made);
  });

  test('is kept beside the program where the build has made a folder for it', () => {
    const beside = join(work, 'dist', 'bin', 'cache');
    mkdirSync(beside, { mode: 0o700 });
    const before = kept();
    expect(run(['compile', document])).toEqual({ ...compiled, stdout: definition });
    expect(readdirSync(beside)).toHaveLength(1);
    expect(kept()).toEqual(before);
  });
});
