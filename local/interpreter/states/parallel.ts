import { resumeBranch, startBranch } from '../branch.ts';
import { StateError } from '../errors.ts';
import { type Group, runGroup } from '../group.ts';
import { handled } from '../handling.ts';
import type { Json } from '../json.ts';
import type { ParallelProgram, Program } from '../program.ts';
import { bindingsOf, type Exit, failureOf, type Strand, type Visit } from '../run.ts';
import { evaluateTemplate } from '../template.ts';

/** Runs its branches side by side on the same input; its result is the list of their outputs. */
export function runParallel(visit: Visit, state: ParallelProgram): Promise<Exit> {
  let stopped = visit.branch.position.inner;
  return handled(visit, state, () => {
    const earlier = stopped;
    stopped = undefined;
    return attempt(visit, state, earlier);
  });
}

async function attempt(visit: Visit, state: ParallelProgram, stopped: readonly Strand[] | undefined): Promise<Json> {
  const { run, branch } = visit;
  try {
    const input = state.arguments
      ? await evaluateTemplate(state.arguments, 'Arguments', bindingsOf(visit, undefined))
      : visit.input;
    if (stopped === undefined) {
      branch.position.openId = run.history.add(branch.chain, 'ParallelStateStarted');
    }
    const result = await runGroup(visit, branches(visit, state, input), stopped);
    // The exit follows the same event as this one.
    run.history.add({ ...branch.chain }, 'ParallelStateSucceeded');
    return result;
  } catch (error) {
    if (branch.signal.aborted || !(error instanceof StateError)) throw error;
    const failure = failureOf(visit, error);
    run.history.add(branch.chain, 'ParallelStateFailed');
    throw failure;
  }
}

function branches({ branch, variables }: Visit, state: ParallelProgram, input: Json): Group {
  return {
    size: state.branches.length,
    concurrency: state.branches.length,
    program: (at) => programOf(state, at),
    async open(at, openId, signal, earlier) {
      const place = { chain: { last: openId }, signal };
      return earlier === undefined
        ? startBranch(programOf(state, at), input, variables, { ...place, map: branch.map })
        : resumeBranch(earlier, place);
    },
    closed: () => {},
    broken: () => {},
  };
}

function programOf({ branches }: ParallelProgram, at: number): Program {
  const program = branches[at];
  if (program === undefined) throw new RangeError(`There is no branch ${at}`);
  return program;
}
