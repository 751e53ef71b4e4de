import { describe, expect, test } from '@jest/globals';
import { virtualClock } from '../../../local/index.ts';
import { evaluated, run } from '../support/run.ts';

describe('the functions of Step Functions', () => {
  test.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1,2,3], 2.9)', [[1, 2], [3]]],
    ['$partition([1,2,3])', [[1, 2, 3]]],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 0, -1)', [3, 2, 1, 0]],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(7, 7, 1)', 7],
    ["$hash('text', 'MD5')", '1cb251ec0d568de6a929b520c4aed8d1'],
    ["$hash('text', 'SHA-1')", '372ea08cab33e71c02c651dbc83a474d32c676ea'],
    ['$parse(\'{"a": [1, null]}\')', { a: [1, null] }],
    ["$parse('5')", 5],
    ["$base64encode('é')", 'w6k='],
    ["$base64decode('w6k=')", 'é'],
    ["$pad('é', 3, 'ab')", 'éab'],
    ["$pad('é', -4, '😀-')", '😀-😀é'],
    ["$length($pad('', 262144, 'xy'))", 262_144],
    ['$string(1730000000123456)', '1730000000123456'],
    ['$string(9223372036854775808)', '9223372036854776000'],
    ['$string(999999999999999868928)', '999999999999999900000'],
    ['$string(-9007199254740991)', '-9007199254740991'],
    ['$string(0.1 + 0.2)', '0.3'],
    ["'n' & 1730000000123456 & ';' & (0.1 + 0.2)", 'n1730000000123456;0.3'],
    ["[1730000000123456] & {'n': 1730000000123456}", '[1730000000123456]{"n":1730000000123456}'],
    ['$string({"a": [1730000000123456, null]}, true)', '{\n  "a": [\n    1730000000123456,\n    null\n  ]\n}'],
    ['$string(function($x) { $x }) & $string($sum) & $nothing & true & null', 'truenull'],
    ['$map([1, 2], $string)', ['1', '2']],
    ['1730000000123456 ~> $string', '1730000000123456'],
  ])('%s', async (expression, value) => {
    expect(await evaluated(expression)).toEqual(value);
  });

  test.each(['$partition([1], 0)', '$range(1, 5)', '$range(1, 5, -1)', "$hash('a')", '$partition([], 2)'])(
    '%s yields nothing',
    async (expression) => {
      await expect(evaluated(expression)).rejects.toThrow('returned nothing (undefined)');
    },
  );

  test('$hash knows SHA-256 and its kin, and no others', async () => {
    expect(await evaluated("$length($hash('a', 'SHA-256')) & ' ' & $length($hash('a', 'SHA-512'))")).toBe('64 128');
    await expect(evaluated("$hash('a', 'sha-256')")).rejects.toThrow('threw an error during evaluation');
  });

  test('$random and $uuid follow the seed of the run; $random(seed) its own', async () => {
    const Output = { free: '{% $random() %}', own: '{% $random(5) %}', id: '{% $uuid() %}' };
    const once = () => run({ Only: { Type: 'Pass', Output, End: true } }, {}, { seed: 9, name: 'n' });
    const { output } = await once();
    expect((await once()).output).toEqual(output);
    expect(output).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    });
  });

  test.each([
    [42, 0.7275636800328681],
    [0, 0.730967787376657],
    [7, 0.7306990420600421],
    [7.9, 0.7306990420600421],
  ])('$random(%d) is the number that AWS gives', async (seed, value) => {
    expect(await evaluated(`$random(${seed})`)).toBe(value);
  });

  test('$now and $millis tell the time of the run', async () => {
    const { output } = await run({
      Wait: { Type: 'Wait', Seconds: 60, Next: 'Now' },
      Now: { Type: 'Pass', Output: "{% [$now(), $millis(), $now('[H01]:[m01]')] %}", End: true },
    });
    expect(output).toEqual(['1970-01-01T00:01:00.000Z', 60_000, '00:01']);
  });

  test('all fields that are evaluated together see one moment', async () => {
    let time = 0;
    const clock = { ...virtualClock(0), now: () => time++ };
    const Output = { first: '{% $now() = $now() %}', second: '{% $millis() %}' };
    const { output } = await run(
      {
        Only: { Type: 'Pass', Assign: { third: '{% $millis() %}' }, Output, Next: 'Then' },
        Then: {
          Type: 'Pass',
          Output: '{% $states.input.second = $third and $states.input.first %}',
          End: true,
        },
      },
      {},
      { clock },
    );
    expect(output).toBe(true);
  });

  test('$eval is not there', async () => {
    await expect(evaluated("$eval('1+1')")).rejects.toThrow('T1006');
  });

  test('arguments of the wrong type fail as in JSONata', async () => {
    await expect(evaluated('$hash(5, 5)')).rejects.toThrow(
      'T0410: Argument 1 of function "hash" does not match function signature',
    );
  });

  test('a list is made of a list alone', async () => {
    await expect(evaluated("$partition('text', 2)")).rejects.toThrow(
      'T0410: Argument 1 of function "partition" does not match function signature',
    );
  });

  test('a list, and what a text is padded with, may be so long', async () => {
    await expect(evaluated('$range(1, 1000000, 1)')).rejects.toThrow('memory limit exceeded');
    await expect(evaluated("$pad('', 262145)")).rejects.toThrow('memory limit exceeded');
    expect(await evaluated("$length($pad($pad('', 131072), 262145))")).toBe(262_145);
  });

  test('a function is no result, nor does it show what it refers to', async () => {
    for (const expression of [
      '$sum',
      '{"a": [$sum]}',
      '/a/',
      '($secret := "hunter2"; function($x) { $x & $secret })',
    ]) {
      await expect(evaluated(expression)).rejects.toThrow(
        /specified for the field 'Output' returned an unsupported result type\.$/,
      );
    }
    const { error, cause } = await run({
      Only: {
        Type: 'Map',
        Items: '{% $f := function($x) { $x } %}',
        ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } },
        End: true,
      },
    });
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toMatch(/for the field 'Items' returned an unsupported result type\.$/);
  });
});
