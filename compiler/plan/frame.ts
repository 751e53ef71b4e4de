import type { Operation } from '../apis/index.ts';
import type { Action, Document, Step, Workflow } from '../arazzo/index.ts';
import type { Decisions } from './bindDecisions.ts';
import type { WorkflowInputs } from './inputs.ts';
import type { CallArguments } from './plan.ts';
import type { Value } from './value.ts';

/**
 * One workflow as it runs in the machine: the compiled one, or one that a step calls, inlined. What expressions in its
 * steps mean depends on the frame that they stand in.
 */
export interface Frame {
  readonly document: Document;
  readonly workflow: Workflow;
  /** Before the names of its states: empty, or `outer / `. */
  readonly prefix: string;
  /** The variable that holds its accepted inputs. */
  readonly inputsVariable: string;
  readonly inputs: WorkflowInputs;
  /** What a called workflow is handed, by input; absent for the compiled workflow, whose inputs are the execution's. */
  readonly given?: Map<string, Value>;
  readonly steps: ReadonlyMap<string, StepScope>;
  /** The same, in the order of the document. */
  readonly order: readonly StepScope[];
  /** The frames of the workflows in `dependsOn`, which have run before. */
  readonly before: readonly Frame[];
  /** Inputs that must not be shown, and inputs that are personal; filled while calls are bound. */
  readonly secrets: Set<string>;
  readonly personal: Set<string>;
  /** Secrets that can be given by reference, by input. */
  readonly references: ReadonlyMap<string, SecretReference>;
  /** Inputs that something reads from the frame's variable; filled when the graph is complete. */
  readonly read: Set<string>;
}

/** A secret input that can be given as the id of a secret in AWS Secrets Manager. */
export interface SecretReference {
  /** The input itself, for example `password`. */
  readonly input: string;
  /** The input that takes its place, `passwordSecretId`. */
  readonly reference: string;
  /** Holds the secret from its reading to the call that sends it. */
  readonly variable: string;
  /** The member that holds it, where the secret is a JSON object. */
  readonly key?: string;
}

/** A step in its frame. */
export interface StepScope {
  readonly step: Step;
  /** Its place in the document, counted from 0. */
  readonly index: number;
  /** The name of its state, unique in the machine. */
  readonly state: string;
  /** The variable that holds what it puts out. */
  readonly variable: string;
  /** The AWS operation that it calls; absent for a step that calls a workflow, or whose operation is unknown. */
  operation?: Operation;
  arguments?: CallArguments;
  /** Criteria and actions, bound. */
  decisions?: Decisions;
  /** The frame of the workflow that it calls. */
  called?: Frame;
  /** The frames of workflows that its actions go to or run before a retry. */
  readonly jumps: Map<Action, Frame>;
  /** Its outputs, as far as they were asked for; see boundOutput. */
  readonly outputs: Map<string, Value | 'wrong'>;
  /** Outputs that something in the machine reads; filled when the graph is complete. */
  readonly kept: Set<string>;
}

/**
 * Where an expression stands, which decides what it may read: `$response` and `$statusCode` only behind a call, and
 * behind a failed one only the status.
 */
export interface Scope {
  readonly frame: Frame;
  readonly step?: StepScope;
  readonly phase: 'request' | 'response' | 'failure' | 'end';
}
