import type { ValueSchema, WorkflowInputs } from '../frames/index.ts';
import type { CompileOptions } from '../options.ts';
import { type Json, jsonObject, type Node } from '../source/index.ts';
import type { Names } from './names.ts';

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

/** What the name of an input that takes a secret's place ends in. */
const SUFFIX = 'SecretId';

/** The secrets of a workflow that the options let be given by reference; options that name no input of it are left out. */
export function secretReferences(
  { declared }: WorkflowInputs,
  { secretInputs = {} }: CompileOptions,
  names: Names,
): ReadonlyMap<string, SecretReference> {
  const references = Object.entries(secretInputs).flatMap(([input, from]): (readonly [string, SecretReference])[] => {
    if (!declared.has(input)) return [];
    const key = from === 'secrets-manager' ? {} : { key: from.key };
    return [[input, { input, reference: `${input}${SUFFIX}`, variable: names.variable(`${input}_secret`), ...key }]];
  });
  return new Map(references);
}

/** The inputs of a workflow with those added that take a secret's place, and the rule that just one of the two is given. */
export function withReferences(
  inputs: WorkflowInputs,
  references: ReadonlyMap<string, SecretReference>,
  node: Node,
): WorkflowInputs {
  if (references.size === 0 || inputs.schema === undefined) return inputs;
  const { schema } = inputs;
  const alternatives = schema.properties.flatMap(({ name, required }) => {
    const found = references.get(name);
    if (found === undefined) return [];
    const { reference, key } = found;
    return [{ secret: name, reference, required, ...(key === undefined ? {} : { key }) }];
  });
  const whole = schema.whole === undefined ? undefined : withMembers(schema.whole, references);
  const properties = schema.properties.map((property) =>
    references.has(property.name) ? { ...property, required: false } : property,
  );
  const added = [...references.values()].map(({ reference }) => ({
    name: reference,
    required: false,
    schema: { types: ['string'] as const },
  }));
  const declared = new Map(inputs.declared);
  for (const { reference } of references.values()) {
    declared.set(reference, { name: reference, node, certain: false, schema: { types: ['string'] } });
  }
  return {
    schema: {
      ...schema,
      properties: [...properties, ...added],
      alternatives,
      ...(whole === undefined ? {} : { whole }),
    },
    declared,
    secrets: inputs.secrets,
    lifted: inputs.lifted,
    json: withReferencesInJson(inputs.json, references),
  };
}

/** What is asked of all inputs, where it knows a secret by its name: the reference may stand in its place. */
function withMembers(schema: ValueSchema, references: ReadonlyMap<string, SecretReference>): ValueSchema {
  const { additional, object, all } = schema;
  const beside = (known: readonly string[]) =>
    known.flatMap((name) => [name, ...[references.get(name)?.reference ?? []].flat()]);
  return {
    ...schema,
    ...(additional === undefined ? {} : { additional: { ...additional, known: beside(additional.known) } }),
    ...(object === undefined
      ? {}
      : {
          object: {
            ...object,
            properties: object.properties.flatMap((property) => {
              const found = references.get(property.name);
              const text = { types: ['string'] as const };
              return found === undefined
                ? [property]
                : [
                    { ...property, required: false },
                    { name: found.reference, required: false, schema: text },
                  ];
            }),
          },
        }),
    ...(all === undefined ? {} : { all: all.map((part) => withMembers(part, references)) }),
  };
}

/** The same in the JSON Schema that is shown to those who start the machine. */
function withReferencesInJson(json: Json, references: ReadonlyMap<string, SecretReference>): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  const members = new Map<string, Json>(Object.entries(json));
  const required = members.get('required');
  const names = Array.isArray(required) ? required.filter((name): name is string => typeof name === 'string') : [];
  const properties = members.get('properties');
  const added = [...references.values()].map(
    ({ input, reference }) =>
      [reference, { type: 'string', description: `The id of the secret that holds ${input}, in its place.` }] as const,
  );
  members.set(
    'required',
    names.filter((name) => !references.has(name)),
  );
  members.set(
    'properties',
    jsonObject([...Object.entries(typeof properties === 'object' && properties !== null ? properties : {}), ...added]),
  );
  const rules = [...references.values()].map(({ input, reference }): Json => {
    const both: Json = { required: [input, reference] };
    return names.includes(input) ? { oneOf: [{ required: [input] }, { required: [reference] }] } : { not: both };
  });
  const others = members.get('allOf');
  members.set('allOf', [...(Array.isArray(others) ? others : []), ...rules]);
  return jsonObject(members);
}
