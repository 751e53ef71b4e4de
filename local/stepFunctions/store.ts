import type {
  Clock,
  Execution,
  ExecutionResult,
  JsonObject,
  MachineDefinition,
  Services,
  TaskTokens,
} from '../interpreter/index.ts';
import type { Call, Handlers, Mocks } from '../services/index.ts';
import type { Held, Keeping } from './keeping.ts';

/** A state machine as it was created. */
export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly creationDate: string;
  updateDate: string;
  revisionId: string;
  roleArn: string;
  /** As it was given; the console shows this text again. */
  definitionText: string;
  definition: MachineDefinition;
  /** Logging, tracing, encryption: kept and told, without effect. */
  settings: JsonObject;
  tags: Map<string, string>;
}

/** An execution, and how it ended. */
export interface ExecutionRecord {
  readonly execution: Execution;
  readonly machine: MachineRecord;
  /** The definition that it runs, whatever the machine's is by now. */
  readonly definition: MachineDefinition;
  readonly definitionText: string;
  readonly inputText: string;
  status: 'RUNNING' | ExecutionResult['status'];
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  stopDate: string | undefined;
  redriveDate: string | undefined;
  /** The dates of its redrives, by the client tokens of the requests. */
  readonly redrives: Map<string, string>;
  readonly held: Held;
  /** Settles when it ends; a redrive has another one. */
  ended: Promise<void>;
}

/** What is told of an execution when its status changes, as on the default event bus. */
export type StatusListener = (record: ExecutionRecord) => void;

/** Is called when a machine or an execution, of this ARN, was created, changed or deleted, or has a new event. */
export type ChangeListener = (arn: string) => void;

/** All that the service remembers and works with. */
export interface StepFunctionsContext extends Keeping {
  readonly region: string;
  readonly account: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly machines: Map<string, MachineRecord>;
  readonly executions: Map<string, ExecutionRecord>;
  readonly tokens: TaskTokens;
  readonly mocks: Mocks | undefined;
  /** What Tasks call; asked for when it is needed, because the service is one of those services. */
  services(): Services;
  newId(): string;
  statusChanged: StatusListener;
  changed: ChangeListener;
}

export type SfnCall = Call<StepFunctionsContext>;
export type SfnHandlers = Handlers<StepFunctionsContext>;
