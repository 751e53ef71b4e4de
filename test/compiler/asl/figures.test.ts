import { describe, expect, test } from '@jest/globals';
import { definitionText } from '../../../compiler/asl/definitionText.ts';
import { figures } from '../../../compiler/asl/figures.ts';
import { describeUser, done, machineOf } from './checkSupport.ts';

const task = { ...describeUser, End: undefined };

describe('figures', () => {
  test('states are counted, and the states that the shortest successful run enters', () => {
    const machine = machineOf({
      ask: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'call' }], Default: 'refuse' },
      refuse: { Type: 'Fail' },
      call: { ...task, Next: 'wait' },
      wait: { Type: 'Wait', Seconds: 1, Next: 'ask again' },
      'ask again': { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'wait' }], Default: 'done' },
      done,
    });
    expect(figures(machine)).toMatchObject({ states: 6, transitions: 5 });
  });

  test('a state with End ends a run, and so may a way through a catcher', () => {
    expect(figures(machineOf({ a: { ...task, End: true } })).transitions).toBe(1);
    const caught = { ...task, Next: 'b', Catch: [{ ErrorEquals: ['E'], Next: 'done' }] };
    expect(figures(machineOf({ a: caught, b: { ...task, Next: 'done' }, done })).transitions).toBe(2);
  });

  test('where no run can succeed there are no transitions to count', () => {
    expect(figures(machineOf({ a: { Type: 'Pass', Next: 'b' }, b: { Type: 'Fail' } })).transitions).toBe(0);
    expect(figures(machineOf({ a: { Type: 'Pass', Next: 'a' } })).transitions).toBe(0);
  });

  test('bytes are those of the text in UTF-8', () => {
    const machine = machineOf({ a: done }, { Comment: 'é' });
    expect(definitionText(machine)).toMatch(/^\{\n {2}"QueryLanguage": "JSONata",\n(.*\n)*\}\n$/);
    expect(figures(machine).bytes).toBe(definitionText(machine).length + 1);
  });
});
