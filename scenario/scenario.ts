import type { CompileOptions } from '../compiler/index.ts';
import type { Json, JsonObject } from '../local/index.ts';

/** What can be said of compiling in a file. */
export type ScenarioOptions = Omit<CompileOptions, 'workflow' | 'readFile' | 'models'>;

/** What a scenario file says: scenarios of one workflow. */
export interface ScenarioFile {
  /** Where an editor finds the JSON Schema of the file; it means nothing else. */
  readonly $schema?: string;
  /** The Arazzo document, relative to this file. */
  readonly document: string;
  /** The workflow, where the document has several. */
  readonly workflow?: string;
  readonly options?: ScenarioOptions;
  /** The input that all scenarios start from: an object, or the name of a file (JSON or YAML) relative to this file. */
  readonly input?: string | JsonObject;
  readonly scenarios: readonly Scenario[];
}

/** One run of a workflow: what goes in, what the services answer, and what is expected of it. */
export interface Scenario {
  readonly name: string;
  readonly description?: string;
  /** Members that are put into the file's input, or take the place of those there. */
  readonly input?: JsonObject;
  /** Members that are taken out of it. */
  readonly without?: readonly string[];
  /** What the calls of a step get, one after the other; calls beyond that are answered by the services in memory. */
  readonly answers?: { readonly [step: string]: readonly Answer[] };
  /** Without it: the execution succeeds. */
  readonly expect?: Expectations;
}

/** What one call gets, or several. Exactly one of `return`, `throw`, `lost` and `delay`. */
export interface Answer {
  /** The call that it is for, the first being 1; without it, the one after those of the answer before. */
  readonly call?: number;
  /** How many calls in a row get it; without it 1. */
  readonly times?: number | 'always';
  /** The answer, by the members of the operation's output. */
  readonly return?: Json;
  /** An error of the operation, by its name in the service's model. */
  readonly throw?: string | Thrown;
  /** The call has its effect and no answer comes: the caller waits in vain, or its connection breaks. */
  readonly lost?: 'silence' | 'reset';
  /** Seconds after which the service in memory answers. */
  readonly delay?: number;
}

/** An error that a service answers. */
export interface Thrown {
  readonly error: string;
  readonly message?: string;
  /** The HTTP status; without it the one that the model gives. */
  readonly status?: number;
  /** The error comes after the call had its effect. */
  readonly happened?: boolean;
}

/** What is expected of a run. What isn't said isn't looked at. */
export interface Expectations {
  /** Without it `FAILED` where `error`, `cause` or `failedState` is given, and else `SUCCEEDED`. */
  readonly status?: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  /** The outputs, see `match`: members that aren't named here may be there. */
  readonly outputs?: Json;
  /** All states that are entered, in order. */
  readonly states?: readonly string[];
  /** All calls that are made, in order, each repetition counted. */
  readonly calls?: readonly (string | ExpectedCall)[];
  /** Steps that make no call. */
  readonly neverCalled?: readonly string[];
  readonly error?: string;
  /** A regular expression that is found in the cause. */
  readonly cause?: string;
  /** The state in which the execution fails. */
  readonly failedState?: string;
}

/** One call that is expected. */
export interface ExpectedCall {
  readonly step: string;
  /** What is sent, see `match`; names are those of Step Functions. */
  readonly arguments?: Json;
}
