import { Diagnostics } from '../../compiler/diagnostics/index.ts';
import { type InputsSchema, readInputs, wrongInputs } from '../../compiler/index.ts';
import { type Expression, jsonata } from '../../compiler/jsonata/index.ts';
import { parseSource } from '../../compiler/source/index.ts';
import type { InputMapping, InputsJsonSchema } from './inputMapping.ts';

const { block, call, concatenate, equal, literal, path, variable } = jsonata;

/**
 * Whether a state's input, an object, is what the machine's inputs say, and what is wrong with it: names, never values. The
 * same check that the machine makes, so that what it would reject never becomes an execution.
 */
export function inputsCheck(
  workflowId: string,
  { schema }: InputMapping,
): { readonly accepts: Expression; readonly complaint: Expression } {
  const input = variable('input');
  const given = ['input', path(variable('states'), 'input')] as const;
  const wrong = wrongInputs(schemaOf(schema), input);
  const names = call('join', wrong, literal(', '));
  return {
    accepts: block([given], equal(call('count', wrong), literal(0))),
    complaint: block([given], concatenate([literal(`missing or wrong for ${workflowId}: `), names])),
  };
}

function schemaOf(json: InputsJsonSchema): InputsSchema {
  // What is not checked has been reported when the workflow was compiled.
  const reporter = new Diagnostics();
  const node = parseSource({ name: 'inputs', text: JSON.stringify(json) }, reporter);
  return readInputs(node, new Map(), reporter).schema ?? { properties: [], closed: false };
}
