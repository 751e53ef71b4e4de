import { DefinitionError, StateError } from './errors.ts';
import type { Chain } from './history.ts';
import type { Json } from './json.ts';
import { checkSize } from './limits.ts';
import type { Program, ProgramState } from './program.ts';
import { type Branch, type Entry, failureOf, type Run, type Visit } from './run.ts';
import { assign, type Variables } from './variables.ts';

/** A branch at the start of its states. */
export function startBranch(
  program: Program,
  input: Json,
  variables: Variables,
  at: { readonly chain: Chain; readonly signal: AbortSignal; readonly map: Json | undefined },
): Branch {
  return { ...at, position: { state: program.startAt, input, variables } };
}

/** A branch that stands where another one stopped. Its state is not entered again. */
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
    const exit = await run.runState(visit);
    const output = JSON.stringify(exit.output);
    checkSize(output, state.name);
    const after = exit.assigned && assign(variables, exit.assigned, state.name);
    const { text, details } = run.history.keep(output);
    run.history.add(branch.chain, `${state.type}StateExited`, {
      stateExitedEventDetails: {
        name: state.name,
        output: text,
        outputDetails: details,
        ...(after === undefined ? {} : assignedDetails(run, after.texts)),
      },
    });
    if (exit.next !== undefined) {
      branch.position = { state: exit.next, input: exit.output, variables: after?.variables ?? variables };
    }
    return exit;
  } catch (error) {
    throw error instanceof StateError ? failureOf(visit, error) : error;
  }
}

/** Records the entry of a state, unless the branch goes on where a redrive found it: then what follows is linked to that entry. */
function enter(run: Run, branch: Branch, state: ProgramState): Entry {
  const { position } = branch;
  if (position.entry !== undefined) {
    // A Fail state has nothing to follow its entry; the end of the execution comes after the redrive.
    if (state.type !== 'Fail') branch.chain.last = position.entry.id;
    return position.entry;
  }
  const { text, details } = run.history.keep(JSON.stringify(position.input));
  const id = run.history.add(branch.chain, `${state.type}StateEntered`, {
    stateEnteredEventDetails: { name: state.name, input: text, inputDetails: details },
  });
  run.notify({ kind: 'entered', state: state.name, type: state.type });
  position.entry = { id, time: new Date(run.clock.now()).toISOString() };
  return position.entry;
}

function assignedDetails(run: Run, texts: Readonly<Record<string, string>>) {
  const kept = Object.entries(texts).map(([name, text]) => [name, run.history.keep(text)] as const);
  return {
    assignedVariables: Object.fromEntries(kept.map(([name, { text }]) => [name, text])),
    assignedVariablesDetails: { truncated: kept.some(([, { details }]) => details.truncated) },
  };
}
