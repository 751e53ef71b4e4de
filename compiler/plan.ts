import type { Operation } from './apis/index.ts';
import type { Place } from './diagnostics/index.ts';
import type { InputsSchema, SecretAlternative } from './frames/index.ts';
import type { Json } from './source/index.ts';
import type * as values from './values/index.ts';

/**
 * A workflow as a graph of what happens: calls, checks, waits and ends, every one to become a state. It is closed: what
 * is read, assigned and handed on is settled, and who writes it down reads nothing else.
 */
export interface Plan {
  readonly workflowId: string;
  readonly comment: string;
  /** By name, in the order in which the document has them. */
  readonly nodes: ReadonlyMap<string, PlanNode>;
  readonly start: string;
  /** Seconds after which the machine gives up. */
  readonly timeoutSeconds: number;
  readonly inputsSchema: Json;
  /** Inputs whose value must not be shown, sorted. */
  readonly secretInputs: readonly string[];
  readonly secretAlternatives: readonly SecretAlternative[];
}

/** Values, and what is made of them, in the machine's words. */
export type Value = values.Value<Stored>;
export type Read = values.Read<Stored>;
export type Test = values.Test<Stored>;
export type ChangedValue = values.ChangedValue<Stored>;
export type NodesValue = values.NodesValue<Stored>;
export type PathSegment = values.PathSegment<Stored>;
export type PathSelector = values.PathSelector<Stored>;
export type ObjectMember = values.ObjectMember<Stored>;

/** Where a value stands when the machine runs. */
export type Stored =
  /** An accepted input, in the variable of its workflow's inputs. */
  | { readonly kind: 'input'; readonly variable: string; readonly name: string; readonly personal: boolean }
  /**
   * A secret, which is never kept: it is read where it came in, from the execution's input; or from a variable, where it
   * was given by reference.
   */
  | { readonly kind: 'secret'; readonly name: string; readonly reference?: string }
  /**
   * In no variable: what it is made of is read instead. A secret that a called workflow was handed; or an output that is
   * assigned on the same transition.
   */
  | { readonly kind: 'expression'; readonly name: string; readonly value: Value; readonly secret: boolean }
  /** What a step put out, in the variable of its outputs. */
  | { readonly kind: 'output'; readonly variable: string; readonly step: string; readonly name: string }
  /** A variable that the compiler keeps for itself. */
  | { readonly kind: 'own'; readonly variable: string }
  | values.Here;

/** Whether a read is of a secret. */
export function isSecret({ from }: Read): boolean {
  return from.kind === 'secret' || (from.kind === 'expression' && from.secret);
}

/** Whether a value must not be shown in a cause: a secret, something personal, or marked sensitive by the model. */
export function isPrivate(read: Read): boolean {
  return read.sensitive || isSecret(read) || (read.from.kind === 'input' && read.from.personal);
}

/** A state to be, under a name that is unique in the machine. `E` is what a transition is while the graph is made. */
export type PlanNode<E = Edge> =
  | AcceptNode<E>
  | CallNode<E>
  | DecideNode<E>
  | WaitNode<E>
  | PassNode<E>
  | SucceedNode
  | FailNode;

interface Named {
  readonly name: string;
  readonly comment?: string;
  /** What in the document it comes from. */
  readonly place: Place;
  readonly owner: Owner;
}

/** What a node belongs to. */
export interface Owner {
  /** The id of a step; absent for what belongs to the workflow as a whole. */
  readonly step?: string;
  /** The called workflows that it stands in, outermost first; empty in the compiled workflow itself. */
  readonly within: readonly CalledWorkflow[];
}

/** A workflow that became a part of the machine. */
export interface CalledWorkflow {
  /** What its states' names begin with, unique in the machine: `outer / `. */
  readonly prefix: string;
  readonly workflowId: string;
}

/** A transition: which node comes next, and what is assigned on the way. */
export interface Edge {
  readonly to: string;
  readonly assign: readonly Assignment[];
  /** The node has something (a response, an error, an input) that nothing behind this edge looks at. */
  readonly drops: boolean;
}

