import { resumeBranch, runBranch, startBranch } from './branch.ts';
import type { Services } from './calls.ts';
import { type Clock, virtualClock } from './clock.ts';
import type { MachineDefinition } from './definition.ts';
import type { MapRunKeeper } from './distributed/mapRun.ts';
import { endExecution, failed, succeeded } from './ending.ts';
import { ExecutionEnd } from './errors.ts';
import { type Chain, createHistory, type HistoryEvent, type HistoryRoom, historyRoom } from './history.ts';
import { type Json, type JsonObject, toData } from './json.ts';
import { prepare } from './prepare.ts';
import type { Called, Progress } from './progress.ts';
import { nameUuid, seededRandom, uuid } from './random.ts';
import type { Run } from './run.ts';
import { runByType } from './states/index.ts';
import { createTokens, type TaskTokens } from './tokens.ts';
import { givenVariables } from './variables.ts';

/** What an execution runs on: services, clock, names. */
export interface ExecutionOptions {
  /** What the machine's Tasks call. */
  readonly services: Services;
  /** Default: a virtual clock of its own. Services that tell the time must be on the same clock. */
  readonly clock?: Clock;
  /** For jitter, `$random` and `$uuid`. The same seed gives the same run; default: another one each time. */
  readonly seed?: number;
  /** The state machine's name; default `machine`. */
  readonly machineName?: string;
  /** The execution's name; default a UUID. */
  readonly name?: string;
  /** Its ARN; default: made of the names. */
  readonly arn?: string;
  /** Variables that are assigned before the first state. */
  readonly variables?: JsonObject;
  /** Takes the place of `$states.context`. */
  readonly context?: JsonObject;
  /** The longest that it may run, whatever its definition says, in seconds; default: without limit. */
  readonly longestSeconds?: number;
  /** Whether causes of errors in a state begin with its name and the event of its entry; default true. */
  readonly opensCauses?: boolean;
  readonly region?: string;
  readonly account?: string;
  /** Null: there is none, as where a state is tested alone. */
  readonly roleArn?: string | null;
  /** Where answers to `.waitForTaskToken` arrive. Default: nobody answers. */
  readonly tokens?: TaskTokens;
  /** For the inputs and outputs that its history holds; default: room of its own. */
  readonly historyRoom?: HistoryRoom;
  /** Is told of what happens as it happens. */
  readonly onProgress?: (progress: Progress) => void;
  /** Its machine's ARN, as its context has it; default: made of the machine's name. */
  readonly stateMachineArn?: string;
  /** Where its map runs are kept. Default: nowhere. */
  readonly mapRuns?: MapRunKeeper;
  /** Is called after each event of the history. */
  readonly onEvent?: () => void;
}

/** How an execution ended, and what happened in it. */
export interface ExecutionResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** There where it succeeded. */
  readonly output?: Json;
  /** There where it failed, unless the Fail state that it ended in names none. */
  readonly error?: string;
  readonly cause?: string;
  /** The state in which it failed. */
  readonly failedState?: string;
  readonly history: readonly HistoryEvent[];
  /** Every attempt of every Task, in the order in which they ended. */
  readonly calls: readonly Called[];
}

/**
 * Runs a state machine on an input to its end. Rejects with a `DefinitionError` where the definition can't run; whatever
 * goes wrong in the run itself is in the result.
 */
export async function runMachine(
  definition: MachineDefinition,
  input: Json,
  options: ExecutionOptions,
): Promise<ExecutionResult> {
  return createExecution(definition, input, options).run();
}

/** An execution that can be started, stopped and, where it didn't succeed, redriven. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly input: Json;
  readonly definition: MachineDefinition;
  readonly startDate: Date;
  readonly history: readonly HistoryEvent[];
  readonly redriveCount: number;
  /** Runs it to its end. Once. */
  run(): Promise<ExecutionResult>;
  /** Ends it where it stands, as ABORTED. Does nothing when it has ended. */
  stop(error?: string, cause?: string): void;
  /** After an end without success: goes on with the state that failed or was running, on a fresh budget of retries and time. */
  redrive(): Promise<ExecutionResult>;
}

