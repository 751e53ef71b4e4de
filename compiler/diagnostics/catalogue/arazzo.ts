import { entries } from './entry.ts';
import { describeUser, example } from './example.ts';

const good = example('Steps');

/** The step of the examples, with a line put behind its id. */
function withLine(line: string): string {
  return example('Steps', describeUser.replace('  operationId', `  ${line}\n  operationId`));
}

/** The step of the examples, with these actions behind it and a second step to go to. */
function withActions(field: 'onSuccess' | 'onFailure', action: string): string {
  return example(
    'Steps',
    `${describeUser.trimEnd()}\n  ${field}:\n  - ${action}\n${describeUser.replace('stepId: d', 'stepId: d2')}`,
  );
}

/** What `compiler/arazzo` reports. */
export const arazzoEntries = entries({
  'not-arazzo': {
    severity: 'error',
    title: 'This is no Arazzo description',
    explanation:
      'The file has none of the fields that an Arazzo description starts with. Perhaps it is the description of an API.',
    bad: 'openapi: 3.1.0\ninfo:\n  title: Users\n  version: 1.0.0\n',
    good,
  },
  'arazzo-version': {
    severity: 'error',
    title: 'A version of Arazzo that is not known',
    explanation: 'Versions 1.0.x and 1.1.x are read. The patch version is not looked at.',
    bad: good.replace('arazzo: 1.0.1', 'arazzo: 2.0.0'),
    good,
  },
  'field-missing': {
    severity: 'error',
    title: 'A field is missing',
    explanation: 'The specification requires the field. The message names it and the object that needs it.',
    bad: good.replace('  title: Steps\n', ''),
    good,
  },
  'field-unknown': {
    severity: 'error',
    title: 'A field that the object does not have',
    explanation:
      'Fields are checked by name, so that a slip is found before it changes what the workflow does. Fields of your own start with `x-`. A field of Arazzo 1.1 ' +
      'needs `arazzo: 1.1.0`.',
    bad: good.replace('    outputs:', '    output:'),
    good,
  },
  'field-type': {
    severity: 'error',
    title: 'A value of the wrong type',
    explanation:
      'The field holds, say, a list where the specification has a map. In YAML `1.0` is a number: a version or an id made of digits is put into quotes.',
    bad: good.replace('  version: 1.0.0', '  version: 1.0'),
    good: good.replace('  version: 1.0.0', "  version: '1.0'"),
  },
  'field-value': {
    severity: 'error',
    title: 'A value that the field can not have',
    explanation: 'The field has a fixed set of words or a range, and this value is outside of it.',
    bad: good.replace('in: path', 'in: body'),
    good,
  },
  'field-ignored': {
    severity: 'warning',
    title: 'A field that means nothing here',
    explanation:
      'The field means nothing for this kind of step, action or reference, so it changes nothing. Remove it, or change what it was meant for.',
    bad: `${good.trimEnd()}\n    onFailure:\n    - { name: done, type: end, retryAfter: 5 }\n`,
    good: `${good.trimEnd()}\n    onFailure:\n    - { name: done, type: end }\n`,
  },
  'list-empty': {
    severity: 'error',
    title: 'A list that needs at least one item',
    explanation:
      'A description has at least one source and one workflow, and a workflow at least one step. By 1.1 `successCriteria` and `dependsOn` of a step, and `criteria` of a success action, are not empty.',
    bad: good.replace(/ {2}steps:\n[\s\S]*$/, '  steps: []\n'),
    good,
  },
  'name-pattern': {
    severity: 'error',
    title: 'A name that expressions can not refer to',
    explanation:
      'Names of outputs and components consist of letters, digits, `.`, `-` and `_`; those of sources of letters, digits, `-` and `_`.',
    bad: good.replace('      name: $response', '      user name: $response'),
    good: good.replace('      name: $response', '      user-name: $response'),
  },
  'id-pattern': {
    severity: 'warning',
    title: 'An id with unusual characters',
    explanation:
      'The specification asks for ids of letters, digits, `-` and `_`. Another id is compiled, but expressions may not be able to refer to it, and other tools may ' +
      'refuse it.',
    bad: good.replace('workflowId: look-up-user', 'workflowId: look up user'),
    good,
  },
  'duplicate-name': {
    severity: 'error',
    title: 'The same name or id twice',
    explanation:
      'Ids of workflows are unique in a description, ids of steps in their workflow, parameters (name and place) and actions in their list, and names of sources in the description.',
    bad: example('Steps', `${describeUser}${describeUser}`),
    good,
  },
  'reference-unknown': {
    severity: 'error',
    title: 'A reference to something that is not there',
    explanation:
      'An action goes to a step of its own workflow or to a workflow of the description; a reusable object refers to something under `components`.',
    bad: withActions('onSuccess', '{ name: again, type: goto, stepId: d3escribeUser }'),
    good: withActions('onSuccess', '{ name: again, type: goto, stepId: d2escribeUser }'),
  },
  'step-target': {
    severity: 'error',
    title: 'A step runs exactly one thing',
    explanation: 'A step has one of `operationId`, `operationPath` and `workflowId`.',
    bad: withLine('workflowId: look-up-user'),
    good,
  },
  'parameter-place': {
    severity: 'error',
    title: 'A parameter without a place',
    explanation:
      'A parameter of an operation says where it goes: `in: path`, `in: query`, `in: header` or `in: cookie`. Only where a step calls a workflow is a parameter one of its ' +
      'inputs and needs no place. What goes into the body of a request is written under `requestBody`.',
    bad: good.replace('name: InstanceId, in: path,', 'name: InstanceId,'),
    good,
  },
  'action-target': {
    severity: 'error',
    title: 'An action goes to exactly one place',
    explanation: 'A `goto` has `stepId` or `workflowId`; no action has both.',
    bad: withActions('onSuccess', '{ name: on, type: goto }'),
    good: withActions('onSuccess', '{ name: on, type: goto, stepId: d2escribeUser }'),
  },
  'retry-on-success': {
    severity: 'info',
    title: 'A retry after a success',
    explanation:
      'Arazzo has `retry` for failures only. Authors write it under `onSuccess` to poll until something is ready, so it is taken as that: the step is repeated while the criteria of the ' +
      'action hold. Other runners may refuse it.',
    bad: withActions(
      'onSuccess',
      '{ name: poll, type: retry, retryAfter: 5, retryLimit: 10, criteria: [{ condition: $response.body#/User/Username == "x" }] }',
    ),
    good: withActions('onFailure', '{ name: again, type: retry, retryAfter: 5, retryLimit: 3 }'),
  },
  'criterion-context': {
    severity: 'error',
    title: 'A criterion without a context',
    explanation:
      'A criterion that has a type (regex, jsonpath) is applied to something: `context` is the runtime expression that says to what, mostly `$response.body`.',
    bad: withLine('successCriteria: [{ condition: "$.User.Username", type: jsonpath }]'),
    good: withLine('successCriteria: [{ context: $response.body, condition: "$.User.Username", type: jsonpath }]'),
  },
  'dependency-cycle': {
    severity: 'error',
    title: 'Something depends on itself',
    explanation:
      'What is listed in `dependsOn` must have completed before, so the lists must not lead back to where they started.',
    bad: good.replace('  inputs:', '  dependsOn: [look-up-user]\n  inputs:'),
    good,
  },
  'not-supported': {
    severity: 'error',
    title: 'Something that is not supported',
    explanation:
      'The construct is one of Arazzo, and there is no state machine for it, or not yet. The message says why and what can be written instead. XPath is not supported because AWS SDK ' +
      'calls answer in JSON; steps over AsyncAPI channels because Step Functions calls operations.',
    bad: withLine('successCriteria: [{ context: $response.body, condition: //user, type: xpath }]'),
    good: withLine('successCriteria: [{ context: $response.body, condition: "$.User", type: jsonpath }]'),
  },
});
