import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseText, type RuntimeExpression, type TextValue } from '../../../compiler/expressions/index.ts';
import { allRanges, hostileText } from './support.ts';

/** What a text was parsed to, in short: text in quotes, expressions as they stand in the text. */
function shown(text: string): string {
  const parsed = parseText(text);
  if (!parsed.ok) {
    const { code, range } = parsed.error;
    return `${code} at ${text.slice(range.start, range.end)}`;
  }
  return shownValue(text, parsed.value);
}

function shownValue(text: string, value: TextValue): string {
  const slice = (expression: RuntimeExpression) => text.slice(expression.range.start, expression.range.end);
  switch (value.kind) {
    case 'plain':
      return 'plain';
    case 'expression':
      return `expression ${slice(value.expression)}`;
    case 'template': {
      const parts = value.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : slice(part)));
      return `${value.bare ? 'bare' : 'template'} ${parts.join(' ')}`;
    }
  }
}

describe('a text is plain where no expression is in it', () => {
  test.each([
    '',
    'ACTIVE',
    '$',
    '$$',
    '$5.00',
    'costs $5.00',
    '{}',
    '{a}',
    '{ }',
    '{$foo}',
    '^\\d{3}$',
    '$set',
    '$ref',
    '\x24{name}',
  ])('%s', (text) => expect(shown(text)).toBe('plain'));

  test.each(['see $url for more', 'the $method and $self of it', 'ends in $inputs', 'a $5.name', '{"$eval": 1}'])(
    '%s: words that are no expression inside a longer text',
    (text) => expect(shown(text)).toBe('plain'),
  );
});

describe('a text that is one expression keeps its type', () => {
  test.each([
    ['$inputs.a'],
    ['$inputs.a.b'],
    ['$inputs.a-b'],
    ['$inputs.customer#/first/name'],
    ['$statusCode'],
    ['$response.body'],
    ['$response.body#/a~1b/0'],
    ['$steps.a.b.outputs.c'],
  ])('%s', (text) => expect(shown(text)).toBe(`expression ${text}`));

  test('blanks around it are no part of it', () => {
    expect(shown('  $inputs.a\n')).toBe('expression $inputs.a');
  });
});

describe('expressions inside a longer text', () => {
  test.each([
    ['{$inputs.a}', 'template $inputs.a'],
    ['{ $inputs.a }', 'template $inputs.a'],
    ['a-{$inputs.a b}-c', 'template "a-" $inputs.a b "-c"'],
    ['{{$inputs.a}}', 'template "{" $inputs.a "}"'],
    ['{$sourceDescriptions.pets.url}#/paths/~1a', 'template $sourceDescriptions.pets.url "#/paths/~1a"'],
    ['{"a": "{$inputs.a}", "b": {$statusCode}}', 'template "{\\"a\\": \\"" $inputs.a "\\", \\"b\\": " $statusCode "}"'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected));

  test.each([
    ['instance.group-id=$inputs.groupId', 'bare "instance.group-id=" $inputs.groupId'],
    ['$inputs.a-$inputs.b', 'bare $inputs.a "-" $inputs.b'],
    ['$inputs.first name', 'bare $inputs.first " name"'],
    ['$inputs.first name#/a', 'bare $inputs.first " name#/a"'],
    ['$response.body#/a b $inputs.c', 'bare $response.body#/a " b " $inputs.c'],
    ['from $inputs.a.', 'bare "from " $inputs.a "."'],
    ['($inputs.a, {$inputs.b})', 'bare "(" $inputs.a ", " $inputs.b ")"'],
    ['at $response.body#/a/0/b.', 'bare "at " $response.body#/a/0/b "."'],
    ['at $response.body#/.', 'bare "at " $response.body "#/."'],
    ['got $statusCode!', 'bare "got " $statusCode "!"'],
    ['$sourceDescriptions.pets.url#/paths', 'bare $sourceDescriptions.pets.url "#/paths"'],
  ])('%s: without braces', (text, expected) => expect(shown(text)).toBe(expected));
});

describe('what looks like an expression and is none is an error at its place', () => {
  test.each([
    ['$input.a', 'expression-unknown at $input'],
    ['$Inputs.a', 'expression-unknown at $Inputs'],
    ['$stpes.a.outputs.b', 'expression-unknown at $stpes'],
    ['$ulr', 'expression-unknown at $ulr'],
    ['id=$input.a', 'expression-unknown at $input'],
    ['{$input.a}', 'expression-unknown at $input'],
    ['a {$inputs.a', 'expression-syntax at {$inputs'],
    ['$inputs', 'expression-syntax at $inputs'],
    ['a $steps.x.output.y', 'expression-syntax at output'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected));

  test('an unknown first word comes with the nearest one', () => {
    expect(parseText('$input.a')).toMatchObject({ error: { help: expect.stringContaining('`$inputs`') } });
  });
});

test('no text makes the parser throw, and every range lies inside of it', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const parsed = parseText(text);
      for (const range of allRanges(parsed)) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 2000 },
  );
});

test('the parts of a template, put together, are the text', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const parsed = parseText(text);
      if (!parsed.ok || parsed.value.kind !== 'template') return;
      const joined = parsed.value.parts
        .map((part) => (typeof part === 'string' ? part : text.slice(part.range.start, part.range.end)))
        .join('');
      expect(joined.replaceAll(/[{} \t]/g, '')).toBe(text.replaceAll(/[{} \t]/g, ''));
    }),
    { numRuns: 2000 },
  );
});
