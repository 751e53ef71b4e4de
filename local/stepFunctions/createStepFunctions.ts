import type { Exchanged } from '../http/index.ts';
import {
  type Clock,
  createTokens,
  type HistoryEvent,
  type Services,
  seededRandom,
  uuid,
} from '../interpreter/index.ts';
import { type InMemoryService, type Mocks, serviceOf } from '../services/index.ts';
import { aliases } from './aliases.ts';
import { definitions } from './definition.ts';
import { executions } from './executions.ts';
import { history } from './history.ts';
import { machines } from './machines.ts';
import { mapRuns } from './mapRuns.ts';
import type { ChangeListener, SfnHandlers, StatusListener, StepFunctionsContext } from './store.ts';
import { tags } from './tags.ts';
import { testState } from './testState/testState.ts';
import { tokens } from './tokens.ts';
import { unavailable } from './unavailable.ts';
import { versions } from './versions.ts';

export interface StepFunctionsOptions {
  readonly clock: Clock;
  /** What Tasks call; `told` is told of the requests of HTTP Tasks. */
  readonly services: (told?: (exchanged: Exchanged) => void) => Services;
  /** The services under a role, by its ARN. Default: every role allows everything. */
  readonly under?: (services: Services, roleArn: string) => Services;
  readonly region: string;
  readonly account: string;
  /** Answers of test cases (`start-execution --state-machine-arn ARN#Case`). */
  readonly mocks?: Mocks;
  /** How many ended executions are kept, with their histories; default 1000. */
  readonly keep?: number;
  /** For ids, jitter and `$random`. Default: another one each time. */
  readonly seed?: number;
  /** Is told when an execution starts or ends. */
  readonly statusChanged?: StatusListener;
  /** Is told of whatever happens, for those who watch. */
  readonly changed?: ChangeListener;
}

const handlers: SfnHandlers = {
  ...unavailable,
  ...machines,
  ...versions,
  ...aliases,
  ...definitions,
  ...executions,
  ...history,
  ...mapRuns,
  ...tokens,
  ...tags,
  ...testState,
};

/** AWS Step Functions in memory: its machines run on the interpreter. */
export interface StepFunctions extends InMemoryService {
  /** Resolves when the execution of this ARN has ended; at once where there is none. */
  ended(executionArn: string): Promise<void>;
  /** The events of the execution of this ARN; the list grows while it runs. Undefined where there is none. */
  history(executionArn: string): readonly HistoryEvent[] | undefined;
}

export function createStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const random = options.seed === undefined ? Math.random : seededRandom(options.seed);
  const context: StepFunctionsContext = {
    region: options.region,
    account: options.account,
    clock: options.clock,
    random,
    machines: new Map(),
    executions: new Map(),
    children: new Map(),
    mapRuns: new Map(),
    tokens: createTokens(random),
    mocks: options.mocks,
    keep: options.keep ?? 1000,
    held: { characters: 0 },
    services: options.services,
    under: options.under ?? ((services) => services),
    newId: () => uuid(random),
    statusChanged: options.statusChanged ?? (() => {}),
    changed: options.changed ?? (() => {}),
  };
  const recordOf = (arn: string) => context.executions.get(arn) ?? context.children.get(arn);
  return {
    ...serviceOf('sfn', handlers, context),
    ended: async (arn) => recordOf(arn)?.ended,
    history: (arn) => recordOf(arn)?.execution.history,
  };
}
