import type { Operation } from '../apis/index.ts';
import type { Place } from '../diagnostics/index.ts';
import type { Json } from '../source/index.ts';
import type { Frame, SecretReference, StepScope } from './frame.ts';
import type { MapMember, Test, Value } from './value.ts';

/**
 * A workflow as a graph of what happens: calls, checks, waits and ends, every one to become a state. It is complete:
 * the asl room decides nothing but how it is written down.
 */
export interface Plan {
  readonly workflowId: string;
  readonly comment: string;
  /** By name, in the order in which the document has them. */
  readonly nodes: ReadonlyMap<string, PlanNode>;
  readonly start: string;
  /** For each node, the step that it belongs to, or the workflow where it belongs to no step. */
  readonly owners: ReadonlyMap<string, Owner>;
  /** Seconds after which the machine gives up. */
  readonly timeoutSeconds: number;
  readonly frame: Frame;
  readonly inputsSchema: Json;
}

export type Owner = Frame | StepScope;

/** A state to be, under a name that is unique in the machine. */
export type PlanNode = AcceptNode | CallNode | DecideNode | WaitNode | PassNode | SucceedNode | FailNode;

interface Named {
  readonly name: string;
  readonly comment?: string;
  /** What in the document it comes from. */
  readonly place: Place;
}

/** A transition: which node comes next, and what is assigned on the way. */
export interface Edge {
  readonly to: string;
  readonly assign: readonly Assignment[];
}

export type Assignment =
  /** What a step puts out and something reads later: one variable, a map. */
  | { readonly kind: 'outputs'; readonly step: StepScope }
  /** The inputs that are read later and are no secrets, defaults applied. */
  | { readonly kind: 'inputs'; readonly frame: Frame }
  /** A secret that was read by reference, and that it is gone again once it was sent. */
  | { readonly kind: 'secret'; readonly reference: SecretReference }
  | { readonly kind: 'forget'; readonly reference: SecretReference }
  | { readonly kind: 'reset'; readonly variable: string }
  | { readonly kind: 'increment'; readonly variable: string };

/** Checks the inputs against the workflow's schema, before anything else. */
export interface AcceptNode extends Named {
  readonly kind: 'accept';
  readonly frame: Frame;
  readonly schema: InputsSchema;
  readonly accepted: Edge;
  readonly rejected: string;
}

/** The part of an inputs' JSON Schema that is checked, `$ref`s resolved. */
export interface InputsSchema {
  readonly properties: readonly InputProperty[];
  /** No other members are allowed (`additionalProperties: false`). */
  readonly closed: boolean;
  /** Inputs that take each other's place: at most one of them, and exactly one where they are required. */
  readonly alternatives?: readonly Alternative[];
}

export interface Alternative {
  readonly names: readonly [string, string];
  readonly required: boolean;
}

export interface InputProperty {
  readonly name: string;
  readonly required: boolean;
  readonly schema: ValueSchema;
}

/** A JSON Schema (2020-12) of a value as far as it is checked; absent keywords allow anything. */
export interface ValueSchema {
  readonly never?: true;
  readonly types?: readonly SchemaType[];
  readonly oneOfValues?: readonly Json[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: ValueSchema;
  readonly object?: InputsSchema;
}

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';

/** Calls an AWS operation. */
export interface CallNode extends Named {
  readonly kind: 'call';
  readonly operation: Operation;
  readonly arguments: CallArguments;
  readonly timeoutSeconds: number;
  readonly retry: readonly Retry[];
  readonly catch: readonly Catch[];
  readonly next: Edge;
}

export interface CallArguments {
  readonly members: readonly MapMember[];
  /** A payload that is one expression: its members go beside those above. */
  readonly merged?: Value;
}

export interface Retry {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly jitter: boolean;
  /** A throttled call had no effect; the document asks for it; or a repetition is harmless. */
  readonly why: 'throttled' | 'document' | 'harmless';
}

export interface Catch {
  readonly errors: readonly string[];
  readonly next: Edge;
}

/** Goes on at the first rule that holds. */
export interface DecideNode extends Named {
  readonly kind: 'decide';
  /** What it gets as its input: the response of a call, or the error of one that failed. */
  readonly on: 'response' | 'failure';
  readonly rules: readonly Rule[];
  readonly otherwise: Edge;
}

export interface Rule {
  readonly comment?: string;
  readonly test: Test;
  /** Holds only as long as this variable is below the limit. */
  readonly below?: { readonly variable: string; readonly limit: number };
  readonly next: Edge;
}

export interface WaitNode extends Named {
  readonly kind: 'wait';
  /** A fixed time, or one that doubles with a counter from `first` to `most`. */
  readonly seconds: number | { readonly variable: string; readonly first: number; readonly most: number };
  readonly next: Edge;
}

/** Does nothing but assign: only where counters have to be set before the first state. */
export interface PassNode extends Named {
  readonly kind: 'pass';
  readonly next: Edge;
}

export interface SucceedNode extends Named {
  readonly kind: 'succeed';
  readonly outputs: readonly MapMember[];
}

export interface FailNode extends Named {
  readonly kind: 'fail';
  readonly reason: FailReason;
}

export type FailReason =
  /** Names the inputs that don't satisfy the schema; never their values. */
  | { readonly kind: 'inputsRejected'; readonly frame: Frame; readonly schema: InputsSchema }
  /** Tells the criterion and, for values that may be shown, what was found. */
  | { readonly kind: 'criteriaNotMet'; readonly step: string; readonly criteria: readonly UnmetCriterion[] }
  /** The caught error as it was. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'limitReached';
      readonly error: 'Arazzo.RetryLimitReached' | 'Arazzo.PollLimitReached';
      readonly cause: string;
    }
  | { readonly kind: 'ended'; readonly error: string; readonly cause: string };

/** A criterion with the operands that may be shown beside it. */
export interface UnmetCriterion {
  readonly text: string;
  readonly test: Test;
  readonly shown: readonly { readonly label: string; readonly value: Value }[];
}
