import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createExecution, virtualClock } from '../../../local/index.ts';
import { answering, evaluated, machine, run, task } from '../support/run.ts';

/** Any JSON, with the property names that tend to be taken for something else. */
const anyJson = fc
  .jsonValue({ maxDepth: 3 })
  .chain((value) =>
    fc
      .constantFrom('__proto__', 'constructor', 'toString', 'a.b', 'a`b', '{% 1 %}', 'value')
      .map((key) => JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`)),
  );

describe('data stays data', () => {
  test('any JSON comes through a state, a variable and a call as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (input) => {
        const services = answering();
        const result = await run(
          {
            Keep: { Type: 'Pass', Assign: { kept: '{% $states.input %}' }, Next: 'Call' },
            Call: task({ Arguments: { sent: '{% $states.input %}' }, Output: '{% $kept %}' }),
          },
          input,
          { services },
        );
        expect(JSON.stringify(result.output)).toBe(JSON.stringify(input));
        expect(JSON.stringify(services.calls[0]?.params)).toBe(JSON.stringify({ sent: input }));
      }),
      { numRuns: 50 },
    );
  });

  test('text that looks like an expression is not run', async () => {
    expect(await evaluated('$states.input.text', { text: '{% $states.context %}' })).toBe('{% $states.context %}');
    expect(await evaluated("'{% 1 + 1 %}'")).toBe('{% 1 + 1 %}');
  });

  test('what an object has not is not there, whatever JavaScript objects have', async () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(await evaluated(`$exists($lookup($states.input, '${name}'))`, {})).toBe(false);
    }
    expect(await evaluated('$states.input.__proto__', JSON.parse('{"__proto__": 5}'))).toBe(5);
  });

  test('lists come out as plain lists: what JSONata has for a sequence is not seen by the next expression', async () => {
    const result = await run(
      {
        One: { Type: 'Pass', Output: { all: '{% $states.input.items[n > 1].n[] %}' }, Next: 'Two' },
        Two: { Type: 'Pass', Output: '{% [$type($states.input.all), $states.input] %}', End: true },
      },
      { items: [{ n: 1 }, { n: 2 }] },
    );
    expect(result.output).toEqual(['array', { all: [2] }]);
  });

  test('a text is an expression only from its first to its last character', async () => {
    const Output = { a: ' {% 1 %}', b: 'a %}', c: '{%1%}', d: '$states.input' };
    expect((await run({ Only: { Type: 'Pass', Output, End: true } })).output).toEqual({ ...Output, c: 1 });
  });

  test('one execution does not see what another one assigned', async () => {
    const definition = machine({
      Set: { Type: 'Pass', Assign: { x: '{% $states.input %}' }, Next: 'Pause' },
      Pause: { Type: 'Wait', Seconds: 1, Next: 'Get' },
      Get: { Type: 'Pass', Output: '{% $x %}', End: true },
    });
    const clock = virtualClock(0);
    const results = await Promise.all(
      [1, 2, 3].map((input) => createExecution(definition, input, { services: answering(), clock }).run()),
    );
    expect(results.map(({ output }) => output)).toEqual([1, 2, 3]);
  });
});

describe('$states', () => {
  test('context names the execution, the machine and the state', async () => {
    const { output } = await run(
      { Only: { Type: 'Pass', Output: '{% $states.context %}', End: true } },
      { a: 1 },
      { name: 'first', machineName: 'hire', roleArn: 'arn:aws:iam::123456789012:role/r' },
    );
    expect(output).toEqual({
      Execution: {
        Id: 'arn:aws:states:us-east-1:123456789012:execution:hire:first',
        Input: { a: 1 },
        StartTime: '1970-01-01T00:00:00.000Z',
        Name: 'first',
        RoleArn: 'arn:aws:iam::123456789012:role/r',
        RedriveCount: 0,
      },
      StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:hire', Name: 'hire' },
      State: { Name: 'Only', EnteredTime: '1970-01-01T00:00:00.000Z' },
    });
  });
});
