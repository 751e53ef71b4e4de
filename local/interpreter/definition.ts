import type { Json } from './json.ts';

/**
 * A state machine as the interpreter takes it: what the compiler emits and the states of the Amazon States Language
 * beside it (https://states-language.net), query language JSONata.
 */
export interface MachineDefinition extends SubMachineDefinition {
  readonly QueryLanguage?: string;
  readonly TimeoutSeconds?: number;
}

/** What a branch of Parallel and the processor of Map are made of, too. */
export interface SubMachineDefinition {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: { readonly [name: string]: StateDefinition };
}

/** A state. Its fields are looked at by its type. */
export interface StateDefinition {
  readonly Type: string;
  readonly [field: string]: unknown;
}

export type StateType = 'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

export interface RetrierDefinition {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface CatcherDefinition {
  readonly ErrorEquals: readonly string[];
  readonly Assign?: { readonly [name: string]: Json };
  readonly Output?: Json;
  readonly Next: string;
}
