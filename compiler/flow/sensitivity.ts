import { runKey } from '../bind/index.ts';
import { readsOf, type Value, type Via } from '../values/index.ts';
import type { PlacedWorkflow, Run, Site } from './placed.ts';

/** Where a slot stands: in a workflow that is a part of this one, or in a shared one, behind a place that runs it. */
export type Located =
  | { readonly kind: 'inline'; readonly workflow: PlacedWorkflow }
  | { readonly kind: 'site'; readonly site: Site; readonly rest: Via };

/** Follows the way into the workflows that a workflow runs; undefined where one of them isn't placed yet. */
export function locate(workflow: PlacedWorkflow, via: Via): Located | undefined {
  let here = workflow;
  for (const [at, each] of via.entries()) {
    const run: Run | undefined = here.runs.get(runKey(each));
    if (run === undefined) return undefined;
    if (run.kind === 'shared') return { kind: 'site', site: run.site, rest: via.slice(at + 1) };
    here = run.workflow;
  }
  return { kind: 'inline', workflow: here };
}

/** Whether an input is a secret: by itself, or by what the workflow is handed for it. To a shared one none is handed. */
export function isSecretInput(workflow: PlacedWorkflow, name: string): boolean {
  return remembered(secrets, workflow, name, () => {
    if (workflow.secrets.has(name)) return true;
    const value = workflow.handed?.given.get(name);
    return value !== undefined && workflow.handed !== undefined && readsSecret(value, workflow.handed.by);
  });
}

/** Whether a value reads a secret. What isn't placed yet may be one. */
export function readsSecret(value: Value, workflow: PlacedWorkflow): boolean {
  return readsInput(value, workflow, isSecretInput, true);
}

/** Whether an input is personal: by itself, or by what the workflow is handed for it anywhere. */
export function isPersonalInput(workflow: PlacedWorkflow, name: string): boolean {
  return remembered(personal, workflow, name, () => {
    if (workflow.personal.has(name)) return true;
    const handed = workflow.shared?.sites.map((site) => site.handed) ?? [];
    if (workflow.handed !== undefined) handed.push(workflow.handed);
    return handed.some(({ by, given }) => {
      const value = given.get(name);
      return value !== undefined && readsInput(value, by, isPersonalInput, false);
    });
  });
}

type Judge = (workflow: PlacedWorkflow, name: string) => boolean;

function readsInput(value: Value, workflow: PlacedWorkflow, judge: Judge, unplaced: boolean): boolean {
  for (const { from } of readsOf(value)) {
    if (from.kind === 'input' && judgedAt(workflow, from.via, from.name, judge, unplaced)) return true;
  }
  return false;
}

function judgedAt(workflow: PlacedWorkflow, via: Via, name: string, judge: Judge, unplaced: boolean): boolean {
  const located = locate(workflow, via);
  if (located === undefined) return unplaced;
  return located.kind === 'inline'
    ? judge(located.workflow, name)
    : judgedAt(located.site.workflow, located.rest, name, judge, unplaced);
}

type Memory = WeakMap<PlacedWorkflow, Map<string, boolean>>;
const secrets: Memory = new WeakMap();
const personal: Memory = new WeakMap();

function remembered(memory: Memory, workflow: PlacedWorkflow, name: string, find: () => boolean): boolean {
  const names = memory.get(workflow) ?? new Map<string, boolean>();
  memory.set(workflow, names);
  const known = names.get(name);
  if (known !== undefined) return known;
  const found = find();
  names.set(name, found);
  return found;
}
