import { describe, expect, test } from '@jest/globals';
import { checkDefinition } from '../../../compiler/asl/check.ts';
import { shippedModels } from '../../../compiler/node/index.ts';
import { definitionOf, describeUser, done, machineOf, problemsOf, shown } from './checkSupport.ts';

type Table = [what: string, states: Readonly<Record<string, unknown>>, problems: readonly string[]][];

describe('the shape', () => {
  test.each<Table[number]>([
    ['a good state', { a: done }, []],
    [
      'a type that is not emitted',
      { a: { Type: 'Parallel', End: true } },
      ['a Type: must be Task or Choice or Pass or Wait or Succeed or Fail'],
    ],
    [
      'a type named like a method',
      { a: { Type: 'toString' } },
      ['a Type: must be Task or Choice or Pass or Wait or Succeed or Fail'],
    ],
    ['a state that is none', { a: [] }, ['a: must be an object']],
    ['a field of JSONPath', { a: { ...done, OutputPath: '$' } }, ['a OutputPath: there is no such field here']],
    ['a missing field', { a: { Type: 'Task', End: true } }, ['a Resource: the field is missing']],
    [
      'Assign where nothing comes behind',
      { a: { ...done, Assign: {} }, b: { Type: 'Fail', Assign: {} } },
      ['a Assign: there is no such field here', 'b Assign: there is no such field here'],
    ],
    ['End that is false', { a: { Type: 'Pass', End: false } }, ['a End: must be true']],
    [
      'wrong kinds',
      { a: { Type: 'Wait', Seconds: [], Next: 1, Assign: 'x' } },
      ['a Seconds: must be a number or an expression', 'a Next: must be a string', 'a Assign: must be an object'],
    ],
    [
      'wrong lists',
      { a: { ...describeUser, Retry: {}, Catch: [1] } },
      ['a Retry: must be an array', 'a Catch[0]: must be an object'],
    ],
    [
      'a catcher without a target',
      { a: { ...describeUser, Catch: [{ ErrorEquals: ['E', 1] }] } },
      ['a Catch[0]/ErrorEquals[1]: must be a string', 'a Catch[0]/Next: the field is missing'],
    ],
    [
      'another jitter',
      { a: { ...describeUser, Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'HALF' }] } },
      ['a Retry[0]/JitterStrategy: must be FULL or NONE'],
    ],
  ])('%s', (_, states, problems) => {
    expect(problemsOf(states)).toEqual(problems);
  });

  test('a machine has JSONata for its query language, a start and states', () => {
    expect(
      checkDefinition(definitionOf({ QueryLanguage: 'JSONPath', TimeoutSeconds: '1' }), shippedModels).map(shown),
    ).toEqual([
      'QueryLanguage: must be JSONata',
      'TimeoutSeconds: must be a number',
      'StartAt: the field is missing',
      'States: the field is missing',
    ]);
    expect(checkDefinition(definitionOf([]), shippedModels).map(shown)).toEqual([': must be an object']);
  });

  test('what JSON has not got stands nowhere', () => {
    const bad = machineOf({ a: done });
    const infinite = { ...bad, States: { a: { Type: 'Succeed', Output: { x: [Number.NaN] } } } } as const;
    expect(checkDefinition(infinite, shippedModels).map(shown)).toEqual(['a Output/x[0]: is not a JSON value']);
  });

  test('nesting that no reader takes is refused', () => {
    let output: unknown = 1;
    for (let depth = 0; depth < 1002; depth += 1) output = [output];
    expect(problemsOf({ a: { ...done, Output: output } })).toEqual(['a: a template is nested deeper than 1000 levels']);
  });
});

describe('size and names', () => {
  test('a definition of more than 1 MiB is refused, counted in bytes', () => {
    expect(problemsOf({ a: { ...done, Comment: 'é'.repeat(524_000) } })).toEqual([]);
    expect(problemsOf({ a: { ...done, Comment: 'é'.repeat(525_000) } })).toEqual([
      ': the definition has 1050089 bytes; Step Functions takes 1048576',
    ]);
  });

  test.each<[what: string, name: string, problems: readonly string[]]>([
    ['80 characters', 'a'.repeat(80), []],
    ['spaces, slashes and question marks', 'outer / inner: met its criteria?', []],
    ['81 characters', 'a'.repeat(81), [`${'a'.repeat(81)}: the name has 81 characters; 80 are allowed`]],
    ['no character', '', [': the name is empty']],
    ['a line break', 'a\nb', ['a\nb: the name contains a control character or half a character']],
    ['half a character', 'a\ud83d', ['a\ud83d: the name contains a control character or half a character']],
    ['the name of a method', 'constructor', []],
  ])('a name of %s', (_, name, problems) => {
    expect(problemsOf({ [name]: done })).toEqual(problems);
  });
});

