import type { Node } from '../source/index.ts';
import { stepObject } from './definitions.ts';
import type { Action, Parameter, Step, StepTarget } from './document.ts';
import { type Fields, readFields } from './fields.ts';
import { mergeActions, readActions } from './readAction.ts';
import type { Reusables } from './readComponents.ts';
import { readCriteria } from './readCriterion.ts';
import type { Reading } from './reading.ts';
import { readOutputs } from './readOutputs.ts';
import { mergeParameters, readParameters } from './readParameter.ts';
import { readRequestBody } from './readRequestBody.ts';
import type { Item } from './reusable.ts';
import { checkId, checkNotEmpty, oneOf, readPrerequisites } from './values.ts';

/** What a workflow gives to each of its steps. */
export interface Inherited {
  readonly parameters: readonly Item<Parameter>[];
  readonly successActions: readonly Action[];
  readonly failureActions: readonly Action[];
  /** An error was reported inside of these. */
  readonly broken: boolean;
  /** Parameters of the workflow that were reported for having no place; each is reported once, not at every step. */
  readonly reported: Set<Node>;
}

/** Step Object, with what the workflow gives to it. A step without an id is left out. */
export function readStep(reading: Reading, node: Node, reusables: Reusables, inherited: Inherited): Step | undefined {
  const errors = reading.errors;
  const fields = readFields(reading, node, stepObject);
  if (fields === undefined) return undefined;
  const id = fields.text('stepId');
  if (id !== undefined) checkId(reading, id);
  const description = fields.text('description')?.value;
  const target = readTarget(reading, fields, reading.errors > errors);
  const own = readParameters(reading, fields.list('parameters'), reusables.parameters);
  const parameters = mergeParameters(own, inherited.parameters);
  checkPlaces(reading, target, parameters, inherited);
  const body = fields.map('requestBody');
  const requestBody = body === undefined ? undefined : readRequestBody(reading, body);
  if (reading.has('1.1'))
    for (const name of ['successCriteria', 'dependsOn'] as const) checkNotEmpty(reading, fields.list(name), name);
  checkMessaging(reading, fields);
  const successCriteria = readCriteria(reading, fields.list('successCriteria'));
  const onSuccess = readActions(
    reading,
    fields.list('onSuccess'),
    'success',
    reusables.successActions,
    reusables.parameters,
  );
  const onFailure = readActions(
    reading,
    fields.list('onFailure'),
    'failure',
    reusables.failureActions,
    reusables.parameters,
  );
  const outputs = readOutputs(reading, fields.map('outputs'));
  const timeout = readTimeout(reading, fields);
  const dependsOn = readPrerequisites(reading, fields.list('dependsOn'));
  if (id === undefined) return undefined;
  return {
    node: fields.node,
    broken: inherited.broken || reading.errors > errors,
    id,
    target,
    parameters: parameters.map(({ value }) => value),
    successCriteria,
    onSuccess: mergeActions(onSuccess, inherited.successActions),
    onFailure: mergeActions(onFailure, inherited.failureActions),
    outputs,
    dependsOn,
    ...(description === undefined ? {} : { description }),
    ...(requestBody === undefined ? {} : { requestBody }),
    ...(timeout === undefined ? {} : { timeout }),
  };
}

/** `action` and `correlationId` of 1.1, which speak of messages. */
function checkMessaging(reading: Reading, fields: Fields<typeof stepObject>): void {
  const action = fields.text('action');
  const correlationId = fields.get('correlationId');
  if (fields.text('workflowId') !== undefined) {
    for (const [name, node] of [
      ['action', action?.node],
      ['correlationId', correlationId],
    ] as const)
      if (node !== undefined)
        reading.report('field-value', node, `a step that runs a workflow has no \`${name}\``, `Remove \`${name}\`.`);
    return;
  }
  const kind = action === undefined ? undefined : oneOf(reading, action, 'kind of action', ['send', 'receive']);
  if (correlationId !== undefined && kind !== 'receive' && (action === undefined || kind !== undefined)) {
    const help = 'Write `action: receive`, or remove `correlationId`.';
    reading.report('field-value', correlationId, 'only a step that receives a message has a `correlationId`', help);
  }
}

const targets = ['operationId', 'operationPath', 'workflowId', 'channelPath'] as const;

/** @param excused an error was reported that may be the reason why there is no target */
function readTarget(reading: Reading, fields: Fields<typeof stepObject>, excused: boolean): StepTarget {
  const given = targets.flatMap((kind) => {
    const text = fields.text(kind);
    return text === undefined ? [] : [{ kind, text }];
  });
  const [target, second] = given;
  if (target === undefined) {
    if (!excused) {
      const message = 'a step needs something to run: `operationId`, `operationPath` or `workflowId`';
      reading.report('step-target', fields.text('stepId')?.node ?? fields.node, message);
    }
    return { kind: 'none' };
  }
  if (second !== undefined) {
    const message = `a step has either \`${target.kind}\` or \`${second.kind}\`, not both`;
    reading.report('step-target', second.text.node, message);
    return { kind: 'none' };
  }
  if (target.kind === 'channelPath') {
    const message =
      'steps over AsyncAPI channels are not supported: Step Functions calls operations and waits for their answer';
    const help = 'Use an operation of an AWS service, for example `sqs` `SendMessage`.';
    reading.report('not-supported', target.text.node, message, help);
  }
  return target;
}

/** A parameter of an operation says where it goes; one of a workflow is an input of it. */
function checkPlaces(
  reading: Reading,
  target: StepTarget,
  parameters: readonly Item<Parameter>[],
  { reported }: Inherited,
): void {
  if (target.kind !== 'operationId' && target.kind !== 'operationPath') return;
  for (const { value, node } of parameters) {
    if (value.in !== undefined || reported.has(node) || hasKey(value, 'in')) continue;
    reported.add(node);
    const help = 'Add `in: path`, `in: query` or `in: header`; values for the body go under `requestBody`.';
    const message = `the parameter \`${value.name.value}\` of an operation needs a field \`in\``;
    reading.report('parameter-place', node === value.node ? value.name.node : node, message, help);
  }
}

/** Whether the field was written, with a value that has been reported. */
function hasKey({ node }: Parameter, name: string): boolean {
  return node.entries.some(({ key }) => key.value === name);
}

function readTimeout(reading: Reading, fields: Fields<typeof stepObject>): Step['timeout'] {
  const timeout = fields.number('timeout');
  if (timeout === undefined) return undefined;
  if (!(Number.isInteger(timeout.value) && timeout.value > 0)) {
    reading.report('field-value', timeout.node, '`timeout` must be a whole number of milliseconds above 0');
    return undefined;
  }
  return { milliseconds: timeout.value, node: timeout.node };
}
