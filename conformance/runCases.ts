import type { Case } from './cases.ts';
import { judge, type Verdict } from './compare.ts';
import type { Runner } from './runners/index.ts';

/** How a case came out; `error`: the runner could not be run. */
export interface Result {
  readonly case: Case;
  readonly verdict: Verdict | { readonly kind: 'error'; readonly differences: readonly string[] };
  /** What the runner said. */
  readonly message?: string | undefined;
  readonly milliseconds: number;
}

/** Runs cases, some at a time, and judges them; in the order of the cases. */
export async function runCases(
  runner: Runner,
  cases: readonly Case[],
  { parallel = 2, onResult }: { readonly parallel?: number; readonly onResult?: (result: Result) => void } = {},
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
  await Promise.all(Array.from({ length: parallel }, work));
  return cases.flatMap((each) => results.get(each) ?? []);
}

async function runCase(runner: Runner, each: Case): Promise<Result> {
  const started = performance.now();
  const timed = () => Math.round(performance.now() - started);
  try {
    const run = await runner.run(each);
    return { case: each, verdict: judge(each, run), message: run.message, milliseconds: timed() };
  } catch (error) {
    const differences = [error instanceof Error ? error.message : String(error)];
    return { case: each, verdict: { kind: 'error', differences }, milliseconds: timed() };
  }
}
