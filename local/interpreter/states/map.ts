import { resumeBranch, startBranch } from '../branch.ts';
import { QueryError, StateError } from '../errors.ts';
import { type Group, runGroup } from '../group.ts';
import { handled } from '../handling.ts';
import type { Json } from '../json.ts';
import type { MapProgram } from '../program.ts';
import { bindingsOf, type Exit, failureOf, type Strand, type Visit } from '../run.ts';
import { evaluateTemplate, evaluateTyped, type Template } from '../template.ts';

/** How many iterations AWS has under way at once where the state sets no limit. */
const usualConcurrency = 40;

/** Runs its processor once for each item; its result is the list of the outputs, in the order of the items. */
export function runMap(visit: Visit, state: MapProgram): Promise<Exit> {
  let stopped = visit.branch.position.inner;
  return handled(visit, state, () => {
    const earlier = stopped;
    stopped = undefined;
    return attempt(visit, state, earlier);
  });
}

async function attempt(visit: Visit, state: MapProgram, stopped: readonly Strand[] | undefined): Promise<Json> {
  const { run, branch } = visit;
  try {
    const result = await iterate(visit, state, stopped);
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
  const items = await itemsOf(visit, state);
  const limit = await numberOf(visit, 'MaxConcurrency', state.maxConcurrency);
  // Inline maps tolerate no failure; AWS evaluates the fields all the same.
  await numberOf(visit, 'ToleratedFailurePercentage', state.toleratedFailurePercentage);
  await numberOf(visit, 'ToleratedFailureCount', state.toleratedFailureCount);
  if (stopped === undefined) {
    branch.position.openId = run.history.add(branch.chain, 'MapStateStarted', {
      mapStateStartedEventDetails: { length: items.length },
    });
  }
  return runGroup(visit, iterations(visit, state, items, limit), stopped);
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
      return startBranch(state.processor, await selected(visit, state, value, map), visit.variables, { ...place, map });
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

async function itemsOf(visit: Visit, { items }: MapProgram): Promise<readonly Json[]> {
  if (items !== undefined) return evaluateTyped(items, 'Items', bindingsOf(visit, undefined), 'array');
  if (Array.isArray(visit.input)) return visit.input;
  throw new QueryError('Items', `Map state input must be an array but was: ${JSON.stringify(visit.input)}`);
}

async function numberOf(visit: Visit, field: string, template: Template | undefined): Promise<number | undefined> {
  return template && evaluateTyped(template, field, bindingsOf(visit, undefined), 'number');
}

/** What an iteration starts with: the item, or what the state makes of it. */
async function selected(visit: Visit, { itemSelector }: MapProgram, item: Json, map: Json): Promise<Json> {
  if (itemSelector === undefined) return item;
  const inIteration = { ...visit, branch: { ...visit.branch, map } };
  return evaluateTemplate(itemSelector, 'ItemSelector', bindingsOf(inIteration, undefined));
}
