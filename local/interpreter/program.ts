import type { MachineDefinition } from './definition.ts';
import type { Template } from './template.ts';

/** A definition made ready to run: every expression compiled, every field of the type that it must have. */
export interface Program {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, ProgramState>;
}

/** A whole state machine made ready. */
export interface MachineProgram extends Program {
  readonly timeoutSeconds: number | undefined;
}

export type ProgramState =
  | TaskProgram
  | ParallelProgram
  | MapProgram
  | ChoiceProgram
  | PassProgram
  | WaitProgram
  | SucceedProgram
  | FailProgram;

interface Named {
  readonly name: string;
}

/** Names with the templates of their values. */
export type Assignment = readonly (readonly [name: string, value: Template])[];

/** What a state, a choice rule or a catcher may do with its result. */
export interface Yield {
  /** Where it stands in the state, as AWS's messages write it: empty for the state's own, `Catch[0]/`, `Choices[1]/`. */
  readonly location: string;
  readonly assign: Assignment | undefined;
  readonly output: Template | undefined;
}

/** The states that go on to one other state, or end their branch. */
export interface Onward extends Named, Yield {
  readonly next: string | undefined;
}

/** The states whose errors can be handled. */
export interface Handling extends Onward {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface TaskProgram extends Handling {
  readonly type: 'Task';
  readonly resource: string;
  readonly arguments: Template | undefined;
  readonly credentials: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
}

export interface ParallelProgram extends Handling {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly Program[];
}

export interface MapProgram extends Handling {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly toleratedFailurePercentage: Template | undefined;
  readonly toleratedFailureCount: Template | undefined;
  readonly processor: Program;
  /** There where each item, or batch of items, is an execution of its own. */
  readonly distributed: DistributedProgram | undefined;
}

/** What a Map of Mode DISTRIBUTED has besides. */
export interface DistributedProgram {
  readonly label: string | undefined;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  /** The machine that the child executions are of. */
  readonly definition: MachineDefinition;
  readonly reader: ReaderProgram | undefined;
  readonly batcher: BatcherProgram | undefined;
  readonly writer: WriterProgram | undefined;
}

/** Where the items are read (`ItemReader`). */
export interface ReaderProgram {
  readonly resource: string;
  readonly arguments: Template | undefined;
  readonly inputType: string | undefined;
  /** The headers of a CSV file, where they don't stand in its first row. */
  readonly csvHeaders: readonly string[] | undefined;
  readonly csvDelimiter: string;
  /** A JSON pointer to the list within a JSON file. */
  readonly itemsPointer: string | undefined;
  readonly maxItems: Template | undefined;
  /** Whether the files that a listing names are read, each for its items. */
  readonly loadsFiles: boolean;
}

export interface BatcherProgram {
  readonly maxItems: Template | undefined;
  readonly maxBytes: Template | undefined;
  readonly input: Template | undefined;
}

/** What becomes of the results (`ResultWriter`). */
export interface WriterProgram {
  /** Undefined: they are the state's result, and nothing is written. */
  readonly resource: string | undefined;
  readonly arguments: Template | undefined;
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}

export interface ChoiceProgram extends Named, Yield {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly default: string | undefined;
}

export interface ChoiceRule extends Yield {
  readonly condition: Template;
  readonly next: string;
}

export interface PassProgram extends Onward {
  readonly type: 'Pass';
}

export interface WaitProgram extends Onward {
  readonly type: 'Wait';
  readonly until: { readonly field: 'Seconds' | 'Timestamp'; readonly value: Template };
}

export interface SucceedProgram extends Named {
  readonly type: 'Succeed';
  readonly output: Template | undefined;
}

export interface FailProgram extends Named {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly fullJitter: boolean;
}

export interface Catcher extends Yield {
  readonly errors: readonly string[];
  readonly next: string;
}