describe('transitions', () => {
  const choice = { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'b' }], Default: 'b' };

  test.each<Table[number]>([
    [
      'Next that leads nowhere',
      { a: { Type: 'Pass', Next: 'b' } },
      ['a Next: there is no state `b`', 'States: no run can end'],
    ],
    [
      'Next that is the name of a method',
      { a: { ...describeUser, Catch: [{ ErrorEquals: ['E'], Next: 'toString' }] } },
      ['a Catch[0]/Next: there is no state `toString`'],
    ],
    [
      'Default and a rule that lead nowhere',
      { a: choice },
      ['a Choices[0]/Next: there is no state `b`', 'a Default: there is no state `b`', 'States: no run can end'],
    ],
    [
      'neither Next nor End',
      { a: { Type: 'Pass' } },
      ['a Next: the state has neither Next nor End', 'States: no run can end'],
    ],
    ['Next and End', { a: { Type: 'Pass', Next: 'b', End: true }, b: done }, ['a Next: the state has Next and End']],
    ['a state that nothing leads to', { a: done, b: { Type: 'Fail' } }, ['b: no run can enter this state']],
    [
      'states that lead to each other only',
      { a: done, b: { Type: 'Pass', Next: 'c' }, c: { Type: 'Pass', Next: 'b' } },
      ['b: no run can enter this state', 'c: no run can enter this state'],
    ],
    [
      'a loop without a way out',
      { a: { Type: 'Pass', Next: 'b' }, b: { Type: 'Pass', Next: 'a' } },
      ['States: no run can end'],
    ],
    [
      'a way out through a catcher',
      {
        a: { ...describeUser, End: undefined, Next: 'a', Catch: [{ ErrorEquals: ['E'], Next: 'b' }] },
        b: { Type: 'Fail' },
      },
      [],
    ],
    ['no rule', { a: { Type: 'Choice', Choices: [], Default: 'b' }, b: done }, ['a Choices: there is no rule']],
    [
      'a condition that is a text',
      { a: { ...choice, Choices: [{ Condition: 'true', Next: 'b' }] }, b: done },
      ['a Choices[0]/Condition: the condition is not an expression'],
    ],
  ])('%s', (_, states, problems) => {
    expect(problemsOf(states)).toEqual(problems);
  });

  test('a start that is not there is the one thing told', () => {
    expect(problemsOf({ a: done }, { StartAt: 'b' })).toEqual(['StartAt: there is no state `b`']);
    expect(problemsOf({}, { StartAt: 'b' })).toEqual(['StartAt: there is no state `b`']);
  });
});

