import { fieldAt, isPart, type Part, partsAt, within } from './part.ts';

/** A way out of a state. */
export interface Edge {
  /** The field that names the target: `Next`, `Catch[0]/Next`. */
  readonly field: string;
  readonly target: string;
  /** What is assigned on this way, and on this way alone. */
  readonly assign: Part | undefined;
}

/** The ways out of a state. A catcher and a Choice rule have an `Assign` of their own, which replaces the state's. */
export function edgesOf(state: Part): readonly Edge[] {
  return [
    ...wayBy('Next', '', state),
    ...partsAt(state, 'Choices').flatMap(([path, rule]) => wayBy('Next', path, rule)),
    ...partsAt(state, 'Catch').flatMap(([path, catcher]) => wayBy('Next', path, catcher)),
    ...wayBy('Default', '', state),
  ];
}

function wayBy(name: string, path: string, part: Part): readonly Edge[] {
  const target = fieldAt(part, name);
  const assign = fieldAt(part, 'Assign');
  if (typeof target !== 'string') return [];
  return [{ field: within(path, name), target, assign: isPart(assign) ? assign : undefined }];
}

/** Whether the execution, or the branch, ends with success in this state. */
export function succeeds(state: Part): boolean {
  return fieldAt(state, 'Type') === 'Succeed' || fieldAt(state, 'End') === true;
}

/** Whether it ends in this state, one way or the other. */
export function ends(state: Part): boolean {
  return fieldAt(state, 'Type') === 'Fail' || succeeds(state);
}
