import { describe, expect, test } from '@jest/globals';
import { anyInputs, MappingError, readBatch } from '../../batch/index.ts';
import { decodeSource } from '../../compiler/source/index.ts';
import { mapping, read } from './support.ts';

const jane = { instanceId: 'i1', username: 'jane', password: 'Secret-1' };
const inputsIn = async (text: string) => (await read(text)).jobs.map(({ input }) => input);

describe('a file of inputs', () => {
  test.each([
    ['CSV', 'username,password\njane,Secret-1\n'],
    ['CSV with CRLF and a byte order mark', '\ufeffusername,password\r\njane,Secret-1\r\n'],
    ['CSV with semicolons, as Excel writes it in Europe', 'username;password\njane;Secret-1'],
    ['CSV with semicolons and a quoted comma in its header', 'username;password;"last, first"\njane;Secret-1;x'],
    ['CSV with tabs', 'username\tpassword\njane\tSecret-1\n'],
    ['CSV with quotes', '"username","password"\n"jane","Secret-1"\n'],
    ['CSV with empty rows, as spreadsheets leave them', 'username,password\n,\njane,Secret-1\n\n,\n'],
    ['JSON', '[{"username": "jane", "password": "Secret-1"}]'],
    ['JSON Lines', '{"username": "jane", "password": "Secret-1"}\n'],
  ])('is read: %s', async (_name, text) => {
    expect((await read(text)).faults).toEqual([]);
    expect(await inputsIn(text)).toEqual([jane]);
  });

  test.each(['utf-16le', 'utf-16be'] as const)('may be in %s', async (encoding) => {
    const bytes = Buffer.from('\ufeffusername;password\r\nj\u00e4ne;Secret-1\r\n', 'utf16le');
    const source = decodeSource('hires.csv', encoding === 'utf-16le' ? bytes : bytes.swap16());
    expect(await inputsIn(source.text)).toEqual([{ ...jane, username: 'j\u00e4ne' }]);
  });

  test('in no encoding that is known says how to save it', async () => {
    const source = decodeSource('hires.csv', Buffer.from('username,password\nj\xe4ne,Secret-1\n', 'latin1'));
    const { faults } = await readBatch(source, anyInputs, mapping({ key: 'username' }), async () => []);
    expect(faults).toEqual([{ line: 2, message: 'is neither UTF-8 nor UTF-16; save the file as "CSV UTF-8"' }]);
  });

  test('values keep commas, quotes and line breaks that stand in quotes', async () => {
    const [input] = await inputsIn('username,password\n"a, ""b""\nc",Secret-1\n');
    expect(input).toEqual({ ...jane, username: 'a, "b"\nc' });
  });

  test('texts become what the schema says', async () => {
    const text = 'username,password,level,remote,skills\njane,Secret-1,3,TRUE,de|en\njohn,Secret-1,x,,"[""fr""]"\n';
    expect(await inputsIn(text)).toEqual([
      { ...jane, level: 3, remote: true, skills: ['de', 'en'] },
      { ...jane, username: 'john', level: 'x', skills: ['fr'] },
    ]);
  });

  test.each(['1.5e3', '12345678901234567890', '007', '1,5', ''])(
    'a number is read exactly or not at all: %s',
    async (level) => {
      const [input] = await inputsIn(`username;password;level\njane;Secret-1;${level}\n`);
      expect(input?.['level']).toBe(level === '' ? undefined : level === '1.5e3' ? 1500 : level);
    },
  );

  test('an empty cell and null leave an input out', async () => {
    expect(await inputsIn('username,password,level\njane,Secret-1,\n')).toEqual([jane]);
    expect(await inputsIn('[{"username": "jane", "password": "Secret-1", "level": null}]')).toEqual([jane]);
  });

  test('inputs come from columns of other names, and columns that are no input are told', async () => {
    const text = 'Login,password,Team\njane,Secret-1,Blue\n';
    const { jobs, unused } = await read(text, { map: new Map([['username', 'Login']]) });
    expect(jobs.map(({ input }) => input)).toEqual([jane]);
    expect(unused).toEqual(['Team']);
  });

  test('nothing known of the inputs: each column is one, and all values are texts', async () => {
    const source = { name: 'hires.csv', text: 'id,level\n7,3\n' };
    const { jobs } = await readBatch(source, anyInputs, mapping({ set: new Map(), key: 'id' }), async () => []);
    expect(jobs.map(({ input }) => input)).toEqual([{ id: '7', level: '3' }]);
  });
});

