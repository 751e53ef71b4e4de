import type { ListNode, Node } from '../source/index.ts';
import { workflowObject } from './definitions.ts';
import type { Action, Step, Workflow } from './document.ts';
import { type Fields, readFields } from './fields.ts';
import { readActions } from './readAction.ts';
import type { Reusables } from './readComponents.ts';
import type { Reading } from './reading.ts';
import { readOutputs } from './readOutputs.ts';
import { readParameters } from './readParameter.ts';
import { type Inherited, readStep } from './readStep.ts';
import { checkId, readPrerequisites } from './values.ts';

/** Workflow Object. A workflow without an id is left out. */
export function readWorkflow(reading: Reading, node: Node, reusables: Reusables): Workflow | undefined {
  const fields = readFields(reading, node, workflowObject);
  if (fields === undefined) return undefined;
  const id = fields.text('workflowId');
  if (id !== undefined) checkId(reading, id);
  const summary = fields.text('summary')?.value;
  const description = fields.text('description')?.value;
  const inputs = fields.get('inputs');
  const dependsOn = readPrerequisites(reading, fields.list('dependsOn'));
  const steps = readSteps(reading, fields.list('steps'), reusables, readInherited(reading, fields, reusables));
  const outputs = readOutputs(reading, fields.map('outputs'));
  if (id === undefined) return undefined;
  return {
    node: fields.node,
    id,
    dependsOn,
    steps,
    outputs,
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
    ...(inputs === undefined ? {} : { inputs }),
  };
}

/** What the workflow gives to its steps. */
function readInherited(reading: Reading, fields: Fields<typeof workflowObject>, reusables: Reusables): Inherited {
  const { errors } = reading;
  const { parameters, successActions, failureActions } = reusables;
  const lists = {
    parameters: readParameters(reading, fields.list('parameters'), parameters),
    successActions: given(readActions(reading, fields.list('successActions'), 'success', successActions, parameters)),
    failureActions: given(readActions(reading, fields.list('failureActions'), 'failure', failureActions, parameters)),
  };
  return { ...lists, broken: reading.errors > errors, reported: new Set() };
}

/** Actions as those of a workflow. */
function given(actions: readonly Action[]): readonly Action[] {
  return actions.map((action) => ({ ...action, inherited: true }));
}

function readSteps(reading: Reading, list: ListNode | undefined, reusables: Reusables, inherited: Inherited): Step[] {
  if (list?.items.length === 0) reading.report('list-empty', list, 'a workflow needs at least one step');
  const steps: Step[] = [];
  for (const item of list?.items ?? []) {
    const step = readStep(reading, item, reusables, inherited);
    if (step !== undefined) steps.push(step);
  }
  return steps;
}