export type Assignment =
  /** What a step puts out and something reads later. */
  | { readonly kind: 'outputs'; readonly variable: string; readonly members: readonly ObjectMember[] }
  /** The inputs that are read later and are no secrets. */
  | { readonly kind: 'inputs'; readonly variable: string; readonly members: readonly KeptInput[] }
  /** A secret that was just read by reference; `key` names the member that holds it, where it is a JSON object. */
  | { readonly kind: 'secret'; readonly variable: string; readonly key?: string }
  /** A secret is gone again once it was sent; outputs of an earlier run are; a counter is zero, or one more. */
  | { readonly kind: 'forget' | 'clear' | 'reset' | 'increment'; readonly variable: string }
  /** The time of a called workflow begins. */
  | { readonly kind: 'deadline'; readonly variable: string; readonly milliseconds: number }
  /** The place that a workflow has to come back to that several places run. */
  | { readonly kind: 'return'; readonly variable: string; readonly to: string };

/** An input that is kept, and what it is where it is absent. */
export interface KeptInput {
  readonly name: string;
  readonly value: Value;
  readonly default?: Json;
}

/** Checks the inputs against the workflow's schema, before anything else. */
export interface AcceptNode<E = Edge> extends Named {
  readonly kind: 'accept';
  readonly schema: InputsSchema;
  readonly handed: HandedInputs;
  /** What the workflow declares, in the order of the document. */
  readonly inputs: readonly AcceptedInput[];
  readonly accepted: E;
  readonly rejected: E;
}

/** Where inputs come from that are checked. */
export type HandedInputs =
  | { readonly kind: 'execution' }
  | { readonly kind: 'given'; readonly members: readonly HandedMember[] }
  /** They were assigned on the way in. */
  | { readonly kind: 'variable'; readonly variable: string };

/** What a called workflow is handed for an input. */
export interface HandedMember extends ObjectMember {
  /**
   * It is made of secrets that may be given by reference: as long as one of these ids is given instead, there is no value,
   * and the id is handed as this other input. A secret isn't read before it is sent.
   */
  readonly byReference?: { readonly name: string; readonly ids: readonly Read[] };
}

/** An input of a workflow, as it is checked. */
export interface AcceptedInput {
  readonly name: string;
  /** The JSON types that it may have; empty: any. */
  readonly types: readonly string[];
  readonly required: boolean;
  readonly default?: Json;
  /** The one of the two that is given instead, where a secret can be given by reference: `password`, `passwordSecretId`. */
  readonly insteadOf?: string;
  readonly mark?: 'secret' | 'personal';
}

/**
 * Until when a called workflow has to come to its end, as the `timeout` of its step says (Arazzo 1.1, Step Object): the
 * variable holds the moment, in milliseconds since the epoch. After a redrive there is as much time again.
 */
export interface Deadline {
  readonly variable: string;
  readonly milliseconds: number;
  /** The step, by the name that its states begin with. */
  readonly step: string;
}

/** Calls an operation. */
export interface CallNode<E = Edge> extends Named {
  readonly kind: 'call';
  readonly operation: Operation;
  readonly arguments: CallArguments;
  /** The idempotency token that it sends: the same each time, so that a repetition is harmless. */
  readonly token?: string;
  readonly timeoutSeconds: number;
  /** It is given up earlier where less time is left for the workflows that it stands in. */
  readonly deadlines?: readonly Deadline[];
  readonly retry: readonly Retry[];
  readonly catch: readonly Catch<E>[];
  readonly next: E;
}

/** What a call sends. */
export type CallArguments = values.CallArguments<Stored>;

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

export interface Catch<E = Edge> {
  readonly errors: readonly string[];
  readonly next: E;
}

