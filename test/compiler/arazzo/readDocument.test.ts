import { describe, expect, test } from '@jest/globals';
import type { Action, Step } from '../../../compiler/arazzo/index.ts';
import { toJson } from '../../../compiler/source/index.ts';
import { document, head, head11, read } from './support.ts';

const rich = `arazzo: 1.0.1
info: { title: Rich, version: '1', x-owner: us }
sourceDescriptions:
- { name: api, url: ./api.yml, type: openapi, x-aws-service: connect }
workflows:
- workflowId: main
  summary: Short
  description: Long
  inputs: { type: object }
  dependsOn: [other]
  parameters:
  - { name: InstanceId, in: path, value: $inputs.id }
  - { reference: $components.parameters.page, value: 5 }
  successActions:
  - { name: stop, type: end, criteria: [{ condition: $statusCode == 204 }] }
  - { name: on, type: goto, stepId: two }
  failureActions:
  - { reference: $components.failureActions.again }
  steps:
  - stepId: one
    description: First
    operationId: first
    parameters:
    - { name: InstanceId, in: path, value: mine }
    requestBody:
      contentType: application/json
      payload: { a: $inputs.a }
      replacements: [{ target: /a, value: b }]
    successCriteria:
    - { condition: $statusCode == 200 }
    - { context: $response.body, condition: '$.a', type: { type: jsonpath, version: draft-goessner-dispatch-jsonpath-00 } }
    onSuccess:
    - { name: stop, type: goto, workflowId: other }
    onFailure:
    - { name: wait, type: retry, retryAfter: 1.5, retryLimit: 3, stepId: two }
    outputs: { it: $response.body#/it }
  - { stepId: two, operationPath: '{$sourceDescriptions.api.url}#/paths/~1a/get' }
  outputs: { all: $steps.one.outputs.it }
- workflowId: other
  steps:
  - { stepId: call, workflowId: main, parameters: [{ name: id, value: 1 }] }
components:
  inputs: { shared: { type: string } }
  parameters:
    page: { name: page, in: query, value: 1 }
  failureActions:
    again: { name: again, type: retry }
`;

describe('a document that uses everything', () => {
  const { sources, workflows, components, title, version } = document(rich);
  const [main, other] = workflows;
  const [one, two] = main?.steps ?? [];

  test('its head', () => {
    expect({ title, version }).toEqual({ title: 'Rich', version: '1.0' });
    expect(sources[0]).toMatchObject({ type: 'openapi', name: { value: 'api' }, awsService: { value: 'connect' } });
    expect([...components.inputs.keys()]).toEqual(['shared']);
    expect([...components.parameters.keys()]).toEqual(['page']);
  });

  test('a workflow', () => {
    expect(main).toMatchObject({ summary: 'Short', description: 'Long', dependsOn: [{ value: 'other' }] });
    expect(main?.outputs.map(({ name }) => name.value)).toEqual(['all']);
  });

  test('what a step runs', () => {
    expect(one?.target).toMatchObject({ kind: 'operationId', text: { value: 'first' } });
    expect(two?.target).toMatchObject({ kind: 'operationPath' });
    expect(other?.steps[0]?.target).toMatchObject({ kind: 'workflowId', text: { value: 'main' } });
  });

  test("parameters of the workflow come behind the step's own, unless it overrides them", () => {
    const shown = (step: Step | undefined) => step?.parameters.map(({ name, value }) => [name.value, toJson(value)]);
    expect(shown(one)).toEqual([
      ['InstanceId', 'mine'],
      ['page', 5],
    ]);
    expect(shown(two)).toEqual([
      ['InstanceId', '$inputs.id'],
      ['page', 5],
    ]);
  });

  test('so do actions, by their names', () => {
    const shown = (actions: readonly Action[] | undefined) => actions?.map(({ name, type }) => `${name.value} ${type}`);
    expect(shown(one?.onSuccess)).toEqual(['stop goto', 'on goto']);
    expect(shown(two?.onSuccess)).toEqual(['stop end', 'on goto']);
    expect(shown(one?.onFailure)).toEqual(['wait retry', 'again retry']);
    expect(one?.onFailure[0]).toMatchObject({
      retryAfter: { seconds: 1.5 },
      retryLimit: { count: 3 },
      stepId: { value: 'two' },
    });
  });

  test('the body, the criteria and the outputs of a step', () => {
    expect(one?.requestBody).toMatchObject({
      contentType: { value: 'application/json' },
      replacements: [{ target: { value: '/a' } }],
    });
    expect(one?.successCriteria.map(({ type, version }) => [type, version])).toEqual([
      ['simple', undefined],
      ['jsonpath', 'draft-goessner-dispatch-jsonpath-00'],
    ]);
    expect(one?.outputs[0]).toMatchObject({ name: { value: 'it' }, value: { value: '$response.body#/it' } });
  });
});

