import type { AcceptedInput, Assigned, Permission, StateFacts, UndecidedPermission } from '../../compiler/index.ts';

/** What a reviewer wants to know of a machine; as JSON it is the output of `explain --format json`. */
export interface Explanation {
  readonly workflow: string;
  /** What the document says that it is for. */
  readonly about?: string;
  /** How many states it has. */
  readonly states: number;
  /** Length of the definition in UTF-8. */
  readonly bytes: number;
  /** Seconds after which an execution is given up. */
  readonly timeoutSeconds: number;
  readonly inputs: readonly AcceptedInput[];
  readonly outputs: readonly Assigned[];
  /** What each state does, in the order of the definition. */
  readonly does: readonly StateFacts[];
  /** What the machine's role has to be allowed. */
  readonly permissions: readonly Permission[];
  /** What it may need besides. */
  readonly undecided: readonly UndecidedPermission[];
  readonly cost: Cost;
}

/** What executions cost in Step Functions alone; what the called services charge comes on top. Dollars, free tier not counted. */
export interface Cost {
  /** State transitions of the shortest execution that succeeds; 0 where none can. */
  readonly transitions: number;
  readonly dollars: number;
  /** Of a million such executions. */
  readonly dollarsAMillion: number;
  readonly price: Price;
  /** What may be repeated, and what that adds. */
  readonly repetitions: readonly Repetition[];
}

export interface Price {
  readonly dollarsPerThousandTransitions: number;
  readonly region: string;
  readonly source: string;
  /** When the source said so: year and month. */
  readonly asOf: string;
}

/** A loop that a counter bounds. */
export interface Repetition {
  /** The state that decides whether to go round again. */
  readonly state: string;
  /** The action of the document that asks for it. */
  readonly action?: string;
  readonly atMost: number;
  /** State transitions that one round adds. */
  readonly transitions: number;
  /** Seconds that all rounds wait together, at most; absent where nothing waits. */
  readonly waitSeconds?: number;
  readonly dollarsAtMost: number;
}
