import type { BoundRun, BoundWorkflow } from '../bind/index.ts';

/** Steps of called workflows that become a part of a machine before it is worth it to have them there only once. */
const SMALL = 200;

/** The workflows that are to stand once in a machine, whatever the number of places that run them. */
export interface Sharing {
  /** Those that several actions go to: each would end the machine in the same way. */
  readonly goneTo: ReadonlySet<BoundWorkflow>;
  /** Those that several places call, where the machine would not be small otherwise. */
  readonly called: ReadonlySet<BoundWorkflow>;
}

/** Decides what stands once in the machine of a workflow. */
export function sharingOf(root: BoundWorkflow): Sharing {
  const goneTo = new Map<BoundWorkflow, number>();
  const called = new Map<BoundWorkflow, number>();
  const seen = new Set([root]);
  // A set is walked in the order in which it is filled: what is found is visited, too.
  for (const workflow of seen) {
    for (const { run, leaves } of runsOf(workflow)) {
      const counts = leaves ? goneTo : called;
      counts.set(run.workflow, (counts.get(run.workflow) ?? 0) + 1);
      seen.add(run.workflow);
    }
  }
  const several = (counts: ReadonlyMap<BoundWorkflow, number>) =>
    new Set([...counts].flatMap(([workflow, count]) => (count > 1 && !takesSecrets(workflow) ? [workflow] : [])));
  const large = sizeOf(root, new Map()) - root.steps.length > SMALL;
  return { goneTo: several(goneTo), called: large ? several(called) : new Set() };
}

/** A secret is never kept in a variable, so who takes one has to stand where it is read. */
function takesSecrets({ secrets }: BoundWorkflow): boolean {
  return secrets.some(({ via }) => via.length === 0);
}

/** Every workflow that a workflow runs, and whether it is left for it. */
function runsOf({ before, steps }: BoundWorkflow): readonly { readonly run: BoundRun; readonly leaves: boolean }[] {
  const found = before.map((run) => ({ run, leaves: false }));
  for (const { runs, onSuccess, onFailure } of steps) {
    if (runs.kind === 'workflow') found.push({ run: runs.run, leaves: false });
    for (const { action, run } of [...onSuccess, ...onFailure])
      if (run !== undefined) found.push({ run, leaves: action.type === 'goto' });
  }
  return found;
}

/** How many steps a workflow has with all that it runs, each as often as it is run. */
function sizeOf(workflow: BoundWorkflow, known: Map<BoundWorkflow, number>): number {
  const size =
    known.get(workflow) ??
    runsOf(workflow).reduce((sum, { run }) => sum + sizeOf(run.workflow, known), workflow.steps.length);
  known.set(workflow, size);
  return size;
}
