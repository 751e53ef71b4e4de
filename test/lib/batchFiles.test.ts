import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Batch, inputsOf, MappingError, readBatch } from '../../batch/index.ts';
import { compile } from '../../compiler/index.ts';
import { jsonata, printTemplate } from '../../compiler/jsonata/index.ts';
import { decodeSource } from '../../compiler/source/index.ts';
import { mapColumns } from '../../lib/batch/columns.ts';
import { faultsOf, formatOf } from '../../lib/batch/fileChecks.ts';
import { hasKey, inputOf, nameOf } from '../../lib/batch/rowInput.ts';
import { isObject, type Json, type JsonObject, runMachine } from '../../local/index.ts';
import { parseFile } from '../../local/interpreter/distributed/parseFile.ts';

/*
 * Files as programs write them: the command line and the batch on AWS make the same executions of them, or refuse them both.
 */

const document = {
  arazzo: '1.0.1',
  info: { title: 'Hires', version: '1.0.0' },
  sourceDescriptions: [{ name: 'sqs', url: './sqs.yml', type: 'openapi', 'x-aws-service': 'sqs' }],
  components: { inputs: { desks: { type: 'array', items: { oneOf: [{ type: 'integer' }, { const: true }] } } } },
  workflows: [
    {
      workflowId: 'hire',
      inputs: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string' },
          level: { type: 'integer' },
          ratio: { type: 'number' },
          remote: { type: 'boolean' },
          skills: { type: 'array', items: { type: 'string' } },
          floors: { type: 'array', items: { type: 'integer' } },
          extra: { type: 'object' },
          note: {},
          grade: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
          shift: { enum: [1, 2, 3] },
          desks: { $ref: '#/components/inputs/desks' },
          word: { type: 'string', format: 'password' },
        },
      },
      steps: [{ stepId: 'list', operationId: 'ListQueues', successCriteria: [{ condition: '$statusCode == 200' }] }],
    },
  ],
};
const [machine] = compile(
  { name: 'hire.json', text: JSON.stringify(document) },
  { secretInputs: { word: 'secrets-manager' } },
).machines;
if (machine === undefined) throw new Error('The document has no workflow');
const inputs = inputsOf(machine.inputsSchema, machine.secretInputs);
const columns = mapColumns(machine, {}, undefined);

type Executions = { readonly [name: string]: Json };

async function onLaptop(bytes: Uint8Array): Promise<Executions | 'refused'> {
  const options = { map: new Map(), set: new Map(), separator: '|' };
  const { jobs, faults } = await readBatch(decodeSource('hires', bytes), inputs, options, async () => []).catch(
    refused,
  );
  if (faults.length > 0) return 'refused';
  return Object.fromEntries(jobs.map(({ name, input }) => [name, input]));
}

/** Options that don't fit the file are a fault of it here. */
function refused(error: unknown): Pick<Batch, 'jobs' | 'faults'> {
  if (error instanceof MappingError) return { jobs: [], faults: [error] };
  throw error;
}

/** What an expression of `$states.input` comes to. */
async function evaluated(expression: ReturnType<typeof nameOf>, input: Json): Promise<Json> {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Only',
    States: { Only: { Type: 'Pass', Output: printTemplate(expression), End: true } },
  };
  const services = { call: () => Promise.reject(new Error('nothing is called')) };
  const { output, cause } = await runMachine(definition, input, { services });
  if (output === undefined) throw new Error(cause);
  return output;
}

const state = jsonata.path(jsonata.variable('states'), 'input');
const DELIMITERS: Readonly<Record<string, string>> = { ',': 'COMMA', ';': 'SEMICOLON', '\t': 'TAB' };

