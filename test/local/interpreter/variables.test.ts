import { describe, expect, test } from '@jest/globals';
import { run } from '../support/run.ts';

const assigning = (fields: object) => run({ Only: { Type: 'Pass', Assign: fields, Output: {}, End: true } });
const text = (length: number) => `{% $pad('', ${length}, 'x') %}`;

describe('variables', () => {
  test('of more than 256 KiB as JSON fail their state, and say by which', async () => {
    expect(await assigning({ x: text(262_142) })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await assigning({ x: text(262_143) })).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: "Variable size limit exceeded. Variable 'x' in state 'Only' was assigned 262145 bytes.",
    });
  });

  test('that one state assigns may have as much together', async () => {
    expect(await assigning({ x: text(131_070), y: text(131_070) })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await assigning({ x: text(131_071), y: text(131_071) })).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause:
        "State total variable size limit exceeded. Variable 'y' in state 'Only' was assigned 131073 bytes, which caused the size of variables assigned in the state to exceed its limit by 2 bytes.",
    });
  });

  const loop = (rounds: number, Assign: object) =>
    run({
      Begin: { Type: 'Pass', Assign: { n: 0 }, Next: 'Fill' },
      Fill: { Type: 'Pass', Assign: { ...Assign, n: '{% $n + 1 %}' }, Next: 'On?' },
      'On?': { Type: 'Choice', Choices: [{ Condition: `{% $n < ${rounds} %}`, Next: 'Fill' }], Default: 'End' },
      End: { Type: 'Succeed', Output: 'full' },
    });

  test('of an execution may have 10 MiB; the failure is an event of its own', async () => {
    const states = Array.from({ length: 43 }, (_, at) => [
      `Assign${at + 1}`,
      {
        Type: 'Pass',
        Assign: { [`v${at + 1}`]: text(250_000) },
        ...(at === 42 ? { End: true } : { Next: `Assign${at + 2}` }),
      },
    ]);
    const result = await run(Object.fromEntries(states));
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause:
        "Execution total variable size limit exceeded. State 'Assign42' assigned variables that exceed the total execution limit by 14324 bytes.",
    });
    const [failed, ended] = result.history.slice(-2);
    expect(failed).toMatchObject({
      type: 'EvaluationFailed',
      id: 85,
      previousEventId: 84,
      evaluationFailedEventDetails: { location: 'Assign', state: 'Assign42' },
    });
    expect(ended).toMatchObject({ type: 'ExecutionFailed', previousEventId: 85 });
  });

  test('that are assigned anew count once', async () => {
    expect(await loop(60, { x: text(250_000) })).toMatchObject({ output: 'full' });
  });
});
