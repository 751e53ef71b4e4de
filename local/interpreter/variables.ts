import { VariablesTooLarge } from './errors.ts';
import { type JsonObject, jsonBytes } from './json.ts';
import { maxPayload } from './limits.ts';

/** The variables that a state can read. */
export interface Variables {
  readonly values: JsonObject;
  /** At least the bytes of all of them as JSON. */
  readonly bytes: number;
}

/** What a state assigns, and the part of its field's place in front of `Assign`. */
export interface Assigned {
  readonly values: JsonObject;
  readonly location: string;
}

/** The most bytes of all variables of an execution. */
const mostBytes = 10 * 1024 * 1024;

/** Variables that are there before the first state. */
export function givenVariables(values: JsonObject): Variables {
  return { values, bytes: sizeOf(values) };
}

/**
 * Variables with those that a state assigns, and the JSON texts of these. Throws `VariablesTooLarge` beyond AWS's limits:
 * 256 KiB each and for all that one state assigns, 10 MiB for all that there are.
 */
export function assign(
  variables: Variables,
  { values, location }: Assigned,
  state: string,
): { readonly variables: Variables; readonly texts: Readonly<Record<string, string>> } {
  const texts = Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)] as const);
  const field = `${location}Assign`;
  let sum = 0;
  for (const [name, text] of texts) {
    const bytes = jsonBytes(text);
    const assigned = `Variable '${name}' in state '${state}' was assigned ${bytes} bytes`;
    if (bytes > maxPayload) throw new VariablesTooLarge(field, `Variable size limit exceeded. ${assigned}.`);
    sum += bytes;
    if (sum > maxPayload) {
      throw new VariablesTooLarge(
        field,
        `State total variable size limit exceeded. ${assigned}, which caused the size of variables assigned in the state to exceed its limit by ${sum - maxPayload} bytes.`,
      );
    }
  }
  const all = { ...variables.values, ...values };
  // Those that were assigned anew count twice, until it matters.
  const bytes = variables.bytes + sum > mostBytes ? sizeOf(all) : variables.bytes + sum;
  if (bytes > mostBytes) {
    throw new VariablesTooLarge(
      field,
      `Execution total variable size limit exceeded. State '${state}' assigned variables that exceed the total execution limit by ${bytes - mostBytes} bytes.`,
    );
  }
  return { variables: { values: all, bytes }, texts: Object.fromEntries(texts) };
}

function sizeOf(values: JsonObject): number {
  return Object.values(values).reduce<number>((sum, value) => sum + jsonBytes(JSON.stringify(value)), 0);
}
