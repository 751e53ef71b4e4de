import { describe, expect, test } from '@jest/globals';
import { type Json, validateDefinition } from '../../../local/index.ts';

const pass = { Type: 'Pass', End: true };
const machine = (States: Json, rest = {}): Json => ({ QueryLanguage: 'JSONata', StartAt: 'A', States, ...rest });
const wrong = (definition: Json): readonly string[] =>
  validateDefinition(definition).map(({ code, message, location }) => `${code} ${message} ${location}`);

describe('definitions are checked before they run', () => {
  test('a right one has nothing wrong', () => {
    expect(
      wrong(machine({ A: { Type: 'Pass', Output: '{% $states.input.a[b > 1].c %}', Next: 'B' }, B: pass })),
    ).toEqual([]);
  });

  test.each<[string, Json, string]>([
    [
      'a target that is not there',
      { A: { Type: 'Pass', Next: 'B' } },
      "MISSING_TRANSITION_TARGET Missing 'Next' target: B /States/A/Next",
    ],
    [
      'a state that nothing leads to',
      { A: pass, B: pass },
      'MISSING_TRANSITION_TARGET State "B" is not reachable. /States/B',
    ],
    ['no way to an end', { A: { Type: 'Pass', Next: 'A' } }, 'MISSING_END_STATE No state leads to an end /States'],
    [
      'a missing field',
      { A: { Type: 'Task', End: true } },
      'SCHEMA_VALIDATION_FAILED These fields are required: [Resource] /States/A',
    ],
    [
      'a field too many',
      { A: { ...pass, Catch: [] } },
      "SCHEMA_VALIDATION_FAILED Field 'Catch' is not supported /States/A",
    ],
    [
      'a value of the wrong type',
      { A: { Type: 'Wait', Seconds: '5', End: true } },
      'SCHEMA_VALIDATION_FAILED Expected value of type [NUMBER, JSONATA_EXPRESSION] /States/A/Seconds',
    ],
    [
      'a time that is none',
      { A: { Type: 'Wait', Timestamp: '2016-12-05 21:29:29Z', End: true } },
      'SCHEMA_VALIDATION_FAILED String does not match RFC3339 timestamp /States/A/Timestamp',
    ],
    [
      'neither Next nor End',
      { A: { Type: 'Pass' } },
      "SCHEMA_VALIDATION_FAILED Exactly one of 'Next' and 'End' is needed /States/A",
    ],
    [
      'a reserved variable',
      { A: { ...pass, Assign: { states: 1 } } },
      "SCHEMA_VALIDATION_FAILED The variable name 'states' is reserved /States/A/Assign/states",
    ],
    [
      'broken JSONata',
      { A: { ...pass, Output: { v: '{% 1 + %}' } } },
      'INVALID_JSONATA_EXPRESSION Unexpected end of expression /States/A/Output/v',
    ],
    [
      'a name without context',
      { A: { ...pass, Output: '{% $map([1], function($x) { phone }) %}' } },
      "UNSUPPORTED_JSONATA_EXPRESSION Reference to 'phone' at the top level is not supported. /States/A/Output",
    ],
    [
      '$$',
      { A: { ...pass, Output: '{% $$.a %}' } },
      "UNSUPPORTED_JSONATA_EXPRESSION Reference to '$$' is not supported. /States/A/Output",
    ],
    [
      'a result where there is none',
      { A: { ...pass, Output: '{% $states.result %}' } },
      "UNSUPPORTED_JSONATA_EXPRESSION Reference to '$states.result' is not supported. /States/A/Output",
    ],
  ])('%s', (_, states, expected) => {
    expect(wrong(machine(states))).toContain(expected);
  });

  test('a distributed Map is refused', () => {
    const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'B', States: { B: pass } };
    expect(wrong(machine({ A: { Type: 'Map', ItemProcessor, End: true } }))).toEqual([
      'SCHEMA_VALIDATION_FAILED Only Mode INLINE can run here /States/A/ItemProcessor/ProcessorConfig/Mode',
    ]);
  });

  test('States.ALL stands alone and last', () => {
    const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
    const retry = [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }];
    expect(wrong(machine({ A: { ...task, Retry: retry } }))).toEqual([
      "SCHEMA_VALIDATION_FAILED 'States.ALL' must stand alone, in the last element /States/A/Retry[0]/ErrorEquals",
    ]);
  });

  test('a branch may not assign what its surroundings assign, and state names are unique in the whole machine', () => {
    const branch = { StartAt: 'A', States: { A: { ...pass, Assign: { x: 2 } } } };
    const found = wrong(
      machine({
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
        P: { Type: 'Parallel', Branches: [branch], End: true },
      }),
    );
    expect(found).toEqual([
      'DUPLICATE_STATE_NAME Duplicate State name: A /States/P/Branches[0]/States/A',
      "SCHEMA_VALIDATION_FAILED The variable 'x' is assigned in an outer scope /States/P/Branches[0]/States/A/Assign/x",
    ]);
  });

  test('JSONPath states are refused, but for those that use neither language', () => {
    const jsonPath = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'a.$': '$' }, Next: 'B' }, B: pass } };
    expect(wrong(jsonPath)).toEqual([
      'SCHEMA_VALIDATION_FAILED The state \'A\' is written in JSONPath, and only JSONata states can run here: set "QueryLanguage": "JSONata" /States/A',
    ]);
    expect(wrong(machine({ A: { ...pass, QueryLanguage: 'JSONPath' } }))).toEqual([
      "SCHEMA_VALIDATION_FAILED 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine /States/A",
    ]);
  });

  test.each<Json>([
    null,
    [],
    'text',
    {},
    { StartAt: 5, States: [] },
    { StartAt: 'A', States: { A: 5 } },
    { StartAt: 'A', States: {} },
  ])('anything else is told to be none: %j', (definition) => {
    expect(wrong(definition).length).toBeGreaterThan(0);
  });
});
