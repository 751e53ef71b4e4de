import type { Services } from './calls.ts';
import type { Clock } from './clock.ts';
import type { MachineDefinition } from './definition.ts';
import type { MapRun, MapRunKeeper } from './distributed/mapRun.ts';
import { QueryError, RuntimeError, StateError, VariablesTooLarge } from './errors.ts';
import type { Execution, ExecutionOptions } from './execution.ts';
import type { Bindings } from './expression.ts';
import { type Chain, errorDetails, type History } from './history.ts';
import { emptyObject, type Json, type JsonObject } from './json.ts';
import type { Assignment, ProgramState, Yield } from './program.ts';
import type { Called, Progress } from './progress.ts';
import { evaluateTemplate } from './template.ts';
import type { TaskTokens } from './tokens.ts';
import type { Assigned, Variables } from './variables.ts';

/** In what a child execution differs from the one that starts it. */
export type ChildOptions = Pick<
  ExecutionOptions,
  'arn' | 'name' | 'stateMachineArn' | 'longestSeconds' | 'historyRoom' | 'onEvent'
>;

/** One execution under way, as its states see it. */
export interface Run {
  readonly clock: Clock;
  readonly random: () => number;
  readonly services: Services;
  readonly tokens: TaskTokens;
  readonly history: History;
  /** Takes the place of `$states.context`. */
  readonly context: JsonObject | undefined;
  /** `$states.context.Execution` and `.StateMachine`. */
  readonly execution: JsonObject;
  readonly machine: JsonObject;
  readonly machineName: string;
  readonly region: string;
  /** The execution's own ARN, and others of its place, account and machine: `arnOf('stateMachine', 'hire')`. */
  readonly arn: string;
  arnOf(type: string, path: string): string;
  /** What the map runs of a distributed Map without a Label are called. */
  labelOf(state: string): string;
  /** A child execution, on the services, clock and role of this one. */
  createChild(definition: MachineDefinition, input: Json, names: ChildOptions): Execution;
  readonly mapRuns: MapRunKeeper;
  /** Whether causes say in which state something went wrong, as those of TestState don't. */
  readonly opensCauses: boolean;
  readonly calls: Called[];
  notify(progress: Progress): void;
  /** Runs the state of a visit, by its type; here, since the states that hold branches run them by way of this. */
  runState(visit: Visit): Promise<Exit>;
}

/** Where a chain of states stands: the state that runs or runs next, and what it was entered with. */
export interface Position {
  readonly state: string;
  readonly input: Json;
  readonly variables: Variables;
  /** Once it has been entered. */
  entry?: Entry;
  /** Of a Parallel or Map under way, the event that its branches or iterations follow. */
  openId?: number;
  /** Of a distributed Map under way, its child executions. */
  mapRun?: MapRun;
  /** Of a Parallel or Map under way, where each branch or iteration stands. */
  inner?: readonly Strand[];
}

/** The event of a state's entry, and its time (ISO 8601). */
export interface Entry {
  readonly id: number;
  readonly time: string;
}

/** How far a branch of a group has come. */
export type Strand =
  | { readonly state: 'waiting' }
  | { readonly state: 'open'; readonly branch: Branch }
  | { readonly state: 'done'; readonly output: Json };

/** A chain of states under way: the execution's own, a branch's, an iteration's. */
export interface Branch {
  readonly chain: Chain;
  readonly signal: AbortSignal;
  /** `$states.context.Map`, inside an iteration. */
  readonly map: Json | undefined;
  position: Position;
}

/** One stay in one state. */
export interface Visit {
  readonly run: Run;
  readonly branch: Branch;
  readonly state: ProgramState;
  readonly input: Json;
  readonly variables: Variables;
  /** The id of the event of its entry, which messages name. */
  readonly entered: number;
  readonly enteredTime: string;
  retryCount: number;
  taskToken: string | undefined;
}

/** How a state is left. */
export interface Exit {
  /** Undefined: the branch ends here. */
  readonly next: string | undefined;
  readonly output: Json;
  readonly assigned: Assigned | undefined;
}

/** What the expressions of a state are evaluated on: `$states` with what is known by then, and what was assigned before. */
export function bindingsOf(
  visit: Visit,
  known: { readonly result: Json } | { readonly errorOutput: Json } | undefined,
): Bindings {
  const { run } = visit;
  const context = run.context ?? contextOf(visit);
  const { clock, random } = run;
  const variables = emptyObject();
  Object.assign(variables, visit.variables.values, { states: { input: visit.input, context, ...known } });
  return { variables, now: clock.now(), random, clock };
}

/** `$states.context`. */
function contextOf(visit: Visit): JsonObject {
  const { run, state, branch } = visit;
  const stateContext: { [key: string]: Json } = { Name: state.name, EnteredTime: visit.enteredTime };
  if (state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map') {
    stateContext['RetryCount'] = visit.retryCount;
  }
  const context: { [key: string]: Json } = {
    Execution: run.execution,
    StateMachine: run.machine,
    State: stateContext,
  };
  if (visit.taskToken !== undefined) context['Task'] = { Token: visit.taskToken };
  if (branch.map !== undefined) context['Map'] = branch.map;
  return context;
}

/**
 * Evaluates what a state, a choice rule or a catcher assigns and puts out, both on the values that the state was entered
 * with, and makes it the state's exit.
 */
export async function yieldOf(
  visit: Visit,
  { assign, output, location }: Yield,
  known: { readonly result: Json } | { readonly errorOutput: Json } | undefined,
  byDefault: Json,
  next: string | undefined,
): Promise<Exit> {
  if (assign === undefined && output === undefined) return { next, output: byDefault, assigned: undefined };
  const bindings = bindingsOf(visit, known);
  return {
    assigned: assign === undefined ? undefined : await evaluateAssign(assign, location, bindings),
    output: output === undefined ? byDefault : await evaluateTemplate(output, `${location}Output`, bindings),
    next,
  };
}

async function evaluateAssign(assign: Assignment, location: string, bindings: Bindings): Promise<Assigned> {
  const values = emptyObject();
  for (const [name, template] of assign) {
    values[name] = await evaluateTemplate(template, `${location}Assign/${name}`, bindings);
  }
  return { values, location };
}

/**
 * An error as it leaves its state: what the interpreter found is opened by AWS's words for the place, and what an
 * evaluation came to is put on record. Anything that no state can handle is thrown on.
 */
export function failureOf(visit: Visit, error: unknown): StateError {
  if (!(error instanceof StateError)) throw error;
  const { run, state, entered } = visit;
  const opening = `An error occurred while executing the state '${state.name}' (entered at the event id #${entered}). `;
  const isOpened = error instanceof RuntimeError && run.opensCauses;
  const failure =
    error instanceof RuntimeError ? new StateError(error.error, `${isOpened ? opening : ''}${error.reason}`) : error;
  if (error instanceof QueryError || error instanceof VariablesTooLarge) {
    run.history.add(visit.branch.chain, 'EvaluationFailed', {
      evaluationFailedEventDetails: {
        ...errorDetails(failure),
        location: error.location,
        state: state.name,
      },
    });
  }
  return failure;
}

/** `$states.errorOutput`. */
export function errorOutput(failure: StateError): Json {
  return { Error: failure.error ?? '', Cause: failure.reason ?? '' };
}
