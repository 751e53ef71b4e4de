import type { Text, Workflow } from '../document.ts';
import { readPrerequisite } from '../prerequisites.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from './rule.ts';
import { checkWorkflow, reportUnknown } from './unknown.ts';

/**
 * `dependsOn` names workflows of this document, or, in a step of 1.1, steps of this workflow or, by an expression, of another
 * one that is run.
 */
export const knownDependencies: Rule = ({ workflows }, reading) => {
  const stepsOf = new Map(
    workflows.map(({ id, steps }) => [id.value, new Set(steps.map((step) => step.id.value))] as const),
  );
  const run = new Set(workflows.flatMap(runBy));
  for (const workflow of workflows) {
    for (const text of workflow.dependsOn) checkWorkflow(reading, text, stepsOf);
    for (const step of workflow.steps)
      for (const text of step.dependsOn) checkPrerequisite(text, workflow, stepsOf, run, reading);
  }
};

/** The workflows that a workflow runs, as it names them. */
function runBy({ dependsOn, steps }: Workflow): readonly string[] {
  const named = steps.flatMap(({ target, onSuccess, onFailure }) => [
    ...(target.kind === 'workflowId' ? [target.text] : []),
    ...[...onSuccess, ...onFailure].flatMap(({ workflowId }) => workflowId ?? []),
  ]);
  return [...dependsOn, ...named].map(({ value }) => value);
}

function checkPrerequisite(
  text: Text,
  own: Workflow,
  stepsOf: ReadonlyMap<string, ReadonlySet<string>>,
  run: ReadonlySet<string>,
  reading: Reading,
): void {
  const prerequisite = readPrerequisite(text.value, own.id.value);
  if (prerequisite === undefined) {
    const help = `Write the id of a step of \`${own.id.value}\`, \`$workflows.<id>.steps.<id>\` or \`$sourceDescriptions.<name>.<id>.steps.<id>\`.`;
    reading.report('reference-unknown', text.node, `\`${text.value}\` names no step to depend on`, help);
    return;
  }
  const { workflow = own.id.value, step } = prerequisite;
  const ids = stepsOf.get(workflow);
  if (ids === undefined && !workflow.startsWith('$')) {
    reportUnknown(reading, { ...text, value: workflow }, 'workflow', stepsOf.keys());
  } else if (ids?.has(step) === false) {
    reportUnknown(reading, { ...text, value: step }, 'step', ids);
  } else if (workflow !== own.id.value && !run.has(workflow)) {
    const help = 'Name it in the `dependsOn` of the workflow, or let a step call it.';
    const message = `nothing here runs \`${workflow}\`, so none of its steps ever comes before`;
    reading.report('reference-unknown', text.node, message, help);
  }
}