/** Goes on at the first rule that holds. */
export interface DecideNode<E = Edge> extends Named {
  readonly kind: 'decide';
  /** What it gets as its input: the response of a call, or the error of one that failed. */
  readonly on: 'response' | 'failure';
  readonly rules: readonly Rule<E>[];
  readonly otherwise: E;
  /** At the end of a workflow that several places run: the variable that tells which, and the places, rule by rule. */
  readonly back?: { readonly variable: string; readonly sites: readonly string[] };
}

export interface Rule<E = Edge> {
  readonly comment?: string;
  readonly test: Test;
  /** Holds only as long as this variable is below the limit. */
  readonly below?: { readonly variable: string; readonly limit: number };
  /** Holds only once there is no time left. */
  readonly late?: Deadline;
  /** It is what follows once a rule before it, of the same test, was taken this many times. */
  readonly usedUp?: number;
  readonly next: E;
}

export interface WaitNode<E = Edge> extends Named {
  readonly kind: 'wait';
  /** A fixed time, or one that doubles with a counter from `first` to `most`. */
  readonly seconds: number | { readonly variable: string; readonly first: number; readonly most: number };
  /** It waits no longer than there is time left for the workflows that it stands in. */
  readonly deadlines?: readonly Deadline[];
  readonly next: E;
}

/** Does nothing but assign: only where counters have to be set before the first state. */
export interface PassNode<E = Edge> extends Named {
  readonly kind: 'pass';
  readonly next: E;
}

export interface SucceedNode extends Named {
  readonly kind: 'succeed';
  readonly outputs: readonly ObjectMember[];
}

export interface FailNode extends Named {
  readonly kind: 'fail';
  readonly reason: FailReason;
}

export type FailReason =
  /** Names the inputs that don't satisfy the schema; never their values. */
  | {
      readonly kind: 'inputsRejected';
      readonly workflow: string;
      readonly schema: InputsSchema;
      readonly handed: HandedInputs;
    }
  /** Tells the criterion and, for values that may be shown, what was found. */
  | { readonly kind: 'criteriaNotMet'; readonly step: string; readonly criteria: readonly UnmetCriterion[] }
  /** The caught error as it was. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'limitReached';
      readonly error: 'Arazzo.RetryLimitReached' | 'Arazzo.PollLimitReached' | 'Arazzo.TimedOut';
      readonly cause: string;
    }
  | { readonly kind: 'ended'; readonly error: string; readonly cause: string };

/** A criterion with the operands that may be shown beside it. */
export interface UnmetCriterion {
  readonly text: string;
  readonly place: Place;
  readonly test: Test;
  readonly shown: readonly { readonly label: string; readonly value: Value }[];
}

/** Every transition out of a node. */
export function edgesOf<E>(node: PlanNode<E>): readonly E[] {
  switch (node.kind) {
    case 'accept':
      return [node.accepted, node.rejected];
    case 'call':
      return [node.next, ...node.catch.map(({ next }) => next)];
    case 'decide':
      return [...node.rules.map(({ next }) => next), node.otherwise];
    case 'wait':
    case 'pass':
      return [node.next];
    case 'succeed':
    case 'fail':
      return [];
    default:
      return node satisfies never;
  }
}

/** A node with its transitions replaced, each by one of which more is known. */
export function withEdges<A, B>(node: PlanNode<A>, edge: (from: A) => B): PlanNode<B> {
  switch (node.kind) {
    case 'accept': {
      const rejected = edge(node.rejected);
      return { ...node, accepted: edge(node.accepted), rejected };
    }
    case 'call':
      return {
        ...node,
        catch: node.catch.map(({ errors, next }) => ({ errors, next: edge(next) })),
        next: edge(node.next),
      };
    case 'decide':
      return {
        ...node,
        rules: node.rules.map((rule) => ({ ...rule, next: edge(rule.next) })),
        otherwise: edge(node.otherwise),
      };
    case 'wait':
    case 'pass':
      return { ...node, next: edge(node.next) };
    case 'succeed':
    case 'fail':
      return node;
    default:
      return node satisfies never;
  }
}
