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

/** Runs cases, some at a time, and judges them; in the order of the cases. */
export async function runCases(
  runner: Runner,
  cases: readonly Case[],
  { parallel = 2, onResult }: { readonly parallel?: number; readonly onResult?: (result: Result) => void } = {},
): Promise<readonly Result[]> {
  const results = new Map<Case, Result>();
  const waiting = groupsOf(runner, cases).values();
  const work = async () => {
    for (const group of waiting) {
      for (const result of await runGroup(runner, group)) {
        results.set(result.case, result);
        onResult?.(result);
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return cases.flatMap((each) => results.get(each) ?? []);
}

/** The cases that one process of a runner may run, largest groups first, so that no long one is left for the end. */
function groupsOf({ together }: Runner, cases: readonly Case[]): readonly (readonly Case[])[] {
  const groups = new Map<string, Case[]>();
  const alone: Case[][] = [];
  for (const each of cases) {
    const key = together?.key(each);
    const group = key === undefined ? undefined : groups.get(key);
    if (key === undefined) alone.push([each]);
    else if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  const most = together?.most ?? 1;
  const parts = [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, at) => group.slice(at * most, (at + 1) * most)),
  );
  return [...parts.sort((one, other) => other.length - one.length), ...alone];
}

/** Runs a group by one process, or, where nothing came of that, half of it at a time. */
async function runGroup(runner: Runner, group: readonly Case[]): Promise<readonly Result[]> {
  const { together } = runner;
  const [first, ...rest] = group;
  if (first === undefined) return [];
  if (together === undefined || rest.length === 0) return [await runCase(runner, first)];
  const runs = await together.run(group).catch(() => undefined);
  if (runs !== undefined)
    return group.flatMap((each, at): readonly Result[] => {
      const run = runs[at];
      return run === undefined ? [] : [{ case: each, verdict: judge(each, run), message: run.message }];
    });
  const half = Math.ceil(group.length / 2);
  return [...(await runGroup(runner, group.slice(0, half))), ...(await runGroup(runner, group.slice(half)))];
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