describe('a file of inputs that is wrong', () => {
  test.each([
    ['is empty', '', [{ message: 'the file is empty' }]],
    ['has no rows', 'username,password\n', [{ message: 'the file has no rows' }]],
    [
      'has a row that is too short, and one that is too long',
      'username,password\njane\njohn,Secret-1,x\n',
      [
        { line: 2, message: 'has 1 field, and the header 2' },
        { line: 3, message: 'has 3 fields, and the header 2' },
      ],
    ],
    [
      'has two columns of one name',
      'username,password,username\njane,Secret-1,john\n',
      [{ line: 1, column: 'username', message: 'another column has this name, too' }],
    ],
    [
      'has one key twice',
      'username,password\n"jane","Secret-1"\njohn,Secret-1\njane,Secret-2\n',
      [{ line: 4, column: 'username', message: 'is the same as in line 2' }],
    ],
    [
      'has a blank key',
      'username,password\n" ",Secret-1\n',
      [{ line: 2, column: 'username', message: 'is blank, and tells this row from the others' }],
    ],
    [
      'has a quote that is not closed',
      'username,password\njane,"Secret-1\n',
      [{ line: 2, message: 'a quote is opened and not closed by the end of the file' }],
    ],
    ['is broken JSON', '[\n{"username": }]', [{ line: 2, message: 'is no valid JSON' }]],
    [
      'has a line that is no JSON',
      '{"username": "jane", "password": "Secret-1"}\n{"username": "john"',
      [{ line: 2, message: 'is no JSON object; a file of JSON is a list of objects, or has one on each line' }],
    ],
    [
      'has items that are no objects',
      '[{"username": "jane", "password": "x"},\n 5]',
      [{ line: 2, message: 'is no JSON object' }],
    ],
  ])('says so where it %s', async (_name, text, faults) => {
    expect((await read(text)).faults).toEqual(faults);
  });

  test('is told by line and column, all at once, and without a value', async () => {
    const text = 'username,password,level\n"ja\nne",,0\njohn,Secret-1,x\n';
    const level = { input: 'level', message: 'not a whole number' };
    const wrong = (input: unknown) =>
      JSON.stringify(input).includes('john')
        ? [level]
        : [{ input: 'password', message: 'missing' }, level, { message: 'a or b' }];
    expect((await read(text, {}, wrong)).faults).toEqual([
      { line: 2, column: 'password', message: 'missing' },
      { line: 2, message: 'a or b' },
      { line: 3, column: 'level', message: 'not a whole number' },
      { line: 4, column: 'level', message: 'not a whole number' },
    ]);
  });

  test('names the line of each item of a list', async () => {
    const text =
      '[\n  {"username": "a,[", "password": "x"},\n\n  {"username": "b", "skills": ["x", "y"]}, {"username": "c"}\n]';
    const { jobs } = await read(text);
    expect(jobs.map(({ line }) => line)).toEqual([2, 4, 4]);
  });

  test('says once that no column gives a required input', async () => {
    const { faults } = await read('username\njane\njohn\n', {}, () => [{ input: 'password', message: 'missing' }]);
    expect(faults).toEqual([
      { message: expect.stringMatching(/^no column gives password, which is required; .*--set password=VALUE$/) },
    ]);
  });

  test.each([
    [
      'a column that is not there',
      { map: new Map([['username', 'Logn']]) },
      'the file has no column Logn. Did you mean `Login`?',
    ],
    [
      'an input that is not there',
      { set: new Map([['instance', 'i']]) },
      'the workflow has no input instance. Did you mean `instanceId`?',
    ],
    [
      'an input that a column gives, too',
      { set: new Map([['password', 'x']]) },
      'password is given by --set and by a column; leave one out',
    ],
    [
      'no column that could be the key',
      {},
      'no column gives a required input: say by --key which column tells one row from another',
    ],
  ])('options name %s', async (_name, options, message) => {
    await expect(read('Login,password\njane,Secret-1\n', options)).rejects.toEqual(new MappingError(message));
  });
});
