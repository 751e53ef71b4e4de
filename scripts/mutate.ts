import { mutateTree } from './mutateTree.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A broken copy of a document: slips in what it says, in its lines, or in its bytes, which may be no text any more. */
export function brokenCopy(text: string, random: () => number): Buffer {
  const kind = random();
  if (kind < 0.6) return Buffer.from(mutateTree(text, random));
  if (kind < 0.9) return Buffer.from(mutate(text, random));
  const bytes = Buffer.from(text);
  for (let slips = 1 + Math.floor(random() * 4); slips > 0; slips -= 1) {
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  }
  return bytes;
}

/** A document with one to four slips in it, as people and bad merges make them. */
export function mutate(text: string, random: () => number): string {
  let mutated = text;
  const slips = 1 + Math.floor(random() * 4);
  for (let slip = 0; slip < slips; slip += 1) mutated = pick(mutations, random)(mutated, random);
  return mutated;
}

type Mutation = (text: string, random: () => number) => string;

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** Changes one line, or several, of the lines of a text. */
function onLines(change: (lines: string[], at: number, random: () => number) => void): Mutation {
  return (text, random) => {
    const lines = text.split('\n');
    change(lines, Math.floor(random() * lines.length), random);
    return lines.join('\n');
  };
}

/** Changes a key together with all that stands under it: the lines behind it that are indented further. */
function onBlocks(change: (block: readonly string[], random: () => number) => readonly string[]): Mutation {
  return onLines((lines, at, random) => {
    const indent = indentOf(lines[at] ?? '');
    let end = at + 1;
    while (end < lines.length && (lines[end]?.trim() === '' || indentOf(lines[end] ?? '') > indent)) end += 1;
    lines.splice(at, end - at, ...change(lines.slice(at, end), random));
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

const pieces = [
  '"',
  "'",
  ': ',
  '- ',
  '#',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '!!str ',
  '$',
  '$.',
  '{$inputs.x}',
  '|',
  '>',
  '\t',
  '\\',
  '&&',
  '==',
  '(',
  '@',
  '%',
  '0',
  '-1',
  'null',
  '\u0000',
  '😀',
];
const keys = [
  'steps',
  'inputs',
  'outputs',
  'type',
  'criteria',
  'payload',
  'parameters',
  'onFailure',
  'stepId',
  'workflowId',
  'reference',
  '$ref',
  'xstep',
  '__proto__',
];
const values = [
  'null',
  '[]',
  '{}',
  '""',
  '1e999',
  'true',
  '-1',
  '$inputs',
  '$steps.',
  '$response.body#/',
  '__proto__',
  '{% $eval("1") %}',
  '12345678901234567890',
];

const mutations: readonly Mutation[] = [
  onBlocks(() => []),
  onBlocks((block) => [...block, ...block]),
  onBlocks((block) => block.map((line) => `  ${line}`)),
  onBlocks((block, random) =>
    block.map((line, at) => (at === 0 ? line.replace(/[A-Za-z]+:/, `${pick(keys, random)}:`) : line)),
  ),
  onLines((lines, at) => lines.splice(at, 1)),
  onLines((lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  onLines((lines, at, random) => {
    const other = Math.floor(random() * lines.length);
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  }),
  onLines((lines, at, random) => {
    lines[at] = random() < 0.5 ? ` ${lines[at]}` : (lines[at] ?? '').replace(/^ {1,2}/, '');
  }),
  onLines((lines, at, random) => {
    lines[at] = (lines[at] ?? '').replace(/(:|-) .*$/, `$1 ${pick(values, random)}`);
  }),
  onLines((lines, at, random) => {
    const words = lines.join('\n').match(/[A-Za-z]{3,}/g) ?? ['word'];
    lines[at] = (lines[at] ?? '').replace(/[A-Za-z]{3,}/, pick(words, random));
  }),
  (text, random) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 3));
  },
  (text, random) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + pick(pieces, random) + text.slice(at);
  },
  (text, random) => text.slice(0, Math.floor(random() * text.length)),
];
