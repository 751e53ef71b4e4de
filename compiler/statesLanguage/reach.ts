import { edgesOf } from './edges.ts';
import type { Part } from './part.ts';

/**
 * The states that can be reached from one, in reverse postorder: where there are no loops, every state comes behind all
 * that lead to it. Walks with a list instead of recursion: a chain of states may be long.
 */
export function reachedFrom(start: string, states: ReadonlyMap<string, Part>): readonly string[] {
  const seen = new Set<string>();
  const done: string[] = [];
  const open: { readonly name: string; readonly targets: string[] }[] = [];
  const enter = (name: string): void => {
    const state = states.get(name);
    if (state === undefined || seen.has(name)) return;
    seen.add(name);
    // Taken from the end: turned round, the first target is walked first.
    open.push({
      name,
      targets: edgesOf(state)
        .map(({ target }) => target)
        .reverse(),
    });
  };
  enter(start);
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const target = at.targets.pop();
    if (target !== undefined) enter(target);
    else {
      done.push(at.name);
      open.pop();
    }
  }
  return done.reverse();
}