/** Map runs of executions that nobody asks for. */
const nowhere: MapRunKeeper = { opened: () => {}, options: () => ({}), started: () => {} };

/** Prepares an execution without starting it. Throws a `DefinitionError` where the definition can't run. */
export function createExecution(definition: MachineDefinition, input: Json, options: ExecutionOptions): Execution {
  const program = prepare(definition);
  const clock = options.clock ?? virtualClock();
  const random = options.seed === undefined ? Math.random : seededRandom(options.seed);
  const tokens = options.tokens ?? createTokens(random);
  const { region = 'us-east-1', account = '123456789012', machineName = 'machine' } = options;
  const name = options.name ?? uuid(random);
  const arnOf = (type: string, path: string): string => `arn:aws:states:${region}:${account}:${type}:${path}`;
  const arn = options.arn ?? arnOf('execution', `${machineName}:${name}`);
  const { stateMachineArn = arnOf('stateMachine', machineName) } = options;
  const { longestSeconds = Number.POSITIVE_INFINITY } = options;
  const { roleArn = `arn:aws:iam::${account}:role/${machineName}` } = options;
  const data = toData(input) ?? null;
  /** What child executions have as this one has it. */
  const shared = {
    services: options.services,
    clock,
    tokens,
    region,
    account,
    machineName,
    roleArn,
    ...(options.mapRuns === undefined ? {} : { mapRuns: options.mapRuns }),
  };
  const startDate = new Date(clock.now());
  const history = createHistory(clock, options.historyRoom ?? historyRoom(), options.onEvent);
  const chain: Chain = { last: 0 };
  let controller = new AbortController();
  let redriveCount = 0;
  let branch = startBranch(program, data, givenVariables(options.variables ?? {}), {
    chain,
    signal: controller.signal,
    map: undefined,
  });

  const drive = async (): Promise<ExecutionResult> => {
    const run: Run = {
      clock,
      random,
      services: options.services,
      tokens,
      history,
      execution: {
        Id: arn,
        Input: data,
        StartTime: startDate.toISOString(),
        Name: name,
        RoleArn: roleArn,
        RedriveCount: redriveCount,
        ...(redriveCount === 0 ? {} : { RedriveTime: new Date(clock.now()).toISOString() }),
      },
      machine: { Id: stateMachineArn, Name: machineName },
      arn,
      arnOf,
      labelOf: (state) => nameUuid(`${stateMachineArn}/${state}`),
      createChild: (child, childInput, names) =>
        createExecution(child, childInput, {
          ...shared,
          ...names,
          seed: Math.floor(random() * 2 ** 32),
        }),
      mapRuns: options.mapRuns ?? nowhere,
      context: options.context,
      machineName,
      region,
      opensCauses: options.opensCauses ?? true,
      calls: [],
      notify: options.onProgress ?? (() => {}),
      runState: runByType,
    };
    const seconds = Math.min(program.timeoutSeconds ?? longestSeconds, longestSeconds);
    const cancelAlarm = Number.isFinite(seconds)
      ? clock.alarm(seconds * 1000, () => controller.abort(new ExecutionEnd('TIMED_OUT', 'States.Timeout')))
      : undefined;
    try {
      return endExecution(run, chain, await runBranch(run, program, branch).then(succeeded, failed));
    } finally {
      cancelAlarm?.();
    }
  };

  return {
    arn,
    name,
    input: data,
    definition,
    startDate,
    history: history.events,
    get redriveCount() {
      return redriveCount;
    },
    run() {
      const { text, details } = history.keep(JSON.stringify(data));
      history.add({ last: 0 }, 'ExecutionStarted', {
        executionStartedEventDetails: { input: text, inputDetails: details, ...(roleArn === null ? {} : { roleArn }) },
      });
      return drive();
    },
    stop: (error, cause) => controller.abort(new ExecutionEnd('ABORTED', error, cause)),
    redrive() {
      redriveCount++;
      controller = new AbortController();
      chain.last = history.events.length;
      branch = resumeBranch(branch, { chain, signal: controller.signal });
      history.add(chain, 'ExecutionRedriven', { executionRedrivenEventDetails: { redriveCount } });
      return drive();
    },
  };
}
