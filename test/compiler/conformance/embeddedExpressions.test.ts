import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../../local/index.ts';
import { codePoint } from '../../support/codePoint.ts';
import { answers, compiled, fails, look, runDocument, workflow } from '../../support/runDocument.ts';
import { noteworthy } from './support.ts';

/** A search for users whose name is a text of the document. */
function search(value: string, properties: Json): string {
  return workflow(`
inputs: ${JSON.stringify({ type: 'object', properties })}
steps:
- stepId: search
  operationId: searchUsers
  requestBody:
    payload:
      InstanceId: i-1
      SearchCriteria: { StringCondition: { FieldName: Username, ComparisonType: EXACT, Value: ${JSON.stringify(value)} } }`);
}

/** What is sent where a text of the document is sent as the value that is looked for. */
async function sent(value: string, input: { readonly [name: string]: Json } = {}, types: Json = {}): Promise<unknown> {
  const untyped = Object.fromEntries([...Object.keys(input), 'none'].map((name) => [name, {}]));
  const { made, cause } = await runDocument(search(value, { ...untyped, ...Object(types) }), { input });
  if (made[0] === undefined) throw new Error(cause);
  return Object(made[0].arguments).SearchCriteria.StringCondition.Value;
}

describe('expressions embedded in text', () => {
  test.each<[string, { [name: string]: Json }, string]>([
    ['{$inputs.a}', { a: 'robin' }, 'robin'],
    ['n{$inputs.a}', { a: [1] }, 'n[1]'],
    ['n{$inputs.a}', { a: { b: [] } }, 'n{"b":[]}'],
    ['{ $inputs.a }', { a: 'blank' }, 'blank'],
    ['{$inputs.a} costs $5', { a: 'it' }, 'it costs $5'],
    ['{plain} {$inputs.a} {{}}', { a: 'x' }, '{plain} x {{}}'],
  ])('%s with %j is %j', async (text, input, expected) => {
    expect(await sent(text, input)).toBe(expected);
  });

  test('an expression that is all of the text keeps its type, and so is refused by a member of another one', async () => {
    const { status, cause } = await runDocument(search('$inputs.a', { a: {} }), { input: { a: 5 } });
    expect(status).toBe('FAILED');
    expect(cause).toContain('Value');
  });

  test('what people write without braces is taken, with a note', async () => {
    expect(await sent('user-$inputs.a', { a: 'robin' })).toBe('user-robin');
    const { diagnostics } = compiled(search('user-$inputs.a', { a: {} }));
    expect(noteworthy(diagnostics)).toEqual(['expression-bare']);
  });

  test('a text with a missing value is left out', async () => {
    expect(await sent('user-{$inputs.none}')).toBeUndefined();
  });

  test('outputs of steps and the status can be embedded', async () => {
    const text = workflow(`
steps:
${look('read', 'outputs: { name: $response.body#/User/Username, line: "{$statusCode} {$response.body#/User/Id}" }')}
${look('again')}
outputs: { text: 'name: {$steps.read.outputs.name}', line: $steps.read.outputs.line }`);
    const result = await runDocument(text, {
      answers: { describeUser: answers({ User: { Id: 'u-1', Username: 'robin' } }) },
    });
    expect(result.output).toEqual({ text: 'name: robin', line: '200 u-1' });
  });

  test('names may hold dots and dashes', async () => {
    expect(await sent('{$inputs.first-name.of}', { 'first-name.of': 'robin' })).toBe('robin');
  });

  test('in the cause of a failure nothing of them stands', async () => {
    const text = search('user-{$inputs.a}', { a: {} });
    const failed = await runDocument(text, {
      input: { a: '~robin~' },
      answers: { searchUsers: fails('Connect.InvalidParameterException', 400) },
    });
    expect(failed.cause).not.toContain('~');
  });
});

describe('laws', () => {
  test('any text arrives as it is, with any text around it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: codePoint, maxLength: 20 }),
        fc.string({ unit: codePoint, maxLength: 10 }).filter((text) => !/[{}$]/.test(text)),
        fc.boolean(),
        async (value, around, typed) => {
          const types = typed ? { a: { type: 'string' } } : {};
          expect(await sent(`${around}{$inputs.a}${around}`, { a: value }, types)).toBe(`${around}${value}${around}`);
        },
      ),
      { numRuns: 40 },
    ));

  test('structures become the JSON that they are', () =>
    fc.assert(
      fc.asyncProperty(
        fc
          .oneof(fc.array(fc.jsonValue({ maxDepth: 2 })), fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })))
          .filter(isRoundable),
        async (value) => {
          const data: Json = JSON.parse(JSON.stringify(value));
          const text = await sent('v{$inputs.a}', { a: data });
          expect(JSON.parse(String(text).slice(1))).toEqual(rounded(data));
        },
      ),
      { numRuns: 40 },
    ));
});

/** JSONata writes fractions with 15 digits, and the largest would round up to no number at all. */
function rounded(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_, inner) =>
    typeof inner === 'number' && !Number.isInteger(inner) ? Number(inner.toPrecision(15)) : inner,
  );
}

function isRoundable(value: unknown): boolean {
  return !/e\+308/.test(JSON.stringify(value));
}
