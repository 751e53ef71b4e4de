import type { Conditions, IamResource } from './apis/index.ts';
import type { CausePlace, Figures, StateMachineDefinition } from './asl/index.ts';
import type { ApiConnection } from './connections.ts';
import type { Place } from './diagnostics/index.ts';
import type { StateFacts } from './explain/index.ts';
import type { SecretAlternative } from './frames/index.ts';
import type { Json } from './source/index.ts';

/** One workflow, compiled. */
export interface Machine {
  readonly workflowId: string;
  readonly definition: StateMachineDefinition;
  /** The definition as deployed: JSON, indented by two spaces, the same bytes for the same document. */
  readonly text: string;
  /** What the machine's role must be allowed to do, sorted by action, each once under the same conditions. */
  readonly permissions: readonly Permission[];
  /** What the role may need besides, where what is sent doesn't say so; sorted by action. */
  readonly undecided: readonly UndecidedPermission[];
  /** The HTTP APIs that the machine calls, each with the connection that it needs. */
  readonly connections: readonly ApiConnection[];
  /** JSON Schema (2020-12) of the execution's input, `$ref`s resolved; `true` where the workflow says nothing. */
  readonly inputsSchema: Json;
  /** Whether inputs have to have their `format`, as the option `formats: assert` asks. */
  readonly assertsFormats: boolean;
  /** Inputs whose value must not be shown, sorted. */
  readonly secretInputs: readonly string[];
  /** Secret inputs that can be given as the id of a stored secret instead. */
  readonly secretAlternatives: readonly SecretAlternative[];
  /** For each state, where in the document it comes from. */
  readonly places: ReadonlyMap<string, Place>;
  /** For each state that fails because criteria don't hold: what its cause begins with for each that may be the first of them. */
  readonly criteria: ReadonlyMap<string, readonly CausePlace[]>;
  readonly figures: Figures;
  /** What each state does, in the words of the document and in the order of the definition. */
  readonly facts: readonly StateFacts[];
}

/** A permission that the definition needs. */
export interface Permission {
  /** For example `connect:CreateUser`. */
  readonly action: string;
  /** The service in the Task's resource, for example `connect`. */
  readonly service: string;
  readonly accessLevel: string;
  /** Resource types that are to be allowed for it: the required ones, and optional ones that the calls touch. Empty: only `*` is possible. */
  readonly resources: readonly IamResource[];
  readonly conditionKeys: readonly string[];
  /** Condition keys, and the values of which a request has one, with the placeholders of ARNs: `iam:PassedToService`. */
  readonly conditions: Conditions;
  /**
   * For whose sake it is needed besides the operation's own actions: sent members, their names from outside in (`Tags`,
   * `IamInstanceProfile.Name`), or the status of an error after which the document goes on (`$statusCode == 404`). Empty:
   * the operation itself needs it.
   */
  readonly by: readonly string[];
  /** The states that make the call. */
  readonly states: readonly string[];
}

/** An action that calls may need: whether they do isn't known before the machine runs, or isn't known at all. */
export interface UndecidedPermission {
  /** For example `iam:CreateServiceLinkedRole`. */
  readonly action: string;
  /** The sent members on which that depends, `*` the payload as a whole; empty: nothing that is sent says so. */
  readonly by: readonly string[];
  /** The states that make the call. */
  readonly states: readonly string[];
}
