import type { Action, Workflow } from '../document.ts';

/** Every action of a workflow once, though one of the workflow or of `components` stands in many steps. */
export function actionsOf({ steps }: Workflow): Set<Action> {
  return new Set(steps.flatMap(({ onSuccess, onFailure }) => [...onSuccess, ...onFailure]));
}
