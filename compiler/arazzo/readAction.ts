import type { ListNode, Node } from '../source/index.ts';
import { actionObject } from './definitions.ts';
import type { Action, Parameter } from './document.ts';
import { type Fields, readFields } from './fields.ts';
import { readCriteria } from './readCriterion.ts';
import type { Reading } from './reading.ts';
import { readParameters } from './readParameter.ts';
import { type Item, readReusables } from './reusable.ts';
import { checkNotEmpty, oneOf } from './values.ts';

/** Whether actions are looked at after a success or after a failure. */
export type Outcome = 'success' | 'failure';

/** Success Action Object and Failure Action Object. */
export function readAction(
  reading: Reading,
  node: Node,
  outcome: Outcome,
  known: ReadonlyMap<string, Parameter | undefined>,
): Action | undefined {
  const fields = readFields(reading, node, actionObject);
  if (fields === undefined) return undefined;
  const name = fields.text('name');
  const typeText = fields.text('type');
  // The schema of 1.1 asks for one in success actions only.
  if (outcome === 'success' && reading.has('1.1')) checkNotEmpty(reading, fields.list('criteria'), 'criteria');
  const criteria = readCriteria(reading, fields.list('criteria'));
  const parameters = readParameters(reading, fields.list('parameters'), known).map(({ value }) => value);
  for (const { in: place, node } of parameters) {
    if (place !== undefined)
      reading.report(
        'field-value',
        node,
        'a parameter of an action is an input of the workflow and has no `in`',
        'Remove `in`.',
      );
  }
  if (typeText === undefined) return undefined;
  const type = oneOf(reading, typeText, `type of ${outcome} action`, ['end', 'goto', 'retry']);
  if (type === undefined || name === undefined) return undefined;

  const stepId = fields.text('stepId');
  const workflowId = fields.text('workflowId');
  if (!checkTarget(reading, fields, type)) return undefined;
  if (type === 'retry' && outcome === 'success') {
    const help = 'It is run until its criteria no longer hold; other runners may refuse it.';
    reading.report('retry-on-success', typeText.node, 'Arazzo has no retry after a success', help);
  }
  const after = type === 'retry' ? fields.number('retryAfter') : undefined;
  const limit = type === 'retry' ? fields.number('retryLimit') : undefined;
  if (after !== undefined && after.value < 0) {
    reading.report('field-value', after.node, '`retryAfter` must be a number of seconds, 0 or more');
    return undefined;
  }
  if (limit !== undefined && !(Number.isInteger(limit.value) && limit.value >= 0)) {
    reading.report('field-value', limit.node, '`retryLimit` must be a whole number, 0 or more');
    return undefined;
  }
  const polling = readPolling(reading, fields);
  return {
    node: fields.node,
    name,
    type,
    typeNode: typeText.node,
    criteria,
    parameters,
    ...(polling === undefined ? {} : { polling }),
    ...(stepId === undefined ? {} : { stepId }),
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(after === undefined ? {} : { retryAfter: { seconds: after.value, node: after.node } }),
    ...(limit === undefined ? {} : { retryLimit: { count: limit.value, node: limit.node } }),
  };
}

/** Our extension `x-polling`: how a `goto` back is paced. Only numbers of seconds that it can have are handed on. */
function readPolling(reading: Reading, fields: Fields<typeof actionObject>): Action['polling'] {
  const node = fields.get('x-polling');
  if (node === undefined) return undefined;
  const pace: { first?: number; longest?: number; total?: number } = {};
  const names = ['first', 'longest', 'total'] as const;
  for (const { key, value } of node.kind === 'map' ? node.entries : []) {
    const name = names.find((each) => each === key.value);
    const seconds = value.kind === 'scalar' && Number.isInteger(value.value) ? Number(value.value) : 0;
    if (name === undefined || seconds < 1) {
      const help = 'It has `first`, `longest` and `total`.';
      reading.report('field-value', value, `\`${key.value}\` of \`x-polling\` is no whole number of seconds`, help);
    } else pace[name] = seconds;
  }
  return pace;
}

/** Checks `stepId` and `workflowId` against the type, and reports fields that this type doesn't look at. */
function checkTarget(reading: Reading, fields: Fields<typeof actionObject>, type: Action['type']): boolean {
  const stepId = fields.text('stepId');
  const workflowId = fields.text('workflowId');
  if (stepId !== undefined && workflowId !== undefined) {
    reading.report('action-target', workflowId.node, 'an action has `stepId` or `workflowId`, not both');
    return false;
  }
  if (type === 'goto' && stepId === undefined && workflowId === undefined) {
    const type = fields.text('type')?.node ?? fields.node;
    reading.report('action-target', type, 'a goto needs a target: `stepId` or `workflowId`');
    return false;
  }
  const ignored = [
    ...(type === 'end' ? (['stepId', 'workflowId'] as const) : []),
    ...(type === 'retry' ? [] : (['retryAfter', 'retryLimit'] as const)),
  ];
  for (const name of ignored) {
    const node = fields.get(name);
    if (node !== undefined)
      reading.report('field-ignored', node, `\`${name}\` has no meaning in an action of type ${type}`);
  }
  return true;
}

/** Reads a list of actions; their names are unique in it. */
export function readActions(
  reading: Reading,
  list: ListNode | undefined,
  outcome: Outcome,
  known: ReadonlyMap<string, Action | undefined>,
  knownParameters: ReadonlyMap<string, Parameter | undefined>,
): Action[] {
  const group = outcome === 'success' ? 'successActions' : 'failureActions';
  const read = (node: Node) => readAction(reading, node, outcome, knownParameters);
  const seen = new Map<string, Node>();
  const items: Item<Action>[] = readReusables(reading, list, group, known, read);
  for (const { value, node } of items) {
    const name = value.name.value;
    const first = seen.get(name);
    const place = node === value.node ? value.name.node : node;
    if (first === undefined) seen.set(name, place);
    else reading.reportDuplicate(place, first, `two actions of this list are named \`${name}\``);
  }
  return items.map(({ value }) => value);
}

/** A step's actions, then those of the workflow that it doesn't override. */
export function mergeActions(own: readonly Action[], inherited: readonly Action[]): readonly Action[] {
  if (inherited.length === 0) return own;
  const names = new Set(own.map(({ name }) => name.value));
  return [...own, ...inherited.filter(({ name }) => !names.has(name.value))];
}
