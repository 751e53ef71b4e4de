import { DefinitionError, StateError } from './errors.ts';
import { type Chain, notTruncated } from './history.ts';
import type { Json } from './json.ts';
import { checkSize, checkVariables } from './limits.ts';
import type { Program, ProgramState } from './program.ts';
import { type Branch, type Entry, failureOf, type Run, type Variables, type Visit } from './run.ts';
import { runByType } from './states/index.ts';

/** A branch at the start of its states. */
export function startBranch(
  program: Program,
  input: Json,
  variables: Variables,
  at: { readonly chain: Chain; readonly signal: AbortSignal; readonly map: Json | undefined },
): Branch {
  return { ...at, position: { state: program.startAt, input, variables } };
}

/** A branch that stands where another one stopped. Its state is not entered again where it can be tried again. */
export function resumeBranch(stopped: Branch, at: { readonly chain: Chain; readonly signal: AbortSignal }): Branch {
  return { ...stopped, ...at };
}

/**
 * Runs the states of a branch from where it stands to its end, and gives its output. Where it fails or is cancelled, the
 * branch still says where it stood.
 */
export async function runBranch(run: Run, program: Program, branch: Branch): Promise<Json> {
  branch.signal.throwIfAborted();
  for (;;) {
    const state = program.states.get(branch.position.state);
    if (state === undefined) {
      throw new DefinitionError('/States', `Missing 'Next' target: ${branch.position.state}`);
    }
    const { next, output } = await runState(run, branch, state);
    branch.signal.throwIfAborted();
    if (next === undefined) return output;
  }
}

async function runState(run: Run, branch: Branch, state: ProgramState) {
  const { input, variables } = branch.position;
  const { id, time } = enter(run, branch, state);
  const visit: Visit = {
    run,
    branch,
    state,
    input,
    variables,
    entered: id,
    enteredTime: time,
    retryCount: 0,
    taskToken: undefined,
  };
  try {
    const exit = await runByType(visit);
    const output = JSON.stringify(exit.output);
    checkSize(output, state.name);
    run.history.add(branch.chain, `${state.type}StateExited`, {
      stateExitedEventDetails: {
        name: state.name,
        output,
        outputDetails: notTruncated,
        ...assignedDetails(exit.assigned, state.name),
      },
    });
    if (exit.next !== undefined) {
      branch.position = {
        state: exit.next,
        input: exit.output,
        variables: exit.assigned === undefined ? variables : { ...variables, ...exit.assigned },
      };
    }
    return exit;
  } catch (error) {
    throw error instanceof StateError ? failureOf(visit, error) : error;
  }
}

/** Records the entry of a state, unless the branch goes on in the middle of one that is tried again. */
function enter(run: Run, branch: Branch, state: ProgramState): Entry {
  const { position } = branch;
  const triedAgain = state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map';
  if (position.entry !== undefined && triedAgain) return position.entry;
  const id = run.history.add(branch.chain, `${state.type}StateEntered`, {
    stateEnteredEventDetails: {
      name: state.name,
      input: JSON.stringify(position.input),
      inputDetails: notTruncated,
    },
  });
  run.notify({ kind: 'entered', state: state.name, type: state.type });
  position.entry = { id, time: new Date(run.clock.now()).toISOString() };
  return position.entry;
}

function assignedDetails(assigned: Variables | undefined, state: string) {
  if (assigned === undefined) return {};
  const texts = Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)] as const);
  checkVariables(
    texts.map(([, text]) => text),
    state,
  );
  return { assignedVariables: Object.fromEntries(texts), assignedVariablesDetails: notTruncated };
}
