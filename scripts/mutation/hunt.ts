import { type Change, planted } from './changes.ts';
import { probed } from './probes.ts';
import { createTester, type Tester, type TestFile, type Tests } from './tester.ts';
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
  readonly reached: ReadonlyMap<number, Tests>;
  readonly seconds: ReadonlyMap<string, number>;
  runs: number;
  caught: number;
}

interface Place {
  readonly workspace: Workspace;
  readonly tester: Tester;
}

/** Seconds that a test may take at least, whatever it took without a change. */
const SHORTEST_DEADLINE = 60;
const FIRST_DEADLINE = 300;

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
        const tests = about?.reached.get(number);
        return about === undefined || tests === undefined ? [] : [{ file, tests, about }];
      });
      const caughtBy = await plantedIn(place, each.change, () => firstFailing(reaching, place.tester));
      listener.onOutcome({ ...each, reachedBy: reaching.length, ...(caughtBy === undefined ? {} : { caughtBy }) });
    });
  } finally {
    for (const { tester } of places) tester.stop();
  }
}

/** Runs every test file once without a change, and notes which of its tests reach which places of changes. */
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
    const { passed, why = '', reached, seconds } = await tester.run([{ file, tests: 'all' }], FIRST_DEADLINE);
    if (passed) known.set(file, { reached: new Map(reached), seconds: new Map(seconds), runs: 0, caught: 0 });
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
async function firstFailing(
  files: readonly (TestFile & { readonly about: Known })[],
  tester: Tester,
): Promise<string | undefined> {
  if (files.length === 0) return undefined;
  const ordered = files
    .map(({ file, tests, about }) => {
      const times = tests === 'all' ? [...about.seconds.values()] : tests.map((test) => about.seconds.get(test) ?? 0);
      const promise = (about.caught + 1) / (about.runs + 2) / times.reduce((sum, each) => sum + each, 0.01);
      return { file, tests, about, promise, longest: Math.max(0, ...times) };
    })
    .sort((one, other) => other.promise - one.promise);
  const deadline = Math.max(SHORTEST_DEADLINE, 4 * Math.max(...ordered.map(({ longest }) => longest)));
  const { passed, failed } = await tester.run(
    ordered.map(({ file, tests }) => ({ file, tests })),
    deadline,
  );
  // Where it isn't known which failed, it was one of the first that are loaded.
  const at = passed
    ? ordered.length
    : Math.max(
        0,
        ordered.findIndex(({ file }) => file === failed),
      );
  for (const { about } of ordered.slice(0, at + 1)) about.runs += 1;
  const [found] = ordered.slice(at);
  if (found === undefined) return undefined;
  found.about.caught += 1;
  return found.file;
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
