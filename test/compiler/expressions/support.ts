import fc from 'fast-check';
import type { Range } from '../../../compiler/diagnostics/index.ts';

/** Every range in a tree. */
export function allRanges(tree: unknown): Range[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const found: Range[] = [];
  if ('range' in tree) found.push(tree.range as Range);
  for (const child of Object.values(tree)) found.push(...allRanges(child));
  return found;
}

/** A tree without its ranges: what two ways of writing the same have in common. */
export function withoutRanges(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutRanges);
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([key]) => key !== 'range')
      .map(([key, value]) => [key, withoutRanges(value)]),
  );
}

const fragments = [
  ...['$', '{', '}', '$inputs.', '$steps.', '.outputs.', '$response.body', '$request.header.', '$statusCode', '$url'],
  ...[
    '#/',
    '#',
    '/',
    '~',
    '~1',
    '.',
    '..',
    '-',
    'a',
    'b c',
    '5',
    '-1',
    '1e9',
    ' ',
    '\n',
    "'",
    '"',
    "''",
    '\\',
    '\\u12',
  ],
  ...['[', ']', '[?', '@', '@.a', '*', ':', ',', '(', ')', '!', '==', '!=', '<', '>=', '&&', '||', '&', '='],
  ...[' contains ', ' empty true', 'length(', 'count(', 'match(', '.length', 'null', 'true', '\u0000', '\ud800', '😀'],
  ...['{}', '[]', '__proto__', '$sourceDescriptions.a.url', '$components.parameters.p', '$workflows.w.inputs.'],
];

/** Texts made of what the grammars know, in any order, and texts of anything. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
