import type { InputProperty, InputsSchema, ValueSchema, WorkflowInputs } from '../frames/index.ts';
import type { CompileOptions } from '../options.ts';
import { type Json, jsonObject, type Node } from '../source/index.ts';
import type { Names } from './names.ts';

/** An input, and the one that may be given in its place. */
export interface InputReference {
  /** The input itself, for example `password`. */
  readonly input: string;
  /** The input that takes its place, `passwordSecretId`. */
  readonly reference: string;
}

/** A secret input that can be given as the id of a secret in AWS Secrets Manager. */
export interface SecretReference extends InputReference {
  /** Holds the secret from its reading to the call that sends it. */
  readonly variable: string;
  /** The member that holds it, where the secret is a JSON object. */
  readonly key?: string;
}

/**
 * The name of an input that takes a secret's place.
 * @param taken names that other inputs have
 */
export function nameOfReference(input: string, taken: ReadonlySet<string> = new Set()): string {
  const name = `${input}SecretId`;
  return taken.has(name) ? nameOfReference(name, taken) : name;
}

/** The secrets of a workflow that the options let be given by reference; options that name no input of it are left out. */
export function secretReferences(
  { declared }: WorkflowInputs,
  { secretInputs = {} }: CompileOptions,
  names: Names,
): ReadonlyMap<string, SecretReference> {
  const references = Object.entries(secretInputs).flatMap(([input, from]): (readonly [string, SecretReference])[] => {
    if (!declared.has(input)) return [];
    const key = from === 'secrets-manager' ? {} : { key: from.key };
    return [[input, { input, reference: nameOfReference(input), variable: names.variable(`${input}_secret`), ...key }]];
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
  const declared = new Map(inputs.declared);
  for (const { reference } of references.values()) {
    declared.set(reference, { name: reference, node, certain: false, schema: { types: ['string'] } });
  }
  return {
    schema: withReferencesInSchema(inputs.schema, references),
    declared,
    secrets: inputs.secrets,
    lifted: inputs.lifted,
    json: withReferencesInJson(inputs.json, references),
  };
}

/** What is asked of the inputs, where others may be given in the place of some. */
export function withReferencesInSchema(
  schema: InputsSchema,
  references: ReadonlyMap<string, InputReference & Pick<SecretReference, 'key'>>,
): InputsSchema {
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
  const added = [...references.values()].map(({ reference }) => textInput(reference));
  return {
    ...schema,
    properties: [...properties, ...added],
    alternatives,
    ...(whole === undefined ? {} : { whole }),
  };
}

/**
 * What is asked of all inputs, where it knows a secret by its name: the reference may stand in its place, and one of both is
 * there where the secret has to be.
 */
function withMembers(schema: ValueSchema, references: ReadonlyMap<string, InputReference>): ValueSchema {
  const { additional, object, required, all = [], any, one, when, dependents } = schema;
  const within = (each: ValueSchema) => withMembers(each, references);
  const beside = (known: readonly string[]) =>
    known.flatMap((name) => [name, ...[references.get(name)?.reference ?? []].flat()]);
  const members = object?.properties.filter((property) => property.required).map(({ name }) => name) ?? [];
  const asked = [...new Set([...(required ?? []), ...members])].flatMap((name) => references.get(name) ?? []);
  const every = [...all.map(within), ...asked.map(oneOfBoth)];
  return {
    ...schema,
    ...(additional === undefined ? {} : { additional: { ...additional, known: beside(additional.known) } }),
    ...(required === undefined ? {} : { required: required.filter((name) => !references.has(name)) }),
    ...(object === undefined
      ? {}
      : {
          object: {
            ...object,
            properties: object.properties.flatMap((property) => {
              const found = references.get(property.name);
              return found === undefined ? [property] : [{ ...property, required: false }, textInput(found.reference)];
            }),
          },
        }),
    ...(every.length === 0 ? {} : { all: every }),
    ...(any === undefined ? {} : { any: any.map(within) }),
    ...(one === undefined ? {} : { one: one.map(within) }),
    ...(schema.not === undefined ? {} : { not: within(schema.not) }),
    ...(when === undefined
      ? {}
      : {
          when: {
            condition: within(when.condition),
            ...(when.met === undefined ? {} : { met: within(when.met) }),
            ...(when.unmet === undefined ? {} : { unmet: within(when.unmet) }),
          },
        }),
    ...(dependents === undefined
      ? {}
      : {
          dependents: dependents.flatMap(({ name, ...rest }) => {
            const { required: others, schema: also = {} } = rest;
            const then = within({
              ...also,
              ...(others === undefined ? {} : { all: [...(also.all ?? []), { required: others }] }),
            });
            return beside([name]).map((each) => ({ name: each, schema: then }));
          }),
        }),
  };
}

function oneOfBoth({ input, reference }: InputReference): ValueSchema {
  return { any: [{ required: [input] }, { required: [reference] }] };
}

function textInput(name: string): InputProperty {
  return { name, required: false, schema: { types: ['string'] } };
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
