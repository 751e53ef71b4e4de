import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCriterion, parseRegex, printCondition } from '../../../compiler/expressions/index.ts';
import { allRanges, hostileText, withoutRanges } from './support.ts';

type CriterionType = 'simple' | 'jsonpath';

/** The dialect, and the condition in our way of writing. */
function taken(type: CriterionType, text: string): string {
  const parsed = parseCriterion(type, text);
  if (!parsed.ok) return `${parsed.error.message} (${parsed.error.range.start})`;
  const { condition, dialect } = parsed.value;
  return `${dialect}: ${printCondition(condition, dialect)}`;
}

/** Where the error is, what it says, and the way out. */
function refused(type: CriterionType, text: string): readonly (string | undefined)[] {
  const parsed = parseCriterion(type, text);
  if (parsed.ok) return ['taken'];
  const { code, range, message, help } = parsed.error;
  return [code, text.slice(range.start, range.end), `${message}. ${help ?? ''}`];
}

describe('a simple condition', () => {
  test.each([
    ['$statusCode == 200', '$statusCode == 200'],
    [' $statusCode==200 ', '$statusCode == 200'],
    ['200 <= $statusCode && $statusCode < 300', '200 <= $statusCode && $statusCode < 300'],
    ['$inputs.a || $inputs.b && $inputs.c', '$inputs.a || $inputs.b && $inputs.c'],
    ['($inputs.a || $inputs.b) && $inputs.c', '($inputs.a || $inputs.b) && $inputs.c'],
    ['!$inputs.a', '!$inputs.a'],
    ['!($inputs.a == 1)', '!($inputs.a == 1)'],
    ['!!$inputs.a', '!!$inputs.a'],
    ['true', 'true'],
    ['($statusCode) == 200', '$statusCode == 200'],
    ["$inputs.a == 'it''s'", "$inputs.a == 'it''s'"],
    ['$inputs.a == "it\'s"', "$inputs.a == 'it''s'"],
    ["$inputs.a == 'C:\\dir'", "$inputs.a == 'C:\\dir'"],
    ['$inputs.a == -1.50e+2', '$inputs.a == -150'],
    ['$inputs.a.b-c == null', '$inputs.a.b-c == null'],
    ['$inputs.a==$inputs.b', '$inputs.a == $inputs.b'],
    ['$response.body#/a/0/b.c != $steps.s.outputs.o#/x', '$response.body#/a/0/b.c != $steps.s.outputs.o#/x'],
    ['$response.body#/a~1b==1', '$response.body#/a~1b == 1'],
    ['$response.body.items[0].state == 1', '$response.body.items[0].state == 1'],
    ["$response.body['a b'].c == 1", "$response.body['a b'].c == 1"],
    ['$response.header.X-Count > 0', '$response.header.X-Count > 0'],
    ['{$inputs.first name} == 1', '{$inputs.first name} == 1'],
    ["$inputs.a == 'u-{$inputs.b}'", "$inputs.a == 'u-{$inputs.b}'"],
    ["$inputs.a == '$inputs.b'", "$inputs.a == '{$inputs.b}'"],
    ["$inputs.a == '{% $x %}'", "$inputs.a == '{% $x %}'"],
  ])('%s', (text, expected) => expect(taken('simple', text)).toBe(`simple: ${expected}`));

  test.each([
    ['$statusCode = 200', '=', 'Write `==`'],
    ['$statusCode === 200', '=', 'Write `==`'],
    ['$statusCode == 200 and true', 'and', 'Write `&&`'],
    ['$statusCode == 200 & true', '&', 'Write `&&`'],
    ['not $inputs.a', 'not', 'Write `!`'],
    ['$statusCode in 200', 'in', 'Compare with each'],
    ['$inputs.a + 1 == 2', '+', 'not calculate'],
    ['$inputs.a =~ 1', '=~', 'type `regex`'],
    ['!$inputs.a == 1', '==', 'Write `!(a == b)`'],
    ['1 < $inputs.a < 3', '<', 'Join two comparisons with `&&`'],
    ['($inputs.a == 1) == true', '==', "can't be compared"],
    ['$inputs.a == ACTIVE', 'ACTIVE', "Write 'ACTIVE' in quotes for a string, or `$response.body#/ACTIVE`"],
    ['$inputs.a == True', 'True', 'Did you mean `true`?'],
    ['$inputs.a ==', '=', 'ends where a value is expected'],
    ['', '', 'ends where a value is expected'],
    ['($inputs.a', '(', 'Close it with `)`'],
    ['$inputs.a)', ')', 'an operator or the end is expected'],
    ["$inputs.a == 'x", "'", "Close it with `'`"],
    ["'x'", "'x'", 'Compare it with another value'],
    ['$inputs.a == 01', '01', 'not a number'],
    ['$inputs.a == .5', '.', 'a value is expected'],
    ['$inputs.a == 1e999', '1e999', 'too large'],
    ['$inputs.a == []', '[]', 'single values'],
    ['$inputs.a[*] == 1', '[*]', 'only `.name` and `[index]`'],
    ['$inputs.a contains 1', 'contains', '`type: jsonpath`'],
    ['$.User.Id == 1', '$', '`type: jsonpath`'],
    ['length($inputs.a) == 1', 'length', '`type: jsonpath`'],
  ])('%s is refused', (text, place, words) => {
    expect(refused('simple', text)).toEqual(['condition-syntax', place, expect.stringContaining(words)]);
  });

  test.each([
    ['$input.a == 1', 'expression-unknown', '$input'],
    ['$steps.s.output.o == 1', 'expression-syntax', 'output'],
    ["'x{$steps.s.output.o}' == 1", 'expression-syntax', 'output'],
    ["'it''s $input.a' == 1", 'expression-unknown', '$input'],
  ])('%s: what is wrong in an expression is pointed at', (text, code, place) => {
    expect(refused('simple', text).slice(0, 2)).toEqual([code, place]);
  });
});

