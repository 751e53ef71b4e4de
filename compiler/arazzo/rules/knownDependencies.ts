import type { Rule } from './rule.ts';
import { reportUnknown } from './unknown.ts';

/** `dependsOn` names workflows of this document, or, in a step of 1.1, steps of this workflow or, by an expression, of another. */
export const knownDependencies: Rule = ({ workflows }, reading) => {
  const workflowIds = new Set(workflows.map(({ id }) => id.value));
  const stepsOf = new Map(
    workflows.map(({ id, steps }) => [id.value, new Set(steps.map((step) => step.id.value))] as const),
  );
  for (const { dependsOn, steps } of workflows) {
    for (const text of dependsOn) {
      if (!text.value.startsWith('$') && !workflowIds.has(text.value))
        reportUnknown(reading, text, 'workflow', workflowIds);
    }
    const stepIds = new Set(steps.map(({ id }) => id.value));
    for (const step of steps) {
      for (const text of step.dependsOn) {
        const elsewhere = /^\$workflows\.([^.]+)\.steps\.(.+)$/s.exec(text.value);
        if (elsewhere !== null) {
          const [, workflow = '', value = ''] = elsewhere;
          const ids = stepsOf.get(workflow);
          if (ids === undefined) reportUnknown(reading, { ...text, value: workflow }, 'workflow', workflowIds);
          else if (!ids.has(value)) reportUnknown(reading, { ...text, value }, 'step', ids);
        } else if (!text.value.startsWith('$') && !stepIds.has(text.value)) {
          reportUnknown(reading, text, 'step', stepIds);
        }
      }
    }
  }
};
