import { describe, expect, test } from '@jest/globals';
import { type Json, type JsonObject, validateDefinition } from '../../../local/index.ts';

const pass = { Type: 'Pass', End: true };
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const wait = (fields: object): Json => JSON.parse(JSON.stringify({ Type: 'Wait', End: true, ...fields }));
const machine = (States: Json): JsonObject => ({ QueryLanguage: 'JSONata', StartAt: 'A', States });
const failed = 'SCHEMA_VALIDATION_FAILED';
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
    [
      'no way to an end',
      { A: { Type: 'Pass', Next: 'A' } },
      'MISSING_END_STATE Workflow has no terminal state /States',
    ],
    [
      'an unknown type',
      { A: { Type: 'Tusk', End: true } },
      `${failed} The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] /States/A/Type`,
    ],
    ['no type', { A: { End: true } }, `${failed} These fields are required: [Type] /States/A`],
    [
      'a missing field',
      { A: { Type: 'Task', End: true } },
      `${failed} These fields are required: [Resource] /States/A`,
    ],
    ['a field too many', { A: { ...pass, Catch: [] } }, `${failed} Field 'Catch' is not supported /States/A`],
    [
      'a field of JSONPath',
      { A: { ...pass, ResultPath: '$' } },
      `${failed} The QueryLanguage is set to 'JSONata', but field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage /States/A`,
    ],
    ['text for a number', { A: wait({ Seconds: '5' }) }, `${failed} Expected value of type Integer /States/A/Seconds`],
    ['a number for text', { A: { ...pass, Comment: 1 } }, `${failed} Expected value of type String /States/A/Comment`],
    [
      'a time that is none',
      { A: wait({ Timestamp: '2016-12-05 21:29:29Z' }) },
      `${failed} String does not match RFC3339 timestamp /States/A/Timestamp`,
    ],
    [
      'neither Next nor End',
      { A: { Type: 'Pass' } },
      `${failed} This object should have only one of the following fields: [Next, End] /States/A`,
    ],
    [
      'Next and End',
      { A: { ...pass, Next: 'A' } },
      `${failed} There should only be one of the following fields: [Next, End] /States/A`,
    ],
    [
      'a Wait for two things',
      { A: wait({ Seconds: 1, Timestamp: '2016-12-05T21:29:29Z' }) },
      `${failed} There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] /States/A`,
    ],
    [
      'a Map of nothing',
      { A: { Type: 'Map', End: true } },
      `${failed} This object should have only one of the following fields: [ItemProcessor, Iterator] /States/A`,
    ],
    [
      'a Parallel without branches',
      { A: { Type: 'Parallel', Branches: [], End: true } },
      `${failed} Value cannot be empty /States/A/Branches`,
    ],
    [
      'a role of nobody',
      { A: { ...task, Credentials: {} } },
      `${failed} The field 'RoleArn' is required but was missing /States/A/Credentials`,
    ],
    [
      'a reserved variable',
      { A: { ...pass, Assign: { states: 1 } } },
      "RESERVED_VARIABLE_NAME Cannot assign to reserved variable '$states'. /States/A/Assign/states",
    ],
    [
      'a variable that begins with an underscore',
      { A: { ...pass, Assign: { _a: 1 } } },
      "INVALID_VARIABLE_NAME Invalid variable name '_a': the variable name contains invalid characters. /States/A/Assign/_a",
    ],
    [
      'an expression that is not closed',
      { A: { ...pass, Output: ['{% 1 '] } },
      `${failed} JSONata string must start with {% and end with %} /States/A/Output[0]`,
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
      "UNSUPPORTED_JSONATA_EXPRESSION Field '$states.result' does not exist. /States/A/Output",
    ],
  ])('%s', (_, states, expected) => {
    expect(wrong(machine(states))).toContain(expected);
  });

  test.each<[string, Json, readonly string[]]>([
    [
      'a Task',
      { ...task, TimeoutSeconds: 0, HeartbeatSeconds: 5 },
      [
        'Minimum value is 1 /States/A/TimeoutSeconds',
        "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds' /States/A/HeartbeatSeconds",
      ],
    ],
    [
      'a Retrier',
      {
        ...task,
        Retry: [
          { ErrorEquals: ['X'], IntervalSeconds: 0, MaxAttempts: -1, BackoffRate: 0.5, JitterStrategy: 'HALF' },
          { ErrorEquals: [], MaxDelaySeconds: 31_622_400 },
        ],
      },
      [
        'Value should be one of the following: [NONE, FULL] /States/A/Retry[0]/JitterStrategy',
        'Minimum value is 1 /States/A/Retry[0]/IntervalSeconds',
        'Minimum value is 0 /States/A/Retry[0]/MaxAttempts',
        'Minimum value is 1 /States/A/Retry[0]/BackoffRate',
        'Value cannot be empty /States/A/Retry[1]/ErrorEquals',
        'Maximum value is 31622399 /States/A/Retry[1]/MaxDelaySeconds',
      ],
    ],
    ['a Wait of less than nothing', wait({ Seconds: -1 }), ['Minimum value is 0 /States/A/Seconds']],
    ['a Wait of half a second', wait({ Seconds: 1.5 }), ['Expected value of type Integer /States/A/Seconds']],
    ['a Wait of too long', wait({ Seconds: 100_000_000 }), ['Maximum value is 99999999 /States/A/Seconds']],
    ['a Wait of no time', wait({ Seconds: 0 }), []],
    [
      'a condition that is text',
      { Type: 'Choice', Choices: [{ Condition: 'true', Next: 'B' }] },
      ['JSONata string must start with {% and end with %} /States/A/Choices[0]/Condition'],
    ],
    ['a condition that is true', { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }] }, []],
    ['no rule', { Type: 'Choice', Choices: [], Default: 'B' }, ['Value cannot be empty /States/A/Choices']],
  ])('what %s holds is checked: %j', (_, state, expected) => {
    const next = { B: { Type: 'Succeed' } };
    const found = wrong(machine({ A: state, ...next })).filter((text) => !text.startsWith('MISSING'));
    expect(found).toEqual(expected.map((text) => `${failed} ${text}`));
  });

  test('an Express machine waits for nobody', () => {
    const definition = (Resource: string): Json => machine({ A: { ...task, Resource } });
    const found = (Resource: string) =>
      validateDefinition(definition(Resource), { type: 'EXPRESS' }).map(({ message }) => message);
    expect(found('arn:aws:states:::sqs:sendMessage.waitForTaskToken')).toEqual([
      "Express state machine does not support '.waitForTaskToken' service integration ",
    ]);
    expect(found('arn:aws:states:::states:startExecution.sync:2')).toEqual([
      "Express state machine does not support '.sync' service integration",
    ]);
    expect(found('arn:aws:states:::sqs:sendMessage')).toEqual([]);
    expect(wrong(definition('arn:aws:states:::sqs:sendMessage.waitForTaskToken'))).toEqual([]);
  });

  describe('a distributed Map', () => {
    const inner = { StartAt: 'B', States: { B: pass } };
    const config = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const map = (fields: object, ProcessorConfig: JsonObject = config) =>
      wrong(machine({ A: { Type: 'Map', ItemProcessor: { ProcessorConfig, ...inner }, End: true, ...fields } }));
    const reader = (rest: object) => ({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ...rest } });

    test('has a type of executions', () => {
      expect(map({}, { Mode: 'DISTRIBUTED' })).toEqual([
        `${failed} These fields are required: [ExecutionType] /States/A/ItemProcessor/ProcessorConfig`,
      ]);
      expect(map({})).toEqual([]);
    });

    test('alone reads, batches and writes', () => {
      const fields = {
        Label: 'L',
        ItemBatcher: { MaxItemsPerBatch: 2 },
        ...reader({ ReaderConfig: { InputType: 'JSON' } }),
      };
      expect(map(fields)).toEqual([]);
      expect(map(fields, { Mode: 'INLINE' })).toEqual([
        `${failed} Field 'Label' is not supported in Mode INLINE /States/A/Label`,
        `${failed} Field 'ItemReader' is not supported in Mode INLINE /States/A/ItemReader`,
        `${failed} Field 'ItemBatcher' is not supported in Mode INLINE /States/A/ItemBatcher`,
      ]);
    });

    test('has its items from one place, in a format that is told', () => {
      expect(map({ Items: [], ...reader({ ReaderConfig: { InputType: 'CSV' } }) })).toEqual([
        `${failed} There should only be one of the following fields: [Items, ItemReader] /States/A`,
        `${failed} These fields are required: [CSVHeaderLocation] /States/A/ItemReader/ReaderConfig`,
      ]);
      expect(map(reader({}))).toEqual([
        `${failed} These fields are required: [InputType] /States/A/ItemReader/ReaderConfig`,
      ]);
      expect(map(reader({ Parameters: {}, ReaderConfig: { InputType: 'XML', Header: 1 } }))).toEqual([
        `${failed} The QueryLanguage is set to 'JSONata', but field 'Parameters' is only supported for the 'JSONPath' QueryLanguage /States/A/ItemReader`,
        `${failed} Value should be one of the following: [CSV, JSON, JSONL, MANIFEST, PARQUET] /States/A/ItemReader/ReaderConfig/InputType`,
        `${failed} Field 'Header' is not supported /States/A/ItemReader/ReaderConfig`,
      ]);
      expect(
        map({ ItemReader: { Resource: 'arn:aws:states:::s3:putObject', ReaderConfig: { InputType: 'JSON' } } }),
      ).toEqual([
        `${failed} The resource 'arn:aws:states:::s3:putObject' is not supported in an ItemReader /States/A/ItemReader/Resource`,
      ]);
    });

    test('has a label of its own', () => {
      const labelled = (Label: string, name: string, next: object) => ({
        Type: 'Map',
        Label,
        ItemProcessor: { ProcessorConfig: config, StartAt: name, States: { [name]: pass } },
        ...next,
      });
      expect(wrong(machine({ A: labelled('L', 'B', { Next: 'C' }), C: labelled('L', 'D', { End: true }) }))).toEqual([
        `${failed} Duplicate Label: L /States/C/Label`,
      ]);
      expect(map({ Label: 'a/b' })).toEqual([
        `${failed} A Label must have 1 to 40 characters, none of them special /States/A/Label`,
      ]);
    });

    test('sees no variables of the machine around it, and may name its own alike', () => {
      const reads = { Type: 'Pass', Output: '{% $x %}', Assign: { x: 1 }, End: true };
      const states = {
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'Each' },
        Each: {
          Type: 'Map',
          ItemProcessor: { ProcessorConfig: config, StartAt: 'B', States: { B: reads } },
          End: true,
        },
      };
      expect(validateDefinition(machine(states)).map(({ code, location }) => `${code} ${location}`)).toEqual([
        'POSSIBLY_UNDEFINED_VARIABLE /States/Each/ItemProcessor/States/B/Output',
      ]);
    });

    test('is no part of an Express machine', () => {
      const states = { A: { Type: 'Map', ItemProcessor: { ProcessorConfig: config, ...inner }, End: true } };
      expect(validateDefinition(machine(states), { type: 'EXPRESS' })).toMatchObject([
        { message: 'Express state machine does not support Mode DISTRIBUTED', location: '/States/A/ItemProcessor' },
      ]);
    });
  });

  test('States.ALL stands alone and last', () => {
    const retry = [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }];
    expect(wrong(machine({ A: { ...task, Retry: retry } }))).toEqual([
      `${failed} States.ALL must appear alone and at end of list /States/A/Retry[0]/ErrorEquals`,
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
      "DUPLICATE_VARIABLE_NAME The variable name 'x' was already defined in a parent scope. /States/P/Branches[0]/States/A/Assign/x",
    ]);
  });

  test('what a Parallel assigns when it is over, its branches may have assigned', () => {
    const branch = { StartAt: 'B', States: { B: { ...pass, Assign: { v: 1 } } } };
    const Catch = [{ ErrorEquals: ['States.ALL'], Assign: { v: 2 }, Next: 'F' }];
    const definition = machine({
      P: { Type: 'Parallel', Branches: [branch], Catch, Next: 'F' },
      F: { Type: 'Succeed' },
    });
    expect(wrong({ ...definition, StartAt: 'P' })).toEqual([]);
  });

  test('reading a variable that no way assigns is a warning, and what surrounds a branch assigns can be read there', () => {
    const reading = { Type: 'Map', Items: [1], End: true };
    const ItemProcessor = { StartAt: 'B', States: { B: { ...pass, Output: '{% $x & $y & $string(1) %}' } } };
    const definition = machine({
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'M' },
      M: { ...reading, ItemProcessor },
    });
    expect(validateDefinition(definition)).toEqual([
      {
        severity: 'WARNING',
        code: 'POSSIBLY_UNDEFINED_VARIABLE',
        message: "Variable 'y' is possibly not defined.",
        location: '/States/M/ItemProcessor/States/B/Output',
      },
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