describe('a JSONPath criterion', () => {
  test.each([
    ['$', '$'],
    ['$.a', '$.a'],
    ['$[?count(@.products) > 0]', '$[?count(@.products) > 0]'],
    ['$[?@.length > 1]', "$[?@['length'] > 1]"],
    ["$.items[?@.id == '{$inputs.id}']", "$.items[?@.id == '{$inputs.id}']"],
    ['$.items[?@.n == {$inputs.n}]', '$.items[?@.n == $inputs.n]'],
  ])('%s is a query', (text, expected) => expect(taken('jsonpath', text)).toBe(`jsonpath: ${expected}`));

  test.each([
    ['$.User.RoutingProfileId == $inputs.routingProfileId', '$.User.RoutingProfileId == $inputs.routingProfileId'],
    ['$.Contacts.length > 0', 'length($.Contacts) > 0'],
    ['0 < $.Contacts.length()', '0 < length($.Contacts)'],
    ['$.length >= 1', 'length($) >= 1'],
    ['$.items[?@.open].length == 1', 'length($.items[?@.open]) == 1'],
    ['$.Instances[0].State == "ACTIVE"', "$.Instances[0].State == 'ACTIVE'"],
    ['$.A.S == \'x\' || $.A.S == "y" && !($.B == 1)', "$.A.S == 'x' || $.A.S == 'y' && !($.B == 1)"],
    ['$.User.Id != null', '$.User.Id != null'],
    ['$.a == {} || $.b == [ ]', '$.a == {} || $.b == []'],
    [
      '$.Items[?(@.Arn == "$steps.s.outputs.arn")].Status contains "ACTIVE"',
      "$.Items[?@.Arn == '{$steps.s.outputs.arn}'].Status contains 'ACTIVE'",
    ],
    ['$.Items[?@.Arn == $inputs.arn]', '$.Items[?@.Arn == $inputs.arn]'],
    ['$.X empty true && !($.Y empty false)', '$.X empty true && !($.Y empty false)'],
    ['count($.Items) > 2', 'count($.Items) > 2'],
    ["match($.a, 'x.*') && !search($.b, 'y')", "match($.a, 'x.*') && !search($.b, 'y')"],
    ['$statusCode == 200', '$statusCode == 200'],
    ['$response.body.items[?@.a == 1].b == 2', '$response.body.items[?@.a == 1].b == 2'],
    ['($.a)', '$.a'],
    ['$.first-name', "$['first-name']"],
  ])('%s is what people write', (text, expected) => expect(taken('jsonpath', text)).toBe(`comparison: ${expected}`));

  test.each([
    ['$.a == ACTIVE', 'ACTIVE', "Write 'ACTIVE' in quotes for a string, or `$.ACTIVE`"],
    ['Status == "x"', 'Status', '`$.Status` for the member'],
    ['$Status == "x"', '$Status', 'Write `$.Status`'],
    ['@.a == 1', '@', 'queries start with `$`'],
    ['$.a = 1', '=', 'Write `==`'],
    ['$.a in ["x"]', 'in', 'Compare with each'],
    ['$.a == ["x"]', '[', 'can only be `[]`'],
    ['$.a == {"x": 1}', '{', 'a value is expected'],
    ['$.a empty', 'empty', '`empty true` or `empty false`'],
    ['contains($.a, 1)', 'contains', 'there is no function'],
    ['$.a contains', 's', 'a value is expected'],
    ['$.a.size() > 0', 'size', 'Only `length()` can follow a query.'],
    ['lenght($.a) > 0', 'lenght', 'Did you mean `length`?'],
    ['$.a.length()', '$.a.length()', 'Compare it with another value'],
    ['$.items.0.id == 1', '0', 'Write `[0]`'],
    ['$.items[$inputs.i] == 1', '$', 'in a filter'],
    ["$.a == 'it''s'", "'", 'an operator or the end'],
    ['$.a == {$inputs.x', '{', 'Close it with `}`'],
  ])('%s is refused', (text, place, words) => {
    expect(refused('jsonpath', text)).toEqual(['jsonpath-syntax', place, expect.stringContaining(words)]);
  });
});

