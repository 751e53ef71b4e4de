import { isAccepted, rejection } from '../../compiler/index.ts';
import { type Expression, jsonata } from '../../compiler/jsonata/index.ts';
import type { InputMapping } from './inputMapping.ts';

const { block, concatenate, literal, path, variable } = jsonata;

/** Conditions of a state, in JSONata. */
export interface InputsCheck {
  readonly accepts: Expression;
  /** What is wrong, where it doesn't accept. */
  readonly complaint: Expression;
}

/**
 * Whether a state's input, an object, is what the machine's inputs say, and what is wrong with it: names and reasons, never
 * values. The same check that the machine makes, so that what it would reject never becomes an execution.
 */
export function inputsCheck(workflowId: string, { read }: InputMapping): InputsCheck {
  const input = variable('input');
  const given = ['input', path(variable('states'), 'input')] as const;
  return {
    accepts: block([given], isAccepted(read, input)),
    complaint: block([given], concatenate([literal(`wrong inputs for ${workflowId}: `), rejection(read, input)])),
  };
}
