import { expect, test } from '@jest/globals';
import { forgetOldest, type Keeping, roomFor } from '../../../local/stepFunctions/keeping.ts';

const MiB = 1024 * 1024;

function keeping(): Keeping & { add(name: string, status: 'RUNNING' | 'SUCCEEDED', characters: number): boolean } {
  const all: Keeping = {
    executions: new Map(),
    children: new Map(),
    mapRuns: new Map(),
    keep: 5,
    held: { characters: 0 },
  };
  return {
    ...all,
    add(name, status, characters) {
      const held = { characters: 0 };
      const taken = roomFor(all, held).take(characters);
      all.executions.set(name, { status, held });
      return taken;
    },
  };
}

test('histories hold 64 MiB of inputs and outputs each, and 256 MiB together', () => {
  const all = keeping();
  expect(all.add('too large', 'RUNNING', 65 * MiB)).toBe(false);
  for (const name of ['a', 'b', 'c', 'd']) expect(all.add(name, 'RUNNING', 64 * MiB)).toBe(true);
  expect(all.add('e', 'RUNNING', 1)).toBe(false);
  expect(all.held.characters).toBe(256 * MiB);
});

test('executions that have ended make room for others, the oldest first', () => {
  const all = keeping();
  all.add('running', 'RUNNING', 64 * MiB);
  for (const name of ['a', 'b', 'c']) all.add(name, 'SUCCEEDED', 64 * MiB);
  expect(all.add('d', 'RUNNING', 60 * MiB)).toBe(true);
  expect([...all.executions.keys()]).toEqual(['running', 'b', 'c', 'd']);
  expect(all.held.characters).toBe(252 * MiB);
});

test('beyond the number that is kept they are dropped as well', () => {
  const all = keeping();
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) all.add(name, 'SUCCEEDED', 1);
  forgetOldest(all);
  expect([...all.executions.keys()]).toEqual(['b', 'c', 'd', 'e', 'f']);
});
