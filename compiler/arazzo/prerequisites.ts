/** What one entry of a step's `dependsOn` names (Arazzo 1.1, Step Object). */
export interface Prerequisite {
  /** The workflow of that step, as a step that calls it names it; absent: its own. */
  readonly workflow?: string;
  readonly step: string;
}

/** Reads a prerequisite: the id of a step, or an expression; undefined where it is none of those that there are. */
export function readPrerequisite(text: string, ownWorkflow: string | undefined): Prerequisite | undefined {
  if (!text.startsWith('$')) return { step: text };
  const [, workflow = '', description = '', step = ''] =
    /^(?:\$workflows\.([^.]+)|(\$sourceDescriptions\.[^.]+\.[^.]+))\.steps\.(.+)$/s.exec(text) ?? [];
  if (step === '') return undefined;
  if (workflow === ownWorkflow) return { step };
  return { workflow: workflow === '' ? description : workflow, step };
}
