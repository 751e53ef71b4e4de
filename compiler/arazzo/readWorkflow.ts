import { isText, type ListNode, type Node } from '../source/index.ts';
import { workflowObject } from './definitions.ts';
import type { Action, Step, Workflow } from './document.ts';
import { readFields } from './fields.ts';
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
  const { parameters } = reusables;
  const inherited: Inherited = {
    parameters: readParameters(reading, fields.list('parameters'), parameters),
    successActions: given(
      readActions(reading, fields.list('successActions'), 'success', reusables.successActions, parameters),
    ),
    failureActions: given(
      readActions(reading, fields.list('failureActions'), 'failure', reusables.failureActions, parameters),
    ),
    reported: new Set(),
  };
  const steps = readSteps(reading, fields.list('steps'), reusables, inherited);
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
  return inDependencyOrder(steps);
}

/**
 * The steps, each behind those that it depends on (Arazzo 1.1, "Tool Behavior"), in the order of the document otherwise:
 * what runs one step after the other must do so. Where there is a `dependsOn`, outputs that a step reads count as well;
 * without any, reading those of a later step is a mistake. A circle, which is reported by its rule, is left as it stands.
 */
function inDependencyOrder(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id.value, step]));
  if (steps.every(({ dependsOn }) => dependsOn.length === 0)) return [...steps];
  const ordered = new Set<Step>();
  const open = new Set<Step>();
  for (const first of steps) {
    const waiting = [first];
    for (let step = waiting.at(-1); step !== undefined; step = waiting.at(-1)) {
      const missing = open.has(step)
        ? []
        : prerequisitesOf(step).flatMap((value) => {
            const other = byId.get(value);
            return other === undefined || ordered.has(other) || open.has(other) || other === step ? [] : [other];
          });
      open.add(step);
      if (missing.length > 0) waiting.push(...missing.reverse());
      else {
        ordered.add(step);
        waiting.pop();
      }
    }
  }
  return [...ordered];
}

/** The ids of the steps that a step names in `dependsOn`, or whose outputs it reads. */
function prerequisitesOf({ node, parameters, dependsOn }: Step): readonly string[] {
  const texts = [node, ...parameters.map(({ value }) => value)].flatMap((each) => [...textsIn(each)]);
  const read = texts.flatMap((text) =>
    [...text.matchAll(/\$steps\.([A-Za-z0-9_-]+)\.outputs\./g)].flatMap(([, id]) => id ?? []),
  );
  return [...dependsOn.map(({ value }) => value), ...read];
}

/** The texts that stand in a part of a document, at any depth. */
function* textsIn(node: Node): Generator<string> {
  switch (node.kind) {
    case 'map':
      for (const { value } of node.entries) yield* textsIn(value);
      return;
    case 'list':
      for (const item of node.items) yield* textsIn(item);
      return;
    case 'scalar':
      if (isText(node)) yield node.value;
  }
}
