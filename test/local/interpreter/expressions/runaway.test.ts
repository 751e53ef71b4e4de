import { describe, expect, test } from '@jest/globals';
import { createExecution, type ExecutionResult, type Json, virtualClock } from '../../../../local/index.ts';
import { answering, evaluated, machine, run } from '../../support/run.ts';

const timeout = 'Expression evaluation timeout: 5000ms. Check for infinite loop';
const memory = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';
const depth = 'Stack overflow error: Check for non-terminating recursive function.';

function output(expression: string, input: Json = {}): Promise<ExecutionResult> {
  return run({ Only: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }, input);
}

const users = (count: number): Json => Array.from({ length: count }, (_, at) => ({ id: at, name: `user ${at}` }));

describe('an expression that runs away fails its execution, in the words of AWS', () => {
  test.each([
    ['($f := function($x) { 1 + $f($x) }; $f(1))', depth],
    ['$count([1..10000000].[1..10000000])', memory],
    ['$reduce([1..1000000], $append)', memory],
    ['$pad("a", 500000000)', memory],
    ['$map([1..10000000], function($x) {{"a": $x}})', memory],
    // Each value holds the one before it twice.
    ['($f := function($o, $n) { $n = 0 ? $o : $f({"a": $o, "b": $o}, $n - 1) }; $f(1, 40))', memory],
    ['($f := function($o, $n) { $n = 0 ? $string($o) : $f($zip($o, $o), $n - 1) }; $f([1], 40))', memory],
    ['($f := function($o, $n) { $n = 0 ? $count($o) : $f($append($o, $o), $n - 1) }; $f([1], 40))', memory],
    ['($f := function($o, $n) { $n = 0 ? $length($o) : $f($o & $o, $n - 1) }; $f("a", 40))', memory],
    ['$length($replace($pad("", 262144, "a"), "a", $pad("", 2000, "b")))', memory],
  ])('%s', async (expression, words) => {
    const { status, error, cause } = await output(expression);
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(cause).toContain(words);
  });

  test('while other executions go on', async () => {
    const order: string[] = [];
    const ending = async (name: string, result: Promise<ExecutionResult>) => {
      const { cause } = await result;
      order.push(name);
      return cause;
    };
    const runaways = [
      ending('a pattern', output('$contains($states.input, /^(a+)+$/)', `${'a'.repeat(60)}!`)),
      ending('a call of itself', output('($f := function($x) { $f($x + 1) }; $f(1))')),
      ending('a list', output('$distinct([1..300000])')),
    ];
    const others = Array.from({ length: 50 }, () => evaluated('$sum($states.input.a)', { a: [1, 2, 3] }));
    expect(await Promise.all(others)).toEqual(others.map(() => 6));
    order.push('the others');
    for (const cause of await Promise.all(runaways)) expect(cause).toContain(timeout);
    expect(order[0]).toBe('the others');
  });
});

describe('work that is long, and ends, is done', () => {
  test.each([
    ['$sum([1..50000])', {}, 1_250_025_000],
    ['$count($distinct($states.input))', users(500), 500],
    ['$count($states.input.name)', users(6000), 6000],
    ['$count($reduce($states.input, $append))', Array.from({ length: 2000 }, (_, at) => at), 2000],
    ['$count([1..360145])', {}, 360_145],
    ['$contains($states.input, /^(?:[a-z]+-)*[a-z]+$/)', 'aaaaaaaaaa-bbbbbbbbbb-cccccccccc', true],
    ["$replace($states.input, /(b)|c/, '[$1]')", `abc${'x'.repeat(200_000)}`, `a[b][]${'x'.repeat(200_000)}`],
    ['$toMillis("2026-01-02T03:04:05.006Z")', {}, 1_767_323_045_006],
  ])('%s', async (expression, input, value) => {
    expect(await evaluated(expression, input)).toEqual(value);
  });

  test('with the same time and the same random numbers as in passing', async () => {
    const same = async (expression: string) =>
      (await run({ Only: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }, {}, { seed: 5 })).output;
    const short = await same('[$uuid(), $random(), $millis(), $now()]');
    expect(await same('($sum([1..50000]); [$uuid(), $random(), $millis(), $now()])')).toEqual(short);
  });

  test('on a clock that stands still meanwhile, so that a run can be repeated', async () => {
    const branch = (state: object) => ({ StartAt: 'In', States: { In: { ...state, End: true } } });
    const { history } = await run({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ Type: 'Wait', Seconds: 3600 }),
          { StartAt: 'Long', States: { Long: { Type: 'Pass', Output: '{% $sum([1..50000]) %}', End: true } } },
        ],
        End: true,
      },
    });
    const exit = history.find(({ stateExitedEventDetails: left }) => left?.name === 'Long');
    expect(exit?.timestamp.getTime()).toBe(0);
  });

  test('functions keep their parameters: they are called with as many as jsonata’s, and applied in part', async () => {
    expect(await evaluated('$map([[1,1],[2,3]], $distinct)')).toEqual([[1], [2, 3]]);
    expect(await evaluated('($all := $reduce(?, function($a, $b) { $a + $b }); $all([1,2,3]))')).toBe(6);
    expect(await evaluated('($a := /a/; $map(["aab", "ba"], $a)[0].start)')).toEqual(0);
  });
});

describe('a history', () => {
  test('holds 64 MiB of inputs and outputs; beyond them a text says that they are left out', async () => {
    const loop = machine({
      Add: {
        Type: 'Pass',
        Output: { n: '{% $states.input.n + 1 %}', data: "{% $pad('', 250000, $string($states.input.n)) %}" },
        Next: 'On?',
      },
      'On?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n < 400 %}', Next: 'Add' }], Default: 'End' },
      End: { Type: 'Pass', Output: '{% $states.input.n %}', End: true },
    });
    const execution = createExecution(loop, { n: 0 }, { services: answering(), clock: virtualClock(0) });
    expect(await execution.run()).toMatchObject({ status: 'SUCCEEDED', output: 400 });
    const texts = new Set(
      execution.history.flatMap(({ stateEnteredEventDetails: entered, stateExitedEventDetails: left }) => [
        entered?.input ?? '',
        left?.output ?? '',
      ]),
    );
    expect([...texts].reduce((sum, { length }) => sum + length, 0)).toBeLessThan(65 * 1024 * 1024);
    const last = execution.history.findLast(({ stateExitedEventDetails: left }) => left?.name === 'Add');
    expect(last?.stateExitedEventDetails).toMatchObject({
      output: '"(left out: too much for the history here)"',
      outputDetails: { truncated: true },
    });
  });
});
