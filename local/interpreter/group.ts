import { runBranch } from './branch.ts';
import { Cancelled, StateError } from './errors.ts';
import type { Json } from './json.ts';
import type { Program } from './program.ts';
import type { Branch, Strand, Visit } from './run.ts';

/** Branches that run side by side: those of a Parallel, or the iterations of a Map. */
export interface Group {
  readonly size: number;
  /** How many may be under way at once. */
  readonly concurrency: number;
  program(at: number): Program;
  /** Opens a branch that is new, or one that goes on after a redrive (`stopped`), after the event of the id `openId`. */
  open(at: number, openId: number, signal: AbortSignal, stopped: Branch | undefined): Promise<Branch>;
  /** Puts the success of a branch on record. */
  closed(at: number, branch: Branch): void;
  /** Puts on record that a branch failed, or was ended because another one failed at the event of this id. */
  broken(at: number, outcome: 'failed' | 'aborted', failureId: number): void;
}

/**
 * Runs the branches of a group and gives their outputs in order. The first failure ends them all, is put on record for
 * each that was under way, and is thrown. `stopped` says how far an earlier run came that a redrive goes on with.
 */
export async function runGroup(visit: Visit, group: Group, stopped: readonly Strand[] | undefined): Promise<Json[]> {
  const { run, branch: outer } = visit;
  const controller = new AbortController();
  const end = (): void => controller.abort(outer.signal.reason);
  outer.signal.addEventListener('abort', end);
  const strands: Strand[] = Array.from({ length: group.size }, (_, at) => stopped?.[at] ?? { state: 'waiting' });
  outer.position.inner = strands;
  const openId = outer.position.openId ?? outer.chain.last;
  let failure: { readonly error: unknown; readonly at: number } | undefined;
  let next = 0;

  /** Gives the id of the last event of the branch's states. */
  const runStrand = async (at: number, previousId: number, earlier: Strand): Promise<number> => {
    if (earlier.state === 'done') return previousId;
    const stoppedBranch = earlier.state === 'open' ? earlier.branch : undefined;
    try {
      const branch = await group.open(at, previousId, controller.signal, stoppedBranch);
      strands[at] = { state: 'open', branch };
      const output = await runBranch(run, group.program(at), branch);
      const lastId = branch.chain.last;
      group.closed(at, branch);
      strands[at] = { state: 'done', output };
      outer.chain.last = branch.chain.last;
      return lastId;
    } catch (error) {
      failure ??= { error, at };
      controller.abort(new Cancelled());
      return previousId;
    }
  };
  // A branch that had to wait for another one's end follows that one's states.
  const worker = async (): Promise<void> => {
    let previousId = openId;
    while (next < group.size && failure === undefined) {
      const at = next++;
      previousId = await runStrand(at, previousId, strands[at] ?? { state: 'waiting' });
    }
  };
  await Promise.all(Array.from({ length: Math.min(group.concurrency, group.size) }, worker));
  outer.signal.removeEventListener('abort', end);
  outer.signal.throwIfAborted();
  if (failure !== undefined) {
    recordFailure(visit, group, strands, failure, openId);
    throw failure.error;
  }
  return strands.map((strand) => (strand.state === 'done' ? strand.output : null));
}

/** All events of a failed group follow the event at which the first branch failed. */
function recordFailure(
  { run, branch: outer }: Visit,
  group: Group,
  strands: readonly Strand[],
  { error, at: failed }: { readonly error: unknown; readonly at: number },
  openId: number,
): void {
  if (!(error instanceof StateError)) return;
  const origin = strands[failed];
  const failureId = origin?.state === 'open' ? origin.branch.chain.last : openId;
  for (const [at, strand] of strands.entries()) {
    if (strand.state !== 'open') continue;
    group.broken(at, at === failed ? 'failed' : 'aborted', failureId);
    const state = group.program(at).states.get(strand.branch.position.state);
    if (state !== undefined && abortable.has(state.type) && (at !== failed || state.type === 'Task')) {
      run.history.add({ last: failureId }, `${state.type}StateAborted`);
    }
  }
  outer.chain.last = failureId;
}

/** The states that can be under way for long; the others have no event for being ended. */
const abortable: ReadonlySet<string> = new Set(['Task', 'Wait', 'Parallel', 'Map']);