describe('times', () => {
  const task = (times: object): Readonly<Record<string, unknown>> => ({ a: { ...describeUser, ...times } });
  const wait = (times: object): Readonly<Record<string, unknown>> => ({ a: { Type: 'Wait', End: true, ...times } });

  test.each<Table[number]>([
    ['the least and the most', task({ TimeoutSeconds: 99_999_999, HeartbeatSeconds: 1 }), []],
    ['expressions', task({ TimeoutSeconds: '{% $states.input.t %}', HeartbeatSeconds: '{% 5 %}' }), []],
    ['no second', task({ TimeoutSeconds: 0 }), ['a TimeoutSeconds: must be at least 1, not 0']],
    ['too many', task({ TimeoutSeconds: 100_000_000 }), ['a TimeoutSeconds: must be at most 99999999, not 100000000']],
    ['half a second', task({ HeartbeatSeconds: 0.5 }), ['a HeartbeatSeconds: must be a whole number, not 0.5']],
    ['a number as text', task({ TimeoutSeconds: '60' }), ['a TimeoutSeconds: must be a number or an expression']],
    [
      'a heartbeat as long as the timeout',
      task({ TimeoutSeconds: 60, HeartbeatSeconds: 60 }),
      ['a HeartbeatSeconds: must be less than TimeoutSeconds, 60'],
    ],
    ['a wait of no time', wait({ Seconds: 0 }), []],
    ['a wait of an expression', wait({ Seconds: '{% 5 %}' }), []],
    ['a wait till a time', wait({ Timestamp: '2026-01-31T12:00:00.5+01:00' }), []],
    ['a wait till an expression', wait({ Timestamp: '{% $now() %}' }), []],
    ['a wait for nothing', wait({}), ['a Seconds: there must be either Seconds or Timestamp']],
    [
      'a wait for two things',
      wait({ Seconds: 1, Timestamp: '2026-01-31T12:00:00Z' }),
      ['a Seconds: there must be either Seconds or Timestamp'],
    ],
    ['a wait of less than nothing', wait({ Seconds: -1 }), ['a Seconds: must be at least 0, not -1']],
    [
      'a time that is none',
      wait({ Timestamp: '2026-13-31T12:00:00Z' }),
      ['a Timestamp: must be a time such as 2026-01-31T12:00:00Z, or an expression'],
    ],
    [
      'a day',
      wait({ Timestamp: '2026-01-31' }),
      ['a Timestamp: must be a time such as 2026-01-31T12:00:00Z, or an expression'],
    ],
  ])('%s', (_, states, problems) => {
    expect(problemsOf(states)).toEqual(problems);
  });

  test('the machine has bounds too', () => {
    expect(problemsOf({ a: done }, { TimeoutSeconds: 86_400 })).toEqual([]);
    expect(problemsOf({ a: done }, { TimeoutSeconds: 0 })).toEqual(['TimeoutSeconds: must be at least 1, not 0']);
  });
});

describe('Retry and Catch', () => {
  const retry = (...Retry: object[]): Readonly<Record<string, unknown>> => ({ a: { ...describeUser, Retry } });
  const caught = (...names: string[][]): Readonly<Record<string, unknown>> => ({
    a: { ...describeUser, Catch: names.map((ErrorEquals) => ({ ErrorEquals, Next: 'b' })) },
    b: done,
  });

  test.each<Table[number]>([
    [
      'everything at its least',
      retry({
        ErrorEquals: ['E'],
        IntervalSeconds: 1,
        MaxAttempts: 0,
        BackoffRate: 1,
        MaxDelaySeconds: 1,
        JitterStrategy: 'NONE',
      }),
      [],
    ],
    ['States.ALL alone and last', retry({ ErrorEquals: ['E'] }, { ErrorEquals: ['States.ALL'] }), []],
    ['no name', retry({ ErrorEquals: [] }), ['a Retry[0]/ErrorEquals: there is no error name']],
    [
      'States.ALL in company',
      retry({ ErrorEquals: ['E', 'States.ALL'] }),
      ['a Retry[0]/ErrorEquals: States.ALL must appear alone'],
    ],
    [
      'States.ALL first',
      retry({ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }),
      ['a Retry[0]/ErrorEquals: States.ALL must be in the last entry of Retry'],
    ],
    [
      'numbers out of bounds',
      retry({
        ErrorEquals: ['E'],
        IntervalSeconds: 0,
        MaxAttempts: 1.5,
        BackoffRate: 0.9,
        MaxDelaySeconds: 31_622_400,
      }),
      [
        'a Retry[0]/IntervalSeconds: must be at least 1, not 0',
        'a Retry[0]/MaxAttempts: must be a whole number, not 1.5',
        'a Retry[0]/MaxDelaySeconds: must be at most 31622399, not 31622400',
        'a Retry[0]/BackoffRate: must be at least 1, not 0.9',
      ],
    ],
    ['a catcher of States.ALL at the end', caught(['E'], ['States.ALL']), []],
    ['a catcher without a name', caught([]), ['a Catch[0]/ErrorEquals: there is no error name']],
    [
      'a catcher of States.ALL in company, first',
      caught(['States.ALL', 'E'], ['F']),
      [
        'a Catch[0]/ErrorEquals: States.ALL must appear alone',
        'a Catch[0]/ErrorEquals: States.ALL must be in the last entry of Catch',
      ],
    ],
  ])('%s', (_, states, problems) => {
    expect(problemsOf(states)).toEqual(problems);
  });
});
