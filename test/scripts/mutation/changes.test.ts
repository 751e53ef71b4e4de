import { describe, expect, test } from '@jest/globals';
import { changesIn, planted } from '../../../scripts/mutation/changes.ts';
import { PROBE, probed } from '../../../scripts/mutation/probes.ts';

/** What a module may become, one change at a time. */
function variants(text: string): readonly string[] {
  return changesIn('module.ts', text).map((change) => planted(text, change));
}

describe('small wrong changes', () => {
  test.each([
    ['if (a) b();', ['if (!(a)) b();', 'if (a) ;']],
    ['if (!a) b = c;', ['if (a) b = c;', 'if (!a) ;']],
    ['x = (a || b) && c;', [';', 'x = (a || b) || c;', 'x = (a && b) && c;']],
    ['x = !(a < b) || c;', [';', 'x = !(a < b) && c;', 'x = (a < b) || c;', 'x = !(a <= b) || c;']],
    ['x = a ?? b;', [';', 'x = (a);', 'x = (b);']],
    ['x = a === 1;', [';', 'x = a !== 1;', 'x = a === 2;', 'x = a === (0);']],
    ["x = { 'b-c': d } satisfies Record<'b-c', D>;", [';', "x = {} satisfies Record<'b-c', D>;"]],
    ["x = ['a', ...b];", [';', 'x = [...b];', "x = ['a'];", "x = ['', ...b];"]],
    ['x = { a, ...b };', [';', 'x = { ...b };', 'x = { a };']],
    ['a.filter(b).some(c);', [';', 'a.filter(b).every(c);', '(a).some(c);']],
    ['x = /^a$/i;', [';', 'x = /a$/i;', 'x = /^a/i;', 'x = /^a$/;']],
    [
      'const f = () => g(true);',
      ['undefined', '[]', "''", 'true', 'false', 'g(false)'].map((body) => `const f = () => ${body};`),
    ],
    [
      'for (const a of b) { if (a) continue; c(a); }',
      [
        'for (const a of b) { ; c(a); }',
        'for (const a of b) { if (!(a)) continue; c(a); }',
        'for (const a of b) { if (a) continue; ; }',
      ],
    ],
  ])('of %s', (text, expected) => {
    expect([...variants(text)].sort()).toEqual([...expected].sort());
  });

  test.each([
    "import { a } from './a.ts';",
    "export type A = 'a' | 1;",
    'const a = b as { readonly c: 1 };',
    'const a = <const T>(b: T): T => b satisfies never;',
    "throw new Error('it can not be');",
    'function f(a: never) { return a satisfies never; }',
  ])('are not made of what does not run: %s', (text) => {
    expect(variants(text)).toEqual([]);
  });

  test('say where they are and what they change', () => {
    expect(changesIn('a/b.ts', 'one();\nif (two === three) four();')).toContainEqual(
      expect.objectContaining({ file: 'a/b.ts', line: 2, says: '`two === three` -> `two !== three`' }),
    );
  });
});

test('a module with probes does what it did, and tells which of its changes were reached', () => {
  const text = `
const list = [1, ...[2].filter((each) => each > 1)];
const unread = (each) => (each < 0 ? { each } : list);
if (list.length > 5) { list.push(9); } else if (list.length === 2) list.push(3);
return list.map((each) => (each > 2 && 'big') || 'small');`;
  const changes = changesIn('module.ts', `function f() {${text}}`).map((change, number) => ({ ...change, number }));
  const reached = new Set<number>();
  Reflect.set(globalThis, PROBE, (number: number) => reached.add(number));
  const run = new Function(`return ${probed(`function f() {${text}}`, changes)}`)();
  expect(run()).toEqual(['small', 'small', 'big']);
  Reflect.deleteProperty(globalThis, PROBE);
  const unreached = changes.filter(({ number }) => !reached.has(number)).map(({ says }) => says);
  expect(unreached).toContain('without `list.push(9);`');
  expect(unreached).toContain('`each < 0` -> `each <= 0`');
  expect(unreached).not.toContain('without `list.push(3);`');
  expect(run()).toEqual(['small', 'small', 'big']);
});