describe('what 1.1 adds', () => {
  const text = `${head11}- workflowId: main
  steps:
  - stepId: one
    operationId: first
    timeout: 2500
    onSuccess:
    - { name: on, type: goto, workflowId: main, parameters: [{ name: id, value: 1 }] }
    requestBody: { replacements: [{ target: $.a, targetSelectorType: jsonpath, value: 1 }] }
    outputs: { it: { context: $response.body, selector: $.a, type: jsonpath } }
  - { stepId: two, operationId: second, dependsOn: [one] }
`;

  test('is read in a document of 1.1', () => {
    const steps = document(text).workflows[0]?.steps;
    expect(steps?.[0]?.timeout?.milliseconds).toBe(2500);
    expect(steps?.[0]?.onSuccess[0]?.parameters).toHaveLength(1);
    expect(steps?.[0]?.requestBody?.replacements[0]?.targetType).toBe('jsonpath');
    expect(steps?.[0]?.outputs[0]?.value.kind).toBe('map');
    expect(steps?.[1]?.dependsOn.map(({ value }) => value)).toEqual(['one']);
  });

  test('is refused, with the way out, in one of 1.0', () => {
    const { reported, helps } = read(text.replace('1.1.0', '1.0.1'));
    expect(reported).toEqual([
      'field-unknown 10:5 Arazzo 1.0 has no field `timeout` in a step',
      'field-unknown 12:49 Arazzo 1.0 has no field `parameters` in an action',
      'field-unknown 13:50 Arazzo 1.0 has no field `targetSelectorType` in a payload replacement',
      'field-type 14:20 an output is a runtime expression, but `it` is an object',
      'field-unknown 15:41 Arazzo 1.0 has no field `dependsOn` in a step',
    ]);
    expect(helps.every((help) => help?.includes('arazzo: 1.1.0'))).toBe(true);
  });
});

