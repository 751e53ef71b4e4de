import { actionsOf } from './actions.ts';
import type { Rule } from './rule.ts';
import { reportUnknown } from './unknown.ts';

/** The `stepId` of an action names a step of the same workflow. */
export const knownSteps: Rule = ({ workflows }, reading) => {
  const reported = new Set<unknown>();
  for (const workflow of workflows) {
    const ids = new Set(workflow.steps.map(({ id }) => id.value));
    for (const { stepId } of actionsOf(workflow)) {
      if (stepId === undefined || ids.has(stepId.value) || reported.has(stepId.node)) continue;
      // An action of `components` may stand in several workflows; its step is missing once.
      reported.add(stepId.node);
      reportUnknown(reading, stepId, `step in the workflow \`${workflow.id.value}\` called`, ids);
    }
  }
};
