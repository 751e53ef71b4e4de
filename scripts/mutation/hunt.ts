import { type Change, planted } from './changes.ts';
import { probed } from './probes.ts';
import { createTester, type Tester } from './tester.ts';
import type { Workspace } from './workspace.ts';

/** A change that is to be planted, and the test files that may notice it. */
export interface Planted {
  readonly room: string;
  readonly change: Change;
  readonly tests: readonly string[];
}

/** What became of a planted change. */
export interface Outcome extends Planted {
  /** The test file that failed; undefined: the change survived. */
  readonly caughtBy?: string;
  /** How many test files reach its place. */
  readonly reachedBy: number;
}

/** Hears of what happens. */
export interface Listener {
  /** A test file fails without any change, and so is of no use. */
  onUnfit(file: string, why: string): void;
  onOutcome(outcome: Outcome): void;
}

/** What is known of a test file. */
interface Known {
  readonly seconds: number;
  readonly reached: ReadonlySet<number>;
  runs: number;
  caught: number;
}

interface Place {
  readonly workspace: Workspace;
  readonly tester: Tester;
}

/** Seconds that a test file may take at least, whatever it took without a change. */
const SHORTEST_DEADLINE = 30;
const FIRST_DEADLINE = 600;

/**
 * Plants changes one at a time, and runs the tests of their rooms that reach them until one fails: first those that are likely
 * to, for the time that they take.
 * @param workspaces one for each process that runs tests
 */
export async function hunt(
  all: readonly Planted[],
  workspaces: readonly Workspace[],
  listener: Listener,
): Promise<void> {
  const places = workspaces.map((workspace) => ({ workspace, tester: createTester(workspace) }));
  try {
    const known = await tryTests(all, places, listener);
    await eachOf([...all.entries()], places, async ([number, each], place) => {
      const reaching = each.tests.flatMap((file) => {
        const about = known.get(file);
        return about?.reached.has(number) ? [[file, about] as const] : [];
      });
      const caughtBy = await plantedIn(place, each.change, () => firstFailing(reaching, place.tester));
      listener.onOutcome({ ...each, reachedBy: reaching.length, ...(caughtBy === undefined ? {} : { caughtBy }) });
    });
  } finally {
    for (const { tester } of places) tester.stop();
  }
}

/** Runs every test file once without a change, and notes which places of changes it reaches. */
async function tryTests(
  all: readonly Planted[],
  places: readonly Place[],
  { onUnfit }: Listener,
): Promise<ReadonlyMap<string, Known>> {
  const numbered = all.map(({ change }, number) => ({ ...change, number }));
  const files = new Set(numbered.map(({ file }) => file));
  for (const { workspace } of places) {
    for (const file of files) {
      const own = numbered.filter((change) => change.file === file);
      workspace.write(file, probed(workspace.original(file), own));
    }
  }
  const known = new Map<string, Known>();
  await eachOf([...new Set(all.flatMap(({ tests }) => tests))], places, async (file, { tester }) => {
    const { passed, why = '', reached, seconds } = await tester.run(file, FIRST_DEADLINE);
    if (passed) known.set(file, { seconds, reached: new Set(reached), runs: 0, caught: 0 });
    else onUnfit(file, why);
  });
  for (const { workspace } of places) for (const file of files) workspace.restore(file);
  return known;
}

async function plantedIn<Result>({ workspace }: Place, change: Change, run: () => Promise<Result>): Promise<Result> {
  workspace.write(change.file, planted(workspace.original(change.file), change));
  try {
    return await run();
  } finally {
    workspace.restore(change.file);
  }
}

/** The first test file that fails, the promising ones first. */
async function firstFailing(tests: readonly (readonly [string, Known])[], tester: Tester): Promise<string | undefined> {
  const promise = ({ seconds, runs, caught }: Known) => (caught + 1) / (runs + 2) / seconds;
  const order = [...tests].sort(([, one], [, other]) => promise(other) - promise(one));
  for (const [file, about] of order) {
    const { passed } = await tester.run(file, Math.max(SHORTEST_DEADLINE, 10 * about.seconds));
    about.runs += 1;
    if (passed) continue;
    about.caught += 1;
    return file;
  }
  return undefined;
}

/** Does something for each item, in as many places at a time as there are. */
async function eachOf<Item>(
  items: readonly Item[],
  places: readonly Place[],
  work: (item: Item, place: Place) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  await Promise.all(
    places.map(async (place) => {
      for (const item of left) await work(item, place);
    }),
  );
}
