import { isDeepStrictEqual } from 'node:util';
import type { Machine } from '../compiler/index.ts';
import { createSecrets, isObject, type Json, type JsonObject } from '../local/index.ts';
import { learnDefinition, learnInput } from './secrets.ts';

/** An input, and what the page is shown of it. */
export interface MaskedInput {
  readonly input: Json;
  readonly masked: Json;
}

/**
 * An input to begin with: the one that is kept beside the document, if all its members are inputs of the workflow, else
 * what the schema has as examples (`examples` of JSON Schema, `example` as OpenAPI has it). Undefined where there is none.
 */
export function exampleInput({ inputsSchema: schema }: Machine, beside: Json | undefined): JsonObject | undefined {
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : undefined;
  const fits = (names: readonly string[]): boolean =>
    properties === undefined || names.every((name) => Object.hasOwn(properties, name));
  if (beside !== undefined && isObject(beside) && fits(Object.keys(beside))) return beside;
  const whole = exampleIn(schema);
  if (whole !== undefined && isObject(whole)) return whole;
  const members = Object.entries(properties ?? {}).flatMap(([name, property]) => {
    const value = exampleIn(property);
    return value === undefined ? [] : [[name, value] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function exampleIn(schema: Json): Json | undefined {
  if (!isObject(schema)) return undefined;
  const { examples, example } = schema;
  return Array.isArray(examples) && examples.length > 0 ? examples[0] : example;
}

/** An input with the secrets masked that the workflow has, and what is named like one. */
export function maskedInput(machine: Machine | undefined, input: Json): MaskedInput {
  const secrets = createSecrets();
  learnDefinition(secrets, {}, machine);
  learnInput(secrets, machine, input);
  return { input, masked: secrets.mask(input) };
}

/** What was given, where it is what was shown, as it was before it was masked. */
export function unmasked(given: Json, { input, masked }: MaskedInput): Json {
  if (isDeepStrictEqual(given, masked)) return input;
  if (Array.isArray(given) && Array.isArray(input) && Array.isArray(masked)) {
    return given.map((each, at) => unmasked(each, { input: input[at] ?? null, masked: masked[at] ?? null }));
  }
  if (!isObject(given) || !isObject(input) || !isObject(masked)) return given;
  const members = Object.entries(given).map(([name, value]) => {
    const [before, shown] = [input[name], masked[name]];
    return [
      name,
      before === undefined || shown === undefined ? value : unmasked(value, { input: before, masked: shown }),
    ];
  });
  return Object.fromEntries(members);
}
