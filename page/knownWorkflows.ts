import type { Machine } from '../compiler/index.ts';
import type { Json } from '../local/index.ts';

/** A workflow that machines were made of. */
export interface KnownWorkflow {
  readonly machine: Machine;
  /** Reads the input that is kept beside its document as an example; without one, the examples of its schema are taken. */
  readonly example?: () => Json | undefined;
}

/** The workflows that the page knows, by their definitions. */
export interface KnownWorkflows {
  /** Takes in a workflow, in place of the one that has the same definition. */
  add(workflow: KnownWorkflow): void;
  /** The workflow of a definition, whatever its spaces. */
  of(definition: string): KnownWorkflow | undefined;
}

/** How many definitions are kept without their spaces. */
const KEPT = 50;

/** Begins with these workflows; of two with one definition, the last is meant. */
export function knownWorkflows(workflows: readonly KnownWorkflow[] = []): KnownWorkflows {
  const known = new Map<string, KnownWorkflow>();
  const texts = new Map<string, string>();
  const compact = (definition: string): string => {
    const text = texts.get(definition) ?? JSON.stringify(JSON.parse(definition));
    if (texts.size > KEPT) texts.clear();
    texts.set(definition, text);
    return text;
  };
  const add = (workflow: KnownWorkflow): void => {
    known.set(compact(workflow.machine.text), workflow);
  };
  workflows.forEach(add);
  return { add, of: (definition) => known.get(compact(definition)) };
}
