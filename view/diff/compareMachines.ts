import { type Area, areas, type Traits } from './traits.ts';

/** One thing that is different. */
export interface Change {
  readonly area: Area;
  /** What it is about: an input, a state, a member of a call. */
  readonly what: string;
  /** Absent: it is new. */
  readonly before?: string;
  /** Absent: it is gone. */
  readonly after?: string;
  /** Who starts executions or reads their outputs may have to change something. */
  readonly breaking?: true;
}

/** What is different between a workflow and what it was before; `workflow` is absent from one of them where it is new or gone. */
export interface MachineDiff {
  readonly workflow: string;
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly changes: readonly Change[];
}

/**
 * Compares what a workflow does.
 * @param before, after undefined: there is none
 */
export function compareMachines(workflow: string, before: Traits | undefined, after: Traits | undefined): MachineDiff {
  if (before === undefined || after === undefined) {
    return { workflow, kind: before === undefined ? 'added' : 'removed', changes: [] };
  }
  const changes = areas.flatMap((area) => changesIn(area, before[area], after[area]));
  return { workflow, kind: changes.length === 0 ? 'same' : 'changed', changes };
}

function changesIn(
  area: Area,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly Change[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((what) => {
    const [old, now] = [before.get(what), after.get(what)];
    if (old === now) return [];
    return [
      {
        area,
        what,
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
        ...(breaks(area, old, now) ? { breaking: true } : {}),
      },
    ];
  });
}

/** A new input that is required, one that means something else, an output that is gone or may be missing now. */
function breaks(area: Area, before: string | undefined, after: string | undefined): boolean {
  switch (area) {
    case 'inputs': {
      if (before === undefined) return isRequired(after);
      if (after === undefined || schemaOf(before) !== schemaOf(after)) return true;
      return isRequired(after) && !isRequired(before);
    }
    case 'outputs':
      return before !== undefined && (after === undefined || (mayBeMissing(after) && !mayBeMissing(before)));
    case 'permissions':
    case 'secrets':
    case 'states':
    case 'sent':
    case 'retries':
    case 'transitions':
    case 'cost':
      return false;
    default:
      return area satisfies never;
  }
}

function isRequired(input: string | undefined): boolean {
  return input?.startsWith('required') === true;
}

function schemaOf(input: string): string {
  return input.replace(/^(?:required|optional)/, '');
}

function mayBeMissing(output: string): boolean {
  return output.endsWith('may be missing');
}
