import { availableParallelism } from 'node:os';
import type { Case } from './cases.ts';
import { judge, type Verdict } from './compare.ts';
import type { Runner } from './runners/index.ts';

/** How a case came out; `error`: the runner could not be run. */
export interface Result {
  readonly case: Case;
  readonly verdict: Verdict | { readonly kind: 'error'; readonly differences: readonly string[] };
  /** What the runner said. */
  readonly message?: string | undefined;
}

/** How cases are run. */
export interface RunOptions {
  /** How many at a time; without it as many as there are processors. */
  readonly parallel?: number;
  readonly onResult?: (result: Result) => void;
}

/** Runs cases, some at a time, and judges them; in the order of the cases. The runner is closed then. */
export async function runCases(
  runner: Runner,
  cases: readonly Case[],
  { parallel = availableParallelism(), onResult }: RunOptions = {},
): Promise<readonly Result[]> {
  const results = new Map<Case, Result>();
  const waiting = cases.values();
  const work = async () => {
    for (const each of waiting) {
      const result = await runCase(runner, each);
      results.set(each, result);
      onResult?.(result);
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel }, work));
  } finally {
    await runner.close?.();
  }
  return cases.flatMap((each) => results.get(each) ?? []);
}

async function runCase(runner: Runner, each: Case): Promise<Result> {
  try {
    const run = await runner.run(each);
    return { case: each, verdict: judge(each, run), message: run.message };
  } catch (error) {
    const differences = [error instanceof Error ? error.message : String(error)];
    return { case: each, verdict: { kind: 'error', differences } };
  }
}
