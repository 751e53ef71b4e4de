import { describe, expect, test } from '@jest/globals';
import { mergeAll } from '../../../compiler/frames/mergeAll.ts';
import type { Json } from '../../../local/index.ts';
import { compiled, look, runScripted, workflow } from '../../support/runDocument.ts';

describe('many parts', () => {
  const parts = Array.from({ length: 4096 }, (_, at) => [at]);

  test('are merged in order, and each about as often as their number has binary digits', () => {
    let handled = 0;
    const merged = mergeAll<readonly number[]>(
      [],
      parts,
      (one, other) => {
        handled += one.length + other.length;
        return [...one, ...other];
      },
      () => false,
    );
    expect(merged).toEqual(parts.flat());
    expect(handled).toBeLessThanOrEqual(parts.length * 14);
  });

  test('that stand alone are added last, and nothing is added to them', () => {
    const added: (readonly number[])[] = [];
    mergeAll<readonly number[]>(
      [-1],
      parts,
      (one, other) => {
        added.push(one);
        return [...one, ...other];
      },
      ([at = 0]) => at % 1000 === 7,
    );
    expect(added).not.toContainEqual([7]);
    expect(added.slice(-5).map(([first]) => first)).toEqual([-1, -1, -1, -1, -1]);
  });
});

describe('an `allOf` of many schemas', () => {
  const members = Array.from({ length: 40 }, (_, at) => ({
    properties: { [`m${at}`]: { type: 'string' }, name: { minLength: at % 3 } },
    required: [`m${at}`],
  }));
  const alone = {
    properties: { name: {}, kind: { const: 'x' } },
    patternProperties: { '^m': {} },
    unevaluatedProperties: false,
  };
  const all = [{ required: ['name'] }, alone, ...members, { properties: { name: { maxLength: 5 } } }];
  const { machine } = compiled(
    workflow(`inputs: ${JSON.stringify({ type: 'object', allOf: all })}\nsteps:\n${look('a')}`),
  );
  const right = { name: 'Robin', ...Object.fromEntries(members.map((_, at) => [`m${at}`, 'x'])) };

  async function causeFor(changes: { readonly [name: string]: Json }, absent?: string): Promise<string | undefined> {
    const input = Object.fromEntries(Object.entries({ ...right, ...changes }).filter(([name]) => name !== absent));
    return (await runScripted(machine, { input })).cause;
  }

  test('asks what each of them asks', async () => {
    expect(await causeFor({})).toBeUndefined();
    expect(await causeFor({ kind: 'x' })).toBeUndefined();
    expect(await causeFor({ m33: 7 })).toContain('m33: not a string');
    expect(await causeFor({}, 'm12')).toContain('m12: missing');
    expect(await causeFor({ name: 'x' })).toContain('name: ');
    expect(await causeFor({ name: 'Robinson' })).toContain('name: ');
    expect(await causeFor({ kind: 'y' })).toContain('kind: ');
    expect(await causeFor({ other: 1 })).toContain('not allowed');
  });

  test('is told as one object to those who start the machine', () => {
    expect(machine.inputsSchema).toMatchObject({ properties: { m0: { type: 'string' }, m39: { type: 'string' } } });
  });
});
