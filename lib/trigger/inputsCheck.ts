import { type Expression, jsonata } from '../../compiler/jsonata/index.ts';
import type { InputMapping } from './inputMapping.ts';

const { array, call, concatenate, conditional, equal, exists, literal, not, path, variable } = jsonata;

/** Whether a state's input holds every input that the machine requires, and which are missing. */
export function inputsCheck(
  workflowId: string,
  { schema }: InputMapping,
): { readonly accepts: Expression; readonly complaint: Expression } {
  const input = path(variable('states'), 'input');
  const missing = array(schema.required.map((name) => conditional(not(exists(path(input, name))), literal(name))));
  return {
    accepts: equal(call('count', missing), literal(0)),
    complaint: concatenate([literal(`${workflowId}: missing inputs: `), call('join', missing, literal(', '))]),
  };
}
