import type { Text } from '../document.ts';
import { actionsOf } from './actions.ts';
import type { Rule } from './rule.ts';
import { checkWorkflow } from './unknown.ts';

/** The `workflowId` of a step or an action names a workflow of this document; expressions that name one elsewhere are left to the plan. */
export const knownWorkflows: Rule = ({ workflows }, reading) => {
  const ids = new Set(workflows.map(({ id }) => id.value));
  const check = (text: Text | undefined) => {
    if (text !== undefined) checkWorkflow(reading, text, ids);
  };
  for (const workflow of workflows) {
    for (const { target } of workflow.steps) if (target.kind === 'workflowId') check(target.text);
    for (const { workflowId } of actionsOf(workflow)) check(workflowId);
  }
};
