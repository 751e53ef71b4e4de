import { describe, expect, test } from '@jest/globals';
import { people } from './description.ts';
import { compileHttp, workflow } from './support.ts';

const FORM = 'application/x-www-form-urlencoded';

/** The People API with an operation whose whole query is one parameter. */
function searched(mediaType = FORM): Readonly<Record<string, string>> {
  const properties =
    'properties: { word: { type: string }, limit: { type: integer }, tag: { type: array, items: { type: string } } }';
  const path = `
  /search:
    get:
      operationId: search
      parameters:
      - name: selector
        in: querystring
        content: { ${mediaType}: { schema: { type: object, required: [word], ${properties} } } }
      responses: { "200": { description: Found. } }
`;
  return { 'people.yml': `${people.replace('3.1.0', '3.2.0')}${path.trimStart().replace(/^/, '  ')}` };
}

/** The query of a step whose whole query is `value`, and the codes that it gets. */
function queryOf(value: string, { files = searched(), operation = 'search' } = {}) {
  const steps = `- { stepId: call, operationId: ${operation}, parameters: [{ name: all, in: querystring, value: ${value} }] }`;
  const text = workflow(steps).replace('arazzo: 1.0.1', 'arazzo: 1.1.0');
  const { machines, diagnostics } = compileHttp(text, files);
  const state = machines[0]?.definition.States['call'];
  const sent = state?.Type === 'Task' ? state.Arguments : undefined;
  return { sent, codes: diagnostics.map(({ code }) => code) };
}

describe('a whole query', () => {
  test('that is an object is sent by its members, checked against the schema', () => {
    expect(queryOf('{ word: $inputs.name, limit: 5, tag: [a, b] }')).toEqual({
      sent: expect.objectContaining({
        QueryParameters: { word: '{% $string($inputs.name) %}', limit: '5', tag: ['a', 'b'] },
      }),
      codes: [],
    });
    expect(queryOf('{ limit: 5 }').codes).toEqual(['member-required-missing']);
    expect(queryOf('{ word: a, limit: many }').codes).toEqual(['member-literal-invalid']);
    expect(queryOf('{ word: a, wrod: b }').codes).toEqual(['member-undescribed']);
  });

  test('that is a text is taken apart, and its encoding undone, as Step Functions encodes', () => {
    expect(queryOf("'?word=a+b%26c&limit=5&tag=x&tag=100%'")).toEqual({
      sent: expect.objectContaining({
        QueryParameters: { word: 'a b&c', limit: '5', tag: ['x', '100%'] },
      }),
      codes: [],
    });
    expect(queryOf("'word=a&limit=many'").codes).toEqual(['member-literal-invalid']);
  });

  test.each(["'word={$inputs.nam}'", "'word=a&tag=b&tag={$inputs.nam}'", '{ word: a, tag: [b, $inputs.nam] }'])(
    'tells that a name in %s is misspelt',
    (value) => {
      expect(queryOf(value).codes).toEqual(['input-unknown']);
    },
  );

  test('is sent in place of the parameters of an operation that describes none, required ones too', () => {
    const required = people.replace('name: tag, in: query,', 'name: tag, in: query, required: true,');
    const { sent, codes } = queryOf("'tag=a&tag=b'", { files: { 'people.yml': required }, operation: 'listPeople' });
    expect(sent).toMatchObject({ QueryParameters: { tag: ['a', 'b'] } });
    expect(codes).toEqual(['member-undescribed']);
  });

  test('has expressions in the values of a text, encoded as a part of them', () => {
    const { sent, codes } = queryOf("'word=a+{$inputs.name}&limit=5'");
    const word = expect.stringContaining('$inputs.name');
    expect(sent).toMatchObject({ QueryParameters: { word, limit: '5' } });
    expect(codes).toEqual([]);
  });

  test.each(["'{$inputs.name}=word'", '$inputs.name'])('that is a text of the machine is refused: %s', (value) => {
    expect(queryOf(value).codes).toContain('not-supported');
  });

  test('that is no form is refused', () => {
    expect(queryOf('{ word: a }', { files: searched('application/json') }).codes).toEqual(['not-supported']);
  });
});