test('a condition says where each of its parts stands', () => {
  const text = "$.a == 'b' && !($.c.length > 1)";
  const slices = allRanges(parseCriterion('jsonpath', text)).map((range) => text.slice(range.start, range.end));
  expect(new Set(slices)).toEqual(
    new Set([
      ...[text, "$.a == 'b'", '$.a', '.a', 'a', "'b'"],
      ...['!($.c.length > 1)', '($.c.length > 1)', '$.c.length', '$.c', '.c', 'c', '1'],
    ]),
  );
});

test('an expression in a quoted text is located through the escapes before it', () => {
  const text = '$.a == "\\u0041\\"{$inputs.name}"';
  const slices = allRanges(parseCriterion('jsonpath', text)).map((range) => text.slice(range.start, range.end));
  expect(slices).toEqual(expect.arrayContaining(['$inputs.name', 'name']));
});

test('nesting is read up to a limit, and is an error beyond it', () => {
  const deep = (depth: number) => `${'('.repeat(depth)}$inputs.a${')'.repeat(depth)}`;
  expect(taken('simple', deep(200))).toBe('simple: $inputs.a');
  expect(refused('simple', deep(201))).toEqual(['condition-syntax', '$', expect.stringContaining('At most 200')]);
  expect(refused('simple', `${'!'.repeat(100_000)}true`)[0]).toBe('condition-syntax');
  expect(refused('jsonpath', '$[?@'.repeat(100_000))[0]).toBe('jsonpath-syntax');
});

test('a member of any name is data', () => {
  expect(taken('jsonpath', "$['__proto__']['a`b'].constructor")).toBe("jsonpath: $.__proto__['a`b'].constructor");
});

describe('no text makes the parsers throw, and every range lies inside of it', () => {
  test.each<CriterionType>(['simple', 'jsonpath'])('%s', (type) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const { start, end } of allRanges(parseCriterion(type, text))) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('regex', () => {
    fc.assert(fc.property(hostileText, (text) => expect(typeof parseRegex(text).ok).toBe('boolean')));
  });
});

describe('a regular expression', () => {
  test.each([
    ['^a{2,3}$', ['^a{2,3}$']],
    ['^$inputs.a$', ['^$inputs.a$']],
    ['^{$inputs.a}-\\d+$', ['^', { kind: 'inputs', name: { text: 'a' } }, '-\\d+$']],
  ])('%s', (text, source) => expect(withoutRanges(parseRegex(text))).toEqual({ ok: true, value: { source } }));

  test('a slip in an embedded expression is an error', () => {
    expect(parseRegex('^{$input.a}$')).toMatchObject({ ok: false, error: { code: 'expression-unknown' } });
  });
});
