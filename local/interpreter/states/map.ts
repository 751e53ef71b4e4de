import { resumeBranch, startBranch } from '../branch.ts';
import { runDistributed } from '../distributed/distributedMap.ts';
import type { MapRun } from '../distributed/mapRun.ts';
import { StateError } from '../errors.ts';
import { type Group, runGroup } from '../group.ts';
import { handled } from '../handling.ts';
import type { Json } from '../json.ts';
import { itemsOfInput, limitsOf, selectItem } from '../mapItems.ts';
import type { MapProgram } from '../program.ts';
import { type Exit, failureOf, type Position, type Strand, type Visit } from '../run.ts';

/** How many iterations AWS has under way at once where the state sets no limit. */
const usualConcurrency = 40;

/** Runs its processor once for each item; its result is the list of the outputs, in the order of the items. */
export function runMap(visit: Visit, state: MapProgram): Promise<Exit> {
  const { inner, mapRun } = visit.branch.position;
  let stopped: Stopped = { inner, mapRun };
  return handled(visit, state, () => {
    const earlier = stopped;
    stopped = {};
    return attempt(visit, state, earlier);
  });
}

/** How far an earlier run came that a redrive goes on with. */
interface Stopped {
  readonly inner?: Position['inner'] | undefined;
  readonly mapRun?: MapRun | undefined;
}

async function attempt(visit: Visit, state: MapProgram, { inner, mapRun }: Stopped): Promise<Json> {
  const { run, branch } = visit;
  try {
    const { distributed } = state;
    const result =
      distributed === undefined
        ? await iterate(visit, state, inner)
        : await runDistributed(visit, state, distributed, mapRun);
    // The exit follows the same event as this one.
    run.history.add({ ...branch.chain }, 'MapStateSucceeded');
    return result;
  } catch (error) {
    if (branch.signal.aborted || !(error instanceof StateError)) throw error;
    const failure = failureOf(visit, error);
    run.history.add(branch.chain, 'MapStateFailed');
    throw failure;
  }
}

async function iterate(visit: Visit, state: MapProgram, stopped: readonly Strand[] | undefined): Promise<Json> {
  const { run, branch } = visit;
  const items = await itemsOfInput(visit, state);
  // Inline maps tolerate no failure; AWS evaluates the fields all the same.
  const { maxConcurrency } = await limitsOf(visit, state);
  if (stopped === undefined) {
    branch.position.openId = run.history.add(branch.chain, 'MapStateStarted', {
      mapStateStartedEventDetails: { length: items.length },
    });
  }
  return runGroup(visit, iterations(visit, state, items, maxConcurrency), stopped);
}

function iterations(visit: Visit, state: MapProgram, items: readonly Json[], limit: number | undefined): Group {
  const { run } = visit;
  const iteration = (index: number) => ({ name: state.name, index });
  return {
    size: items.length,
    concurrency: limit === undefined || limit === 0 ? usualConcurrency : limit,
    program: () => state.processor,
    async open(at, openId, signal, earlier) {
      const place = { chain: { last: openId }, signal };
      if (earlier !== undefined) return resumeBranch(earlier, place);
      run.history.add(place.chain, 'MapIterationStarted', { mapIterationStartedEventDetails: iteration(at) });
      const value = items[at] ?? null;
      const map = { Item: { Index: at, Value: value } };
      return startBranch(state.processor, await selectItem(visit, state, value, map), visit.variables, {
        ...place,
        map,
      });
    },
    closed(at, { chain }) {
      run.history.add(chain, 'MapIterationSucceeded', { mapIterationSucceededEventDetails: iteration(at) });
    },
    broken(at, outcome, failureId) {
      const chain = { last: failureId };
      if (outcome === 'failed') {
        run.history.add(chain, 'MapIterationFailed', { mapIterationFailedEventDetails: iteration(at) });
      } else {
        run.history.add(chain, 'MapIterationAborted', { mapIterationAbortedEventDetails: iteration(at) });
      }
    },
  };
}