/** The same by what the batch's states do. */
async function onAws(bytes: Uint8Array, end: string): Promise<Executions | 'refused'> {
  const body = Buffer.from(bytes).toString('utf8');
  const [key, file] = [jsonata.path(state, 'key'), jsonata.path(state, 'body')];
  const look = { key: `hires.${end}`, body };
  if ((await evaluated(faultsOf(columns, key, file), look)) !== '') return 'refused';
  const format = String(await evaluated(formatOf(key, file), look));
  const csvDelimiter = DELIMITERS[format];
  const reader = {
    inputType: csvDelimiter === undefined ? format.toUpperCase() : 'CSV',
    csvDelimiter: csvDelimiter ?? '',
  };
  const rows = parseFile(body, {
    ...reader,
    resource: '',
    arguments: undefined,
    csvHeaders: undefined,
    itemsPointer: undefined,
    maxItems: undefined,
    loadsFiles: false,
  });
  const found: [string, Json][] = [];
  for (const row of rows) {
    const input = await evaluated(inputOf(columns, state, csvDelimiter !== undefined), row);
    if (isObject(input) && Object.keys(input).length === 0) continue;
    if ((await evaluated(hasKey(columns, state), input)) !== true) return 'refused';
    found.push([String(await evaluated(nameOf(columns, state), input)), input]);
  }
  return Object.fromEntries(found);
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');

describe('the same executions on this machine and on AWS', () => {
  test.each<[program: string, file: Buffer, end: string, inputs: readonly JsonObject[]]>([
    [
      'Excel in Europe',
      utf8('\ufeffid;level;note\r\nann;3;"a; b"\r\n'),
      'csv',
      [{ id: 'ann', level: 3, note: 'a; b' }],
    ],
    [
      'Excel with rows and columns left over',
      utf8('id,level,,\r\nann,3,,\r\n,,,\r\n,,,\r\n'),
      'csv',
      [{ id: 'ann', level: 3 }],
    ],
    [
      'types by alternatives, values and references',
      utf8('id;grade;shift;desks\nann;3;2;4|TRUE|x\n'),
      'csv',
      [{ id: 'ann', grade: 3, shift: 2, desks: [4, true, 'x'] }],
    ],
    ['tabs', utf8('id\tnote\nann\ta, b; c\n'), 'csv', [{ id: 'ann', note: 'a, b; c' }]],
    ['Numbers, empty lines at the end', utf8('id,note\nann,x\n\n\n'), 'csv', [{ id: 'ann', note: 'x' }]],
    [
      'Workday, every field in quotes',
      utf8('"id","level","note"\r\n"ann","3","say ""hi"""\r\n'),
      'csv',
      [{ id: 'ann', level: 3, note: 'say "hi"' }],
    ],
    ['a byte order mark before quotes', utf8('\ufeff"id","note"\n"ann","x"\n'), 'csv', [{ id: 'ann', note: 'x' }]],
    ['empty lines in front', utf8('\r\n\r\nid;note\r\nann;x\r\n'), 'csv', [{ id: 'ann', note: 'x' }]],
    ['blanks around names', utf8(' id , level \nann,3\n'), 'csv', [{ id: 'ann', level: 3 }]],
    ['line ends within a field', utf8('id,note\r\nann,"one\r\ntwo"\r\n'), 'csv', [{ id: 'ann', note: 'one\r\ntwo' }]],
    [
      'leading zeros, dates and formulas',
      utf8('id,note\n007,=1+1\n008,2026-01-05\n'),
      'csv',
      [
        { id: '007', note: '=1+1' },
        { id: '008', note: '2026-01-05' },
      ],
    ],
    [
      'numbers with exponents',
      utf8('id,ratio,level\na,1.5E-3,1e3\nb,-0.5,5.0\n'),
      'csv',
      [
        { id: 'a', ratio: 0.0015, level: 1000 },
        { id: 'b', ratio: -0.5, level: 5 },
      ],
    ],
    [
      'numbers that are none',
      utf8('id,ratio,level\na,1.5e30,007\nb,1e400,12345678901234567890\nc,"1,5",1e-100\n'),
      'csv',
      [
        { id: 'a', ratio: '1.5e30', level: '007' },
        { id: 'b', ratio: '1e400', level: '12345678901234567890' },
        { id: 'c', ratio: '1,5', level: '1e-100' },
      ],
    ],
    [
      'booleans and lists',
      utf8('id,remote,skills,floors\na,TRUE,de | en,1|2\nb,false,"[""x""]",[3]\n'),
      'csv',
      [
        { id: 'a', remote: true, skills: ['de', 'en'], floors: [1, 2] },
        { id: 'b', remote: false, skills: ['x'], floors: [3] },
      ],
    ],
    ['NUL bytes', utf8('id,note\nann,a\u0000b\n'), 'csv', [{ id: 'ann', note: 'a\u0000b' }]],
    [
      'a JSON list, null and nested',
      utf8('\ufeff[{"id":"ann","note":null,"extra":{"b":1,"a":[]},"level":"3"}]'),
      'json',
      [{ id: 'ann', extra: { b: 1, a: [] }, level: 3 }],
    ],
    [
      'JSON Lines in a .json',
      utf8('{"id":"ann"}\n{"id":"bob","note":""}\n'),
      'json',
      [{ id: 'ann' }, { id: 'bob', note: '' }],
    ],
    ['a list in a .jsonl', utf8('[{"id":"ann"},\n{"id":"bob"}]'), 'jsonl', [{ id: 'ann' }, { id: 'bob' }]],
  ])('%s', async (_, file, end, expected) => {
    const laptop = await onLaptop(file);
    expect(Object.values(laptop)).toEqual(expected);
    expect(await onAws(file, end)).toEqual(laptop);
  });

  test.each<[what: string, file: Buffer, end: string]>([
    ['a column that stands twice', utf8('id,note,note\nann,x,y\n'), 'csv'],
    ['a required column in other letters', utf8('ID,note\nann,x\n'), 'csv'],
    ['bytes of another encoding', Buffer.from('id,note\nann,M\u00fcller\nbob,x\n', 'latin1'), 'csv'],
    ['a blank key', utf8('id,note\n ,x\n'), 'csv'],
    ['a key that is absent', utf8('[{"id":null,"note":"x"}]'), 'json'],
  ])('are refused by both: %s', async (_, file, end) => {
    expect(await onLaptop(file)).toBe('refused');
    expect(await onAws(file, end)).toBe('refused');
  });

  test('UTF-16 is read on this machine, and refused on AWS before the first row', async () => {
    const file = Buffer.from('\ufeffid;note\r\nann;x\r\n', 'utf16le');
    expect(Object.values(await onLaptop(file))).toEqual([{ id: 'ann', note: 'x' }]);
    expect(await onAws(file, 'csv')).toBe('refused');
  });

  test.each([
    ['Word', 'id,Word\nann,s\n', 'csv'],
    ['WORD within JSON', '[{"id":"ann","WORD":"s"}]', 'json'],
  ])('a secret in other letters is refused on AWS: %s', async (_, text, end) => {
    expect(await onAws(utf8(text), end)).toBe('refused');
  });

  test('cells of any text', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.double().map(String),
      fc.constantFrom('TRUE', '1|2', '[1]', '{}', '"', ''),
    );
    const row = fc.record({
      id: fc.string({ minLength: 1, maxLength: 12 }),
      level: cell,
      ratio: cell,
      remote: cell,
      skills: cell,
      floors: cell,
      note: cell,
    });
    const names = ['id', 'level', 'ratio', 'remote', 'skills', 'floors', 'note'] as const;
    await fc.assert(
      fc.asyncProperty(row, async (cells) => {
        const written = names.map((name) => `"${cells[name].replaceAll('"', '""')}"`).join(',');
        const file = utf8(`${names.join(',')}\n${written}\n`);
        expect(await onAws(file, 'csv')).toEqual(await onLaptop(file));
      }),
      { numRuns: 40 },
    );
  });
});

test('a number of JSON whose digits would be lost is a fault, by line and member', async () => {
  const text = '[{"id":"a","level":1},\n{"id":"b","extra":{"n":12345678901234567890}}]';
  const options = { map: new Map(), set: new Map(), separator: '|' };
  const { faults } = await readBatch({ name: 'hires.json', text }, inputs, options, async () => []);
  expect(faults).toEqual([
    { line: 2, column: 'extra', message: 'holds a number of more digits than are kept; put it into quotes' },
  ]);
});
