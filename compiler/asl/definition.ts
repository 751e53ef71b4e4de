import type { Json } from '../source/index.ts';

/** A state machine in the Amazon States Language, query language JSONata (https://states-language.net, AWS Step Functions). */
export interface StateMachineDefinition {
  readonly Comment?: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: { readonly [name: string]: State };
}

/** States are type aliases: so a definition is also what programs take that look at any field, the interpreter among them. */
export type State = TaskState | ChoiceState | PassState | WaitState | SucceedState | FailState;

/** A JSON value whose texts of the form `{% ... %}` are JSONata expressions. */
export type Template = Json;

export type TaskState = {
  readonly Type: 'Task';
  readonly Comment?: string;
  readonly Resource: string;
  readonly Arguments?: Template;
  readonly TimeoutSeconds?: number | string;
  readonly HeartbeatSeconds?: number | string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Assign?: { readonly [name: string]: Template };
  readonly Output?: Template;
  readonly Next?: string;
  readonly End?: true;
};

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Assign?: { readonly [name: string]: Template };
  readonly Output?: Template;
  readonly Next: string;
}

export type ChoiceState = {
  readonly Type: 'Choice';
  readonly Comment?: string;
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
  readonly Assign?: { readonly [name: string]: Template };
  readonly Output?: Template;
};

export interface ChoiceRule {
  readonly Comment?: string;
  readonly Condition: string;
  readonly Assign?: { readonly [name: string]: Template };
  readonly Output?: Template;
  readonly Next: string;
}

export type PassState = {
  readonly Type: 'Pass';
  readonly Comment?: string;
  readonly Assign?: { readonly [name: string]: Template };
  readonly Output?: Template;
  readonly Next?: string;
  readonly End?: true;
};

export type WaitState = {
  readonly Type: 'Wait';
  readonly Comment?: string;
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
  readonly Assign?: { readonly [name: string]: Template };
  readonly Output?: Template;
  readonly Next?: string;
  readonly End?: true;
};

export type SucceedState = {
  readonly Type: 'Succeed';
  readonly Comment?: string;
  readonly Output?: Template;
};

export type FailState = {
  readonly Type: 'Fail';
  readonly Comment?: string;
  readonly Error?: string;
  readonly Cause?: string;
};