describe('one diagnostic for one mistake', () => {
  /** A step in a workflow; the step's first line is line 8. */
  const step = (lines: string) =>
    `${head}- workflowId: main\n  steps:\n  - ${lines.trim().replaceAll('\n', '\n    ')}\n`;

  test.each<[string, string, string]>([
    [
      'an OpenAPI description',
      'openapi: 3.1.0\npaths: {}\n',
      'not-arazzo 1:1 this is a description of an API (openapi), so it is not an Arazzo description',
    ],
    ['a list', '- a\n', 'not-arazzo 1:1 an Arazzo description must be an object, not an array'],
    [
      'a version that is not known',
      step('stepId: a\noperationId: b').replace('1.0.1', '1.2.0'),
      'arazzo-version 1:9 the version `1.2.0` is unknown',
    ],
    [
      'a version that YAML takes for a number',
      step('stepId: a\noperationId: b').replace('1.0.1', '1.0'),
      'field-type 1:9 `arazzo` must be a string, not a number',
    ],
    [
      'no workflows',
      `${head.slice(0, head.indexOf('workflows'))}`,
      'field-missing 1:1 an Arazzo description needs a field `workflows`',
    ],
    [
      'an empty list of workflows',
      head.replace('workflows:', 'workflows: []'),
      'list-empty 5:12 a description needs at least one workflow',
    ],
    ['a list left out', head, 'field-type 5:1 `workflows` must be an array, but it is empty'],
    [
      'a source without a url',
      step('stepId: a\noperationId: b').replace(', url: ./api.yml', ''),
      'field-missing 4:5 a source description needs a field `url`',
    ],
    [
      'a source name that expressions cannot hold',
      step('stepId: a\noperationId: b').replace('name: api', 'name: my.api'),
      "name-pattern 4:11 `my.api` can't be the name of a source",
    ],
    [
      'a misspelt field, also where it is required',
      step('stepid: a\noperationId: b'),
      'field-unknown 8:5 a step has no field `stepid`',
    ],
    ['a misspelt target', step('stepId: a\noperationID: b'), 'field-unknown 9:5 a step has no field `operationID`'],
    [
      'a field that is like no other',
      step('stepId: a\noperationId: b\nwhatever: 1'),
      'field-unknown 10:5 a step has no field `whatever`',
    ],
    [
      'a step without a target',
      step('stepId: a'),
      'step-target 8:13 a step needs something to run: `operationId`, `operationPath` or `workflowId`',
    ],
    [
      'a step with two',
      step('stepId: a\noperationId: b\nworkflowId: main'),
      'step-target 10:17 a step has either `operationId` or `workflowId`, not both',
    ],
    [
      'a step that is text',
      `${head}- workflowId: main\n  steps: [one]\n`,
      'field-type 7:11 a step must be an object, not a string',
    ],
    [
      'a parameter without a place',
      step('stepId: a\noperationId: b\nparameters: [{ name: Id, value: 1 }]'),
      'parameter-place 10:26 the parameter `Id` of an operation needs a field `in`',
    ],
    [
      'a place that there is not',
      step('stepId: a\noperationId: b\nparameters: [{ name: Id, in: body, value: 1 }]'),
      'field-value 10:34 `body` is not a parameter location',
    ],
    [
      'a parameter twice',
      step(
        'stepId: a\noperationId: b\nparameters: [{ name: Id, in: path, value: 1 }, { name: Id, in: path, value: 2 }]',
      ),
      'duplicate-name 10:52 the parameter `Id` in path appears twice (10:18 the first one is here)',
    ],
    [
      'a reference to nothing',
      step('stepId: a\noperationId: b\nparameters: [{ reference: $components.parameters.page }]'),
      'reference-unknown 10:54 `components.parameters` has no `page`',
    ],
    [
      'a reference to another group',
      step('stepId: a\noperationId: b\nonFailure: [{ reference: $components.successActions.x }]'),
      "reference-unknown 10:30 `$components.successActions.x` can't be used here: the reference must begin with `$components.failureActions.`",
    ],
    [
      'a goto without a target',
      step('stepId: a\noperationId: b\nonSuccess: [{ name: x, type: goto }]'),
      'action-target 10:34 a goto needs a target: `stepId` or `workflowId`',
    ],
    [
      'a goto with two',
      step('stepId: a\noperationId: b\nonSuccess: [{ name: x, type: goto, stepId: a, workflowId: main }]'),
      'action-target 10:63 an action has `stepId` or `workflowId`, not both',
    ],
    [
      'a goto to a step that is not there',
      step('stepId: createAgent\noperationId: b\nonSuccess: [{ name: x, type: goto, stepId: createAgnt }]'),
      'reference-unknown 10:48 there is no step in the workflow `main` called `createAgnt`',
    ],
    [
      'a goto to a workflow that is not there',
      step('stepId: a\noperationId: b\nonSuccess: [{ name: x, type: goto, workflowId: mian }]'),
      'reference-unknown 10:52 there is no workflow `mian`',
    ],
    [
      'a step that calls a workflow by an expression that is none',
      step('stepId: a\nworkflowId: $sourceDe=criptions.other.inner'),
      'reference-unknown 9:17 there is no workflow `$sourceDe=criptions.other.inner`',
    ],
    [
      'a workflow that depends on one by an expression that is none',
      step('stepId: a\noperationId: b').replace('  steps', '  dependsOn: [$workflows.main]\n  steps'),
      'reference-unknown 7:15 there is no workflow `$workflows.main`',
    ],
    [
      'a step that calls a workflow that is not there',
      step('stepId: a\nworkflowId: other'),
      'reference-unknown 9:17 there is no workflow `other`',
    ],
    [
      'an action type that there is not',
      step('stepId: a\noperationId: b\nonFailure: [{ name: x, type: stop }]'),
      'field-value 10:34 `stop` is not a type of failure action',
    ],
    [
      'a retry after a success',
      step('stepId: a\noperationId: b\nonSuccess: [{ name: x, type: retry }]'),
      'retry-on-success 10:34 Arazzo has no retry after a success',
    ],
    [
      'a delay of an end',
      step('stepId: a\noperationId: b\nonFailure: [{ name: x, type: end, retryAfter: 1 }]'),
      'field-ignored 10:51 `retryAfter` has no meaning in an action of type end',
    ],
    [
      'a negative delay',
      step('stepId: a\noperationId: b\nonFailure: [{ name: x, type: retry, retryAfter: -1 }]'),
      'field-value 10:53 `retryAfter` must be a number of seconds, 0 or more',
    ],
    [
      'half a retry',
      step('stepId: a\noperationId: b\nonFailure: [{ name: x, type: retry, retryLimit: 0.5 }]'),
      'field-value 10:53 `retryLimit` must be a whole number, 0 or more',
    ],
    [
      'two actions of one name',
      step('stepId: a\noperationId: b\nonFailure: [{ name: x, type: end }, { name: x, type: end }]'),
      'duplicate-name 10:49 two actions of this list are named `x` (10:25 the first one is here)',
    ],
    [
      'a criterion that is text',
      step('stepId: a\noperationId: b\nsuccessCriteria: [$statusCode == 200]'),
      'field-type 10:23 a criterion must be an object, not a string',
    ],
    [
      'a criterion type without a context',
      step('stepId: a\noperationId: b\nsuccessCriteria: [{ condition: "^a", type: regex }]'),
      'criterion-context 10:48 a criterion of type regex needs a field `context`',
    ],
    [
      'an XPath criterion',
      step('stepId: a\noperationId: b\nsuccessCriteria: [{ context: $response.body, condition: //a, type: xpath }]'),
      'not-supported 10:72 XPath conditions are not supported',
    ],
    [
      'a version of JSONPath that is not known',
      step(
        'stepId: a\noperationId: b\nsuccessCriteria: [{ context: $response.body, condition: $.a, type: { type: jsonpath, version: v2 } }]',
      ),
      'field-value 10:99 `v2` is not a known version of jsonpath',
    ],
    [
      'an output that is a number',
      step('stepId: a\noperationId: b\noutputs: { n: 1 }'),
      'field-type 10:19 an output is a runtime expression, but `n` is a number',
    ],
    [
      'an output whose name has a space',
      step('stepId: a\noperationId: b\noutputs: { "a b": $statusCode }'),
      "name-pattern 10:16 `a b` can't be a name: expressions could not refer to it",
    ],
    [
      'an id with a space',
      step('stepId: a b\noperationId: b'),
      'id-pattern 8:13 the id `a b` has characters other than letters, digits, `-` and `_`',
    ],
    [
      'a step id given twice',
      `${step('stepId: a\noperationId: b')}  - { stepId: a, operationId: c }\n`,
      'duplicate-name 10:15 two steps of this workflow have the id `a` (8:13 the first one is here)',
    ],
    [
      'a workflow that depends on one that is not there',
      step('stepId: a\noperationId: b').replace('  steps', '  dependsOn: [mine]\n  steps'),
      'reference-unknown 7:15 there is no workflow `mine`',
    ],
    [
      'a workflow that depends on itself',
      step('stepId: a\noperationId: b').replace('  steps', '  dependsOn: [main]\n  steps'),
      'dependency-cycle 7:15 the workflow depends on itself: `main` → `main`',
    ],
    [
      'an AsyncAPI step',
      step('stepId: a\nchannelPath: b').replace('1.0.1', '1.1.0'),
      'not-supported 9:18 steps over AsyncAPI channels are not supported: Step Functions calls operations and waits for their answer',
    ],
  ])('%s', (_name, text, expected) => {
    expect(read(text).reported).toEqual([expected]);
  });

  test('a parameter of the workflow without a place is reported once, not at every step', () => {
    const text = `${head}- workflowId: main\n  parameters: [{ name: Id, value: 1 }]\n  steps:\n  - { stepId: a, operationId: b }\n  - { stepId: c, operationId: d }\n`;
    expect(read(text).reported).toEqual(['parameter-place 7:24 the parameter `Id` of an operation needs a field `in`']);
  });

  test('a step that calls a workflow gives its parameters no place', () => {
    const text = step('stepId: a\nworkflowId: main\nparameters: [{ name: Id, value: 1 }]');
    expect(read(text).reported).toEqual([]);
  });

  test('the nearest name is told', () => {
    const { helps } = read(
      step('stepId: createAgent\noperationId: b\nonSuccess: [{ name: x, type: goto, stepId: createAgnt }]'),
    );
    expect(helps).toEqual(['Did you mean `createAgent`?']);
  });

  test('a longer cycle names its way', () => {
    const workflow = (id: string, on: string) =>
      `- { workflowId: ${id}, dependsOn: [${on}], steps: [{ stepId: s, operationId: o }] }\n`;
    const text = `${head}${workflow('a', 'b')}${workflow('b', 'c')}${workflow('c', 'b')}${workflow('d', 'a')}`;
    expect(read(text).reported).toEqual(['dependency-cycle 8:32 the workflow depends on itself: `b` → `c` → `b`']);
  });
});

test('many mistakes are found in one run, and the rest of the document is there', () => {
  const text = `${head}- workflowId: main
  steps:
  - { stepId: a, operationId: x, sucessCriteria: [] }
  - { stepId: b }
  - { stepId: c, operationId: x, onFailure: [{ name: n, type: goto, stepId: d }] }
- workflowId: good
  steps:
  - { stepId: e, operationId: x }
`;
  const { document, reported } = read(text);
  expect(reported.map((each) => each.split(' ', 1)[0])).toEqual(['field-unknown', 'step-target', 'reference-unknown']);
  expect(document?.workflows.map(({ steps }) => steps.map(({ id, broken }) => [id.value, broken]))).toEqual([
    [
      ['a', true],
      ['b', true],
      ['c', false],
    ],
    [['e', false]],
  ]);
});
