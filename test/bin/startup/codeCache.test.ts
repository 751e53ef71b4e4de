import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cacheFolder, codeCache } from '../../../bin/startup/codeCache.ts';

let work = '';
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'arazzo-sfn-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const code = Buffer.from('what V8 made of a module');

describe('the code cache', () => {
  test('gives back what was written, and leaves nothing beside it', () => {
    const folder = join(work, 'a', 'b');
    codeCache(folder).write('main.js', code);
    expect(codeCache(folder).read('main.js')).toEqual(code);
    expect(readdirSync(folder)).toEqual(['main.js']);
  });

  test('is read and written by its user alone', () => {
    const folder = join(work, 'cache');
    codeCache(folder).write('main.js', code);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'main.js')).mode & 0o777).toBe(0o600);
  });

  test('knows nothing of a module that was not written', () => {
    expect(codeCache(work).read('main.js')).toBeUndefined();
    expect(codeCache(join(work, 'nowhere')).read('main.js')).toBeUndefined();
  });

  test.each([
    ['is cut short', (bytes: Buffer) => bytes.subarray(0, 10)],
    ['has a byte changed', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte)))],
    ['is empty', () => Buffer.alloc(0)],
    ['is something else', () => Buffer.from('something else')],
  ])('takes no file that %s', (_, spoil) => {
    codeCache(work).write('main.js', code);
    writeFileSync(join(work, 'main.js'), spoil(readFileSync(join(work, 'main.js'))));
    expect(codeCache(work).read('main.js')).toBeUndefined();
    codeCache(work).write('main.js', code);
    expect(codeCache(work).read('main.js')).toEqual(code);
  });

  test('takes no file that others can write', () => {
    codeCache(work).write('main.js', code);
    chmodSync(join(work, 'main.js'), 0o666);
    expect(codeCache(work).read('main.js')).toBeUndefined();
  });

  test('uses no folder that others can write', () => {
    codeCache(work).write('main.js', code);
    chmodSync(work, 0o777);
    expect(codeCache(work).read('main.js')).toBeUndefined();
    codeCache(work).write('other.js', code);
    expect(readdirSync(work)).toEqual(['main.js']);
  });

  test('takes the place of those that nothing was kept in for long', () => {
    for (const name of ['old', 'young']) codeCache(join(work, name)).write('main.js', code);
    utimesSync(join(work, 'old'), new Date('2020-01-01'), new Date('2020-01-01'));
    codeCache(join(work, 'new')).write('main.js', code);
    expect(readdirSync(work).sort()).toEqual(['new', 'young']);
  });

  test('stays empty where its folder cannot be made', () => {
    const file = join(work, 'file');
    writeFileSync(file, '');
    const cache = codeCache(join(file, 'cache'));
    cache.write('main.js', code);
    expect(cache.read('main.js')).toBeUndefined();
  });
});

describe('where the cache is', () => {
  const before = { ...process.env };
  const { execArgv } = process;
  afterEach(() => {
    process.env = { ...before };
    process.execArgv = execArgv;
  });
  const user = () => cacheFolder(join(work, 'cache'), 'build');

  test('beside the program where the build has made a folder for it', () => {
    expect(cacheFolder(work, 'build')).toBe(join(work, `build-${process.version}-${process.arch}`));
  });

  test("else in the user's own folder for caches", () => {
    process.env = { ...before, XDG_CACHE_HOME: join(work, 'xdg') };
    expect(user()).toBe(join(work, 'xdg', 'arazzo-step-functions', `build-${process.version}-${process.arch}`));
    expect(existsSync(join(work, 'xdg'))).toBe(false);
  });

  test('nowhere, for who has none', () => {
    process.env = {};
    expect(user()).toBeUndefined();
    // The specification of XDG_CACHE_HOME tells to ignore paths that are relative.
    process.env = { XDG_CACHE_HOME: 'relative' };
    expect(user()).toBeUndefined();
  });

  test('another one for each choice of flags, since V8 takes no code made with others', () => {
    process.env = { XDG_CACHE_HOME: work };
    const plain = user();
    process.execArgv = ['--max-old-space-size=500'];
    const flagged = user();
    process.execArgv = [];
    process.env = { XDG_CACHE_HOME: work, NODE_OPTIONS: '--max-old-space-size=600' };
    expect(new Set([plain, flagged, user()]).size).toBe(3);
  });
});
