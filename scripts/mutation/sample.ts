import { randomFrom } from '../mutate.ts';
import { type Change, changesIn } from './changes.ts';
import type { Room } from './rooms.ts';
import { typeChecked } from './typeCheck.ts';
import { filesOf, type Workspace } from './workspace.ts';

/** Which changes of a room are planted. */
export interface Sampling {
  readonly count: number;
  readonly seed: number;
  /** Only changes of these files, or of these lines of files: `compiler/permissions.ts:42`. */
  readonly at?: readonly string[];
}

/** Some of the changes of a room, the same for the same seed as long as the code is the same; each passes the type checker. */
export function sample(
  room: Room,
  { count, seed, at }: Sampling,
  root: string,
  workspace: Workspace,
): readonly Change[] {
  const all = filesOf(root, room.sources)
    .flatMap((file) => changesIn(file, workspace.original(file)))
    .filter(({ file, line }) => at === undefined || at.includes(file) || at.includes(`${file}:${line}`));
  const left = shuffled(all, randomFrom(seed));
  const taken: Change[] = [];
  // About half of them pass.
  while (taken.length < count && left.length > 0) {
    taken.push(...typeChecked(left.splice(0, 3 * (count - taken.length)), workspace));
  }
  return taken.slice(0, count);
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}
