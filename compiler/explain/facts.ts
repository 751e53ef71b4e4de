import type { AcceptedInput, CalledWorkflow } from '../plan.ts';

export type { AcceptedInput, CalledWorkflow };

/**
 * What one state of a machine does, in the words of the document: what explanations and pictures are made of.
 * Expressions are texts for people; the definition holds what is run.
 */
export type StateFacts = AcceptFacts | CallFacts | DecideFacts | WaitFacts | StartFacts | SucceedFacts | FailFacts;

interface Common {
  /** The state's name in the definition. */
  readonly state: string;
  /** The id of the step that it belongs to; absent for what belongs to the workflow as a whole. */
  readonly step?: string;
  /** What the document says of it. */
  readonly description?: string;
  /** The called workflows that it stands in, outermost first; empty in the compiled workflow itself. */
  readonly within: readonly CalledWorkflow[];
}

/** Checks the inputs against the workflow's schema. */
export interface AcceptFacts extends Common {
  readonly kind: 'accept';
  readonly inputs: readonly AcceptedInput[];
  /** What a called workflow is handed for them; empty for the compiled one, whose inputs are the execution's. */
  readonly given: readonly Assigned[];
  readonly accepted: string;
  readonly rejected: string;
}

/** Calls an operation, of AWS or of an HTTP API. */
export interface CallFacts extends Common {
  readonly kind: 'call';
  /** The service in the Task's resource, for example `connect`, and the name it has among AWS's services. */
  readonly service: string;
  readonly serviceId: string;
  /** The operation's name in the service model, and in the Task's resource: `CreateUser`, `createUser`. */
  readonly operation: string;
  readonly action: string;
  /** Of a call of an HTTP API: its method and address, in which what only the machine knows is `*`. */
  readonly request?: { readonly method: string; readonly address: string };
  /** The members that are sent; one named `*` stands for all members of an object that is sent whole. */
  readonly sends: readonly SentMember[];
  readonly timeoutSeconds: number;
  /** The calling steps around it that have a timeout: it is given up earlier where that comes first. */
  readonly deadlines?: readonly { readonly step: string; readonly seconds: number }[];
  readonly retries: readonly RetryFacts[];
  /** Why errors of the server and timeouts may be retried without being asked, or that they may not. */
  readonly repeatable: Repeatable;
  /** The service has an error of its own for throttling. */
  readonly namesThrottling: boolean;
  readonly caught: readonly { readonly errors: readonly string[]; readonly to: string }[];
  /** What it puts out, as far as something reads it. */
  readonly outputs: readonly Assigned[];
  readonly next: string;
}

/** Why a call may be repeated after errors of the server and timeouts, or that it may not. */
export type Repeatable =
  | { readonly kind: 'reads' }
  | { readonly kind: 'token'; readonly member: string }
  | { readonly kind: 'no'; readonly accessLevel?: string };

/** A name, and where its value comes from. */
export interface Assigned {
  readonly name: string;
  /** `$inputs.username`, `$steps.create.outputs.id`, `$response.User.Id`, a literal as JSON. */
  readonly from: string;
  /** The value may not be there: then it is left out, and where it is required the state fails and names it. */
  readonly mayBeMissing: boolean;
}

/** A member that a call sends; inside a structure its path: `IdentityInfo.FirstName`, `Targets[0].Id`. */
export interface SentMember extends Assigned {
  readonly required: boolean;
  /** Of a secret `from` shows a reference only. */
  readonly mark?: 'secret' | 'personal';
}

/** A Retrier: after which errors, how often, and after which time; why it is there. */
export interface RetryFacts {
  readonly errors: readonly string[];
  readonly why: 'throttled' | 'document' | 'harmless';
  readonly maxAttempts: number;
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
}

/** Goes on at the first rule that holds. */
export interface DecideFacts extends Common {
  readonly kind: 'decide';
  /** Whether it looks at the response of the call before it, or at the error that it failed with. */
  readonly on: 'response' | 'failure';
  readonly rules: readonly RuleFacts[];
  readonly otherwise: string;
}

/** One rule of a decision: when it is taken, and what follows. */
export interface RuleFacts {
  /** The name of the action of the document that it takes; absent for what no action decides. */
  readonly action?: string;
  /** Absent: it holds in any case, as long as it may be taken. */
  readonly when?: Condition;
  /** It is taken no more often than this. */
  readonly atMost?: number;
  /** It is what follows once a rule before it, of the same condition, was taken this many times. */
  readonly usedUp?: number;
  readonly to: string;
}

/** A condition in two lengths: with references as the document writes them, and short, as for the label of an arrow. */
export interface Condition {
  readonly text: string;
  readonly short: string;
}

/** Waits. */
export interface WaitFacts extends Common {
  readonly kind: 'wait';
  /** A fixed time, or one that doubles each time from `first` to `most`. Seconds. */
  readonly seconds: number | { readonly first: number; readonly most: number };
  readonly next: string;
}

/** Sets counters before the first step. */
export interface StartFacts extends Common {
  readonly kind: 'start';
  readonly next: string;
}

/** Ends the execution with the workflow's outputs. */
export interface SucceedFacts extends Common {
  readonly kind: 'succeed';
  readonly outputs: readonly Assigned[];
}

/** Ends the execution with an error. */
export interface FailFacts extends Common {
  readonly kind: 'fail';
  /** The error that the execution ends with; absent: the error of the call, as it was. */
  readonly error?: string;
  readonly because: string;
}
