import { type AllowedTypes, allowedTypes, type InputsSchema, readInputsJson } from '../../compiler/index.ts';
import type { Json } from '../../compiler/source/index.ts';

/** What a workflow's schema says of its inputs. */
export interface Inputs {
  /** What texts in a file become, by the inputs' names in the schema's order. Undefined: any name may be an input. */
  readonly known: ReadonlyMap<string, AllowedTypes> | undefined;
  /** Those that have to be given, in the schema's order. */
  readonly required: readonly string[];
  readonly secret: readonly string[];
}

/** Inputs of which nothing is known: each column is one, and each value a text. */
export const anyInputs: Inputs = { known: undefined, required: [], secret: [] };

/**
 * Reads what is needed of a workflow's inputs schema; what isn't needed is left to the machine's check.
 * @param schema of a machine: JSON Schema 2020-12
 */
export function inputsOf(schema: Json, secret: readonly string[]): Inputs {
  const read = readInputsJson(schema, false);
  const known = new Map(read.properties.map((each) => [each.name, allowedTypes(each.schema, read)] as const));
  const required = read.properties.filter((each) => each.required).map(({ name }) => name);
  return { known: known.size === 0 || isOpen(read) ? undefined : known, required, secret };
}

/** Whether something is said of members that are not named. */
function isOpen({ whole: { patterns = [], additional } = {} }: InputsSchema): boolean {
  const { never, ...said } = additional?.schema ?? {};
  return patterns.length > 0 || (never !== true && Object.keys(said).length > 0);
}
