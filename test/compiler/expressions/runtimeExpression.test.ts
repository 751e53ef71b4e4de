import { describe, expect, test } from '@jest/globals';
import { parseExpression, parseJsonPointer } from '../../../compiler/expressions/index.ts';
import { withoutRanges } from './support.ts';

/** The tree of an expression, with names as their texts and pointers as their tokens. */
function tree(text: string): unknown {
  const parsed = parseExpression(text);
  return parsed.ok ? short(parsed.value) : parsed.error;
}

function short(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(short);
  if ('tokens' in node) return short(node.tokens);
  if ('text' in node) return node.text;
  return withoutRanges(Object.fromEntries(Object.entries(node).map(([key, value]) => [key, short(value)])));
}

describe('each expression of the grammar', () => {
  test.each([
    ['$url', { kind: 'url' }],
    ['$method', { kind: 'method' }],
    ['$statusCode', { kind: 'statusCode' }],
    ['$self', { kind: 'self' }],
    ['$request.header.Content-Type', { kind: 'request', part: { kind: 'header', name: 'Content-Type' } }],
    ['$request.query.a[b]', { kind: 'request', part: { kind: 'query', name: 'a[b]' } }],
    ['$request.path.id', { kind: 'request', part: { kind: 'path', name: 'id' } }],
    ['$request.body', { kind: 'request', part: { kind: 'body' } }],
    ['$response.body#', { kind: 'response', part: { kind: 'body', pointer: [] } }],
    ['$response.body#/', { kind: 'response', part: { kind: 'body', pointer: [''] } }],
    ['$response.body#/a~1b/0/~01', { kind: 'response', part: { kind: 'body', pointer: ['a/b', '0', '~1'] } }],
    [
      '$response.body.User.Ids[0]',
      { kind: 'response', part: { kind: 'body', pointer: ['User', 'Ids', '0'], dotted: true } },
    ],
    ['$request.body[0].Id', { kind: 'request', part: { kind: 'body', pointer: ['0', 'Id'], dotted: true } }],
    ['$inputs.a.b', { kind: 'inputs', name: 'a.b' }],
    ['$inputs.a b', { kind: 'inputs', name: 'a b' }],
    ['$inputs.a#/b', { kind: 'inputs', name: 'a', pointer: ['b'] }],
    ['$inputs.__proto__', { kind: 'inputs', name: '__proto__' }],
    ['$outputs.o', { kind: 'outputs', name: 'o' }],
    ['$steps.s.outputs.o', { kind: 'steps', step: 's', output: 'o' }],
    ['$steps.s.t.outputs.o.outputs.p#/x', { kind: 'steps', step: 's.t', output: 'o.outputs.p', pointer: ['x'] }],
    ['$workflows.w.inputs.i', { kind: 'workflows', workflow: 'w', field: 'inputs', name: 'i' }],
    ['$workflows.w.outputs.o', { kind: 'workflows', workflow: 'w', field: 'outputs', name: 'o' }],
    ['$sourceDescriptions.d.a.b', { kind: 'sourceDescriptions', source: 'd', name: 'a.b' }],
    ['$components.successActions.a', { kind: 'components', group: 'successActions', name: 'a' }],
  ])('%s', (text, expected) => expect(tree(text)).toEqual(expected));

  test('names and tokens say where they stand', () => {
    expect(parseExpression('$steps.ab.outputs.cd#/e~0f/g')).toEqual({
      ok: true,
      value: {
        kind: 'steps',
        range: { start: 0, end: 28 },
        step: { text: 'ab', range: { start: 7, end: 9 } },
        output: { text: 'cd', range: { start: 18, end: 20 } },
        pointer: {
          range: { start: 21, end: 28 },
          tokens: [
            { text: 'e~f', range: { start: 22, end: 26 } },
            { text: 'g', range: { start: 27, end: 28 } },
          ],
        },
      },
    });
  });
});

describe('what is wrong is pointed at, with the way out', () => {
  test.each([
    ['inputs.a', 'inputs.a', '`$inputs`'],
    ['$inpust.a', '$inpust', 'Did you mean `$inputs`?'],
    ['$nothing.like', '$nothing', '`$statusCode`'],
    ['$statusCode.x', '.x', '`$statusCode` by itself'],
    ['$inputs', '$inputs', '`$inputs.<name>`'],
    ['$inputs.', '$inputs.', '`$inputs.<name>`'],
    ['$inputs.a#b', 'b', '`/b`'],
    ['$response', '$response', '`$response.body#/<pointer>`'],
    ['$response.bdy', 'bdy', 'Did you mean `$response.body`?'],
    ['$response.heders.X', 'heders', 'Did you mean `$response.header.X`?'],
    ['$response.statusCode', 'statusCode', 'Did you mean `$statusCode`?'],
    ['$response.body/UserId', '/UserId', '`$response.body#/UserId`'],
    ['$response.body.User Id', '.User Id', '`$response.body#/User Id`'],
    ["$response.body['Id']", "['Id']", "`$response.body#/'Id'`"],
    ['$response.path#/code', 'path#/code', '`$response.path.<name>`'],
    ['$response.header.a b', 'a b', 'Header names'],
    ['$response.body#/a~b', '~', '`~0` for a tilde'],
    ['$steps.x', 'x', '`$steps.<stepId>.outputs.<name>`'],
    ['$steps.x.outputs', 'x.outputs', '`$steps.<stepId>.outputs.<name>`'],
    ['$steps.x.y', 'x.y', 'Did you mean `$steps.x.outputs.y`?'],
    ['$steps.x.output.y', 'output', 'Did you mean `$steps.x.outputs.y`?'],
    ['$steps..outputs.y', '$steps.', '`$steps.<stepId>.outputs.<name>`'],
    ['$workflows.w.output.y', 'output', 'Did you mean `$workflows.w.outputs.y`?'],
    ['$sourceDescriptions.d', 'd', '`$sourceDescriptions.<name>.<operationId or url>`'],
    ['$components.parameter.p', 'parameter', 'Did you mean `$components.parameters.p`?'],
    ['$components.schemas.p', 'schemas', '`successActions`'],
  ])('%s', (text, place, help) => {
    const parsed = parseExpression(text);
    if (parsed.ok) throw new Error(`${text} was taken`);
    const { range } = parsed.error;
    expect([text.slice(range.start, range.end), parsed.error.help]).toEqual([place, expect.stringContaining(help)]);
  });
});

describe('a JSON Pointer alone', () => {
  test.each([
    ['', []],
    ['/', ['']],
    ['/a~1b/m~0n', ['a/b', 'm~n']],
    ['/a b/0/', ['a b', '0', '']],
  ])('%j', (text, tokens) => {
    const parsed = parseJsonPointer(text);
    expect(parsed.ok && parsed.value.tokens.map((token) => token.text)).toEqual(tokens);
  });

  test.each([
    ['a/b', '`/a/b`'],
    ['#/a', '`/a`'],
    ['$.a', '/member/0/member'],
    ['/a~2', '`~0` for a tilde'],
  ])('%s is none', (text, help) => {
    expect(parseJsonPointer(text)).toMatchObject({ ok: false, error: { help: expect.stringContaining(help) } });
  });
});
