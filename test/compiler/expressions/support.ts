import fc from 'fast-check';
import type { Range } from '../../../compiler/diagnostics/index.ts';
import { codePoint } from '../../support/codePoint.ts';

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
  fc.string({ unit: codePoint, maxLength: 40 }),
);

const blank = fc.constantFrom('', ' ', '  ', '\n');
const joined = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const comparison = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');

const expression = fc.constantFrom(
  ...['$statusCode', '$method', '$url', '$inputs.a', '$inputs.a.b-c', '$inputs.a#/b~1c/0', '$steps.s.outputs.o.p'],
  ...['$response.header.X-Id', '$request.query.q', '$outputs.o', '$workflows.w.outputs.o', '{$inputs.first name}'],
);
const body = fc.constantFrom('$response.body', '$request.body', '$response.body#/a', '$response.body#');
const number = fc.oneof(fc.integer().map(String), fc.double({ noNaN: true, noDefaultInfinity: true }).map(jsonNumber));
const content = fc.oneof(
  fc.constantFrom(
    '',
    'ACTIVE',
    'a b',
    '$5',
    '{$inputs.x}',
    '$inputs.x',
    'a-{$inputs.x}',
    'id=$inputs.x;',
    '$inputs.a}b',
  ),
  fc.string({ unit: codePoint, maxLength: 8 }).filter((text) => !/[${\p{C}]/u.test(text)),
);

function jsonNumber(value: number): string {
  return JSON.stringify(value);
}

const simpleText = fc
  .tuple(content, fc.constantFrom("'", '"'))
  .map(([text, quote]) => `${quote}${text.replaceAll(quote, quote + quote)}${quote}`);

const accessor = fc.constantFrom("['n']", '["a b"]', '[0]', '[2].n', "[1]['x'].y");

/** Texts of simple conditions (Arazzo 1.0.1 section 4.6.9). */
export const simpleCondition = fc.letrec<{ condition: string; basic: string; operand: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('basic'),
    joined(tie('basic'), blank, fc.constant('&&'), blank, tie('condition')),
    joined(tie('basic'), blank, fc.constant('||'), blank, tie('condition')),
  ),
  basic: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    joined(tie('operand'), fc.constant(' '), comparison, blank, tie('operand')),
    expression,
    joined(fc.constant('!'), blank, expression),
    joined(fc.constant('!('), blank, tie('condition'), blank, fc.constant(')')),
    joined(fc.constant('('), blank, tie('condition'), blank, fc.constant(')')),
  ),
  operand: fc.oneof(
    expression,
    joined(fc.constantFrom('$inputs.a', '$steps.s.outputs.o', '$response.body'), accessor),
    body,
    number,
    simpleText,
    fc.constantFrom('true', 'false', 'null'),
  ),
})).condition;

const queryText = content.map((text) => JSON.stringify(text));

/** Texts of queries, and of the comparisons that people make with them. */
export const jsonPathCondition = fc.letrec<{
  condition: string;
  basic: string;
  operand: string;
  query: string;
  segment: string;
  filter: string;
  test: string;
  singular: string;
}>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('query'),
    tie('basic'),
    joined(tie('basic'), blank, fc.constant('&&'), blank, tie('condition')),
    joined(tie('basic'), blank, fc.constant('||'), blank, tie('condition')),
  ),
  basic: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    joined(tie('operand'), blank, fc.constant(' '), comparison, blank, tie('operand')),
    joined(tie('query'), fc.constant(' contains '), tie('operand')),
    joined(tie('query'), fc.constantFrom(' empty true', ' empty false')),
    joined(fc.constant('!('), tie('condition'), fc.constant(')')),
    joined(fc.constant('('), blank, tie('condition'), blank, fc.constant(')')),
  ),
  operand: fc.oneof(
    tie('query'),
    expression,
    number,
    queryText,
    fc.constantFrom('true', 'null', '{}', '[ ]', '$.items.length', '$.items.length()', 'count($..*)', 'length($.a)'),
  ),
  query: joined(
    fc.constant('$'),
    fc.array(tie('segment'), { maxLength: 3 }).map((segments) => segments.join('')),
  ),
  segment: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('.a', '.größe', '..b', '.*', '..*', '[*]', '[0]', '[-1]', "['a b']", '["__proto__"]', '.a-b'),
    fc.constantFrom('[1:2]', '[::]', '[ : 3 : -1 ]', "['a', 0, *]", " ['n']", '..[0]', "['length']", "['it\\'s']"),
    joined(fc.constant('[?'), blank, tie('filter'), blank, fc.constant(']')),
  ),
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('test'),
    joined(fc.constant('('), tie('filter'), fc.constant(')')),
    joined(tie('test'), fc.constant(' && '), tie('filter')),
    joined(fc.constant('!('), tie('filter'), fc.constant(') || '), tie('filter')),
  ),
  test: fc.oneof(
    joined(tie('singular'), blank, fc.constant(' '), comparison, blank, fc.oneof(tie('singular'), queryText, number)),
    joined(fc.constantFrom('@', '!@', '!$'), tie('segment')),
    joined(fc.constant('match(@.a, '), queryText, fc.constant(')')),
    joined(fc.constant('count(@'), tie('segment'), fc.constant(') > 1')),
    joined(fc.constant('@.a == '), expression),
    joined(fc.constant('@.a contains '), queryText),
  ),
  singular: fc.constantFrom('@', '@.a', '$.a[0]', "@['b']", '@.items.length', 'length(@.a)', 'value($..a)'),
})).condition;
