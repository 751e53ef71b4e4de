import type { Counts } from '../batch/index.ts';
import type { Json } from '../local/index.ts';

/*
 * What the page's server and its scripts say to each other, as JSON. Nothing in here holds the value of a secret: texts and
 * values are masked before they leave the server.
 */

/** All machines with their latest executions, the newest first. */
export interface Overview {
  /** Whether waits take time. */
  readonly time: 'real' | 'virtual';
  readonly machines: readonly MachineSummary[];
}

export interface MachineSummary {
  readonly arn: string;
  readonly name: string;
  /** The Arazzo document that it was compiled from, where that is known. */
  readonly document?: string;
  readonly executions: readonly ExecutionSummary[];
  /** There are older executions than those. */
  readonly more: boolean;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionSummary {
  readonly arn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** ISO 8601. */
  readonly startDate: string;
  readonly stopDate?: string;
  readonly redriveCount: number;
}

/** How many items of a map run are done. */
export interface BatchProgress {
  /** The ARN of the map run. */
  readonly mapRun: string;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** What is wrong with a file of inputs; where nothing is, its executions are being started. */
export interface BatchFaults {
  readonly rows: number;
  /** Columns that are no input. */
  readonly unused: readonly string[];
  /** The first of them, and how many there are. No value of the file stands in one. */
  readonly faults: readonly { readonly line?: number; readonly column?: string; readonly message: string }[];
  readonly count: number;
}

/** A file of inputs, each row of which is an execution: how many came to which end. */
export interface BatchView extends Counts {
  readonly file: string;
  readonly ended: boolean;
  readonly stopped: boolean;
  /** Why it could not go on. */
  readonly problem?: string;
  /** The first rows that failed, by line. */
  readonly failures: readonly FailedRow[];
}

export interface FailedRow {
  readonly line: number;
  /** The ARN of its execution. */
  readonly execution: string;
  readonly name: string;
  readonly status: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Executions that ended with the same error. */
export interface FailureGroup {
  readonly error: string;
  /** What the latest of them says. */
  readonly cause?: string;
  readonly count: number;
}

/** A page of executions, and what there is besides. */
export interface ExecutionsView {
  /** How many there are in which status, whatever is asked for. */
  readonly counts: Readonly<Record<string, number>>;
  readonly total: number;
  /** The most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** How many are asked for, and the place of the first one shown among them, from 0. */
  readonly matching: number;
  readonly first: number;
  readonly isLast: boolean;
  /** The newest first. */
  readonly executions: readonly (ExecutionSummary & { readonly error?: string; readonly batch?: BatchProgress })[];
}

export interface ExecutionView extends ExecutionSummary {
  /** The ARN of its machine. */
  readonly machine: string;
  /** Of its latest map run, where it has one. */
  readonly batch?: BatchProgress;
  readonly redrivable: boolean;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/** A machine as it is drawn, and what is known of its states. */
export interface MachineView {
  readonly arn: string;
  readonly name: string;
  /** The picture, an SVG document without a style sheet; its groups have `data-state` and `data-edge` (`n1-n2`). */
  readonly svg: string;
  /** In the order of the definition. */
  readonly states: readonly StateView[];
  /** Absent where nothing is known of the inputs: any JSON is taken. */
  readonly inputs?: InputsForm;
  /** An input that the workflow takes, where there is an example of one. */
  readonly example?: Json;
}

export interface StateView {
  readonly name: string;
  /** The id of its node, of which the names of arrows are made. */
  readonly id: string;
  /** Its `Type` in the definition. */
  readonly type: string;
  /** What it does, in a sentence. */
  readonly about: string;
  /** Of a machine that was compiled here. */
  readonly excerpt?: Excerpt;
  /** Of a machine of which no document is known: the state as JSON. */
  readonly definition?: string;
}

/** Lines of a document. */
export interface Excerpt {
  readonly file: string;
  /** The number of the first line. */
  readonly first: number;
  readonly lines: readonly string[];
  /** The lines that are meant most of all: the first and the last number. */
  readonly marked: readonly [number, number];
}

/** The inputs of a workflow. */
export interface InputsForm {
  /** JSON Schema of an object; that of a secret says no values. */
  readonly schema: Json;
  /** The names of inputs that are secret. */
  readonly secrets: readonly string[];
  /** Pairs of inputs of which one takes the other's place: exactly one is given where they are required, else at most one. */
  readonly alternatives: readonly { readonly names: readonly string[]; readonly required: boolean }[];
}

/** `caught`: it failed, and a catcher took over. `stopped`: ended from outside. */
export type StateStatus = 'running' | 'waiting' | 'ran' | 'failed' | 'caught' | 'stopped';

/** One event of an execution's history, without its data. */
export interface PageEvent {
  /** From 1, without gaps. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly text: string;
  /** The stay in a state that it belongs to: the id of the event of the entry. */
  readonly visit?: number;
  /** There at an entry: the state that is entered, and those that led to it; several behind branches and iterations. */
  readonly state?: string;
  readonly from?: readonly string[];
  /** What becomes of stays in states at this event. */
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly visit: number;
  readonly status: StateStatus;
}

/** A message of the stream: events from the given one on, and how the execution stands. */
export interface Progress {
  readonly execution: ExecutionView;
  /** The id of the first event in it; what the page has from there on is outdated. */
  readonly first: number;
  readonly events: readonly PageEvent[];
}

/** One stay in a state. */
export interface VisitView {
  readonly parts: readonly VisitPart[];
}

/** What was known at an event of the stay. */
export type VisitPart =
  | { readonly event: number; readonly kind: 'input' | 'result' | 'output' | 'variables'; readonly value: Json }
  | { readonly event: number; readonly kind: 'call'; readonly operation: string; readonly value: Json }
  | { readonly event: number; readonly kind: 'error'; readonly error?: string; readonly cause?: string };
