import type { Exchanged } from '../http/index.ts';
import type {
  Clock,
  Execution,
  ExecutionResult,
  JsonObject,
  MachineDefinition,
  MapRun,
  Services,
  TaskTokens,
} from '../interpreter/index.ts';
import type { Call, Handlers, Mocks } from '../services/index.ts';
import type { Held, Keeping } from './keeping.ts';

/** A state machine, with all that is known of it under its name. */
export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly creationDate: string;
  /** As it is now: another one after each update that changes something. */
  revision: Revision;
  /** By their numbers, the oldest first. */
  readonly versions: Map<number, Version>;
  /** The number of the newest version that there has been; none is used again. */
  lastVersion: number;
  readonly aliases: Map<string, Alias>;
  tags: Map<string, string>;
}

/** What a machine is from one update to the next. */
export interface Revision {
  /** Undefined until the first update. */
  readonly id: string | undefined;
  readonly updateDate: string;
  readonly roleArn: string;
  /** As it was given; the console shows this text again. */
  readonly definitionText: string;
  readonly definition: MachineDefinition;
  /** Logging, tracing, encryption: kept and told, without effect. */
  readonly settings: JsonObject;
}

/** A revision that is kept under a number. */
export interface Version {
  readonly arn: string;
  readonly number: number;
  readonly description: string | undefined;
  readonly creationDate: string;
  readonly revision: Revision;
}

/** A name for one version, or for two that are started in turn. */
export interface Alias {
  readonly arn: string;
  readonly name: string;
  readonly creationDate: string;
  description: string | undefined;
  routes: readonly Route[];
  updateDate: string;
}

export interface Route {
  readonly version: Version;
  /** Of a hundred executions, how many are of this version. */
  readonly weight: number;
}

/** What is started where a request names a machine, a version or an alias. */
export interface Target {
  readonly machine: MachineRecord;
  readonly revision: Revision;
  readonly version: Version | undefined;
  readonly alias: Alias | undefined;
}

/** An execution, and how it ended. */
export interface ExecutionRecord {
  readonly execution: Execution;
  /** What was started, whatever its machine is by now. */
  readonly started: Target;
  readonly inputText: string;
  /** Of a child execution: the map run that started it, and how many items it has. */
  readonly child: { readonly mapRun: MapRun; readonly items: number } | undefined;
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
  /** The child executions of map runs, by ARN. */
  readonly children: Map<string, ExecutionRecord>;
  readonly mapRuns: Map<string, MapRun>;
  readonly tokens: TaskTokens;
  readonly mocks: Mocks | undefined;
  /**
   * What Tasks call; asked for when it is needed, because the service is one of those services.
   * @param told is told of the requests of HTTP Tasks
   */
  services(told?: (exchanged: Exchanged) => void): Services;
  /** The services under a role, by its ARN. */
  under(services: Services, roleArn: string): Services;
  newId(): string;
  statusChanged: StatusListener;
  changed: ChangeListener;
}

export type SfnCall = Call<StepFunctionsContext>;
export type SfnHandlers = Handlers<StepFunctionsContext>;
