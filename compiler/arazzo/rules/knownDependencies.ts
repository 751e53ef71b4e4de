import type { Rule } from './rule.ts';
import { reportUnknown } from './unknown.ts';

/** `dependsOn` names workflows of this document, or, in a step of 1.1, steps of this workflow; expressions are left to the plan. */
export const knownDependencies: Rule = ({ workflows }, reading) => {
  const workflowIds = new Set(workflows.map(({ id }) => id.value));
  for (const { dependsOn, steps } of workflows) {
    for (const text of dependsOn) {
      if (!text.value.startsWith('$') && !workflowIds.has(text.value))
        reportUnknown(reading, text, 'workflow', workflowIds);
    }
    const stepIds = new Set(steps.map(({ id }) => id.value));
    for (const step of steps) {
      for (const text of step.dependsOn) {
        if (!text.value.startsWith('$') && !stepIds.has(text.value)) reportUnknown(reading, text, 'step', stepIds);
      }
    }
  }
};
