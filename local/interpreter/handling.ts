import type { Json } from './json.ts';
import type { Handling } from './program.ts';
import { matches, retryBudget } from './retry.ts';
import { type Exit, errorOutput, failureOf, type Visit, yieldOf } from './run.ts';

/**
 * Runs a state that may be retried and whose errors may be caught. An error in what the state makes of its result counts
 * as the state's, too.
 */
export async function handled(visit: Visit, state: Handling, attempt: () => Promise<Json>): Promise<Exit> {
  const { run, branch } = visit;
  const budget = retryBudget(state.retry, run.random);
  for (;;) {
    try {
      const result = await attempt();
      return await yieldOf(visit, state, { result }, result, state.next);
    } catch (error) {
      const failure = failureOf(visit, error);
      const name = failure.error ?? '';
      const why = failure.reason === undefined ? {} : { cause: failure.reason };
      const next = budget.next(failure);
      if (next !== undefined) {
        visit.retryCount++;
        run.notify({ kind: 'retried', state: state.name, error: name, ...why, ...next, attempt: visit.retryCount });
        await run.clock.sleep(next.seconds * 1000, branch.signal);
        continue;
      }
      const index = state.catch.findIndex(({ errors }) => matches(errors, failure));
      const catcher = state.catch[index];
      if (catcher === undefined) throw failure;
      run.notify({ kind: 'caught', state: state.name, error: name, ...why, next: catcher.next, index });
      const output = errorOutput(failure);
      return await yieldOf(visit, catcher, { errorOutput: output }, output, catcher.next);
    }
  }
}
