import { type InputsSchema, type Machine, readInputsJson } from '../../compiler/index.ts';
import { isList, isObject, type Json, type JsonObject } from '../../compiler/source/index.ts';
import { DocumentError } from '../documentError.ts';

/** Where an input comes from: a member of the event's detail, or a value that is the same for every event. */
export type InputSource =
  /** Names of members joined by dots: `employee.login`. */
  | { readonly detail: string }
  /** A token, such as a stack parameter, must come to a text without quotes and backslashes. */
  | { readonly value: string };

/** How an event's detail becomes the input of an execution. */
export interface InputMapping {
  /** Inputs that are read from the detail, with the names of the members on the way. */
  readonly fromDetail: readonly { readonly input: string; readonly path: readonly string[] }[];
  readonly fixed: readonly { readonly input: string; readonly value: string }[];
  /** Members on the way to the value that tells one hire from another. Absent: the event's id. */
  readonly deduplicationKey?: readonly string[];
  /** Inputs that an event must never carry: their references travel instead. */
  readonly secrets: readonly string[];
  /** JSON Schema of what is handed to the machine. */
  readonly schema: InputsJsonSchema;
  /** The same, as the machine reads it. */
  readonly read: InputsSchema;
}

/** Names in a definition that CloudFormation replaces, `${Name}`, where they are a whole value. */
export const SUBSTITUTIONS = {
  machine: 'StateMachineArn',
  executions: 'ExecutionArnPrefix',
  fixed: (index: number) => `Fixed${index}`,
} as const;

/** What the inputs are replaced by that are the same for all. */
export function fixedSubstitutions({ fixed }: InputMapping): Readonly<Record<string, string>> {
  return Object.fromEntries(fixed.map(({ value }, index) => [SUBSTITUTIONS.fixed(index), value]));
}

/** An inputs' JSON Schema; its other keywords are as they were. */
export interface InputsJsonSchema extends JsonObject {
  readonly type: 'object';
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * Maps each input to the detail's member of the same name, unless `sources` says otherwise. A secret is replaced by its
 * reference (`password` by `passwordSecretId`).
 * @param deduplicationKey names of members joined by dots, where a member of the detail tells one hire from another
 * @throws DocumentError where a source names no input, or a secret can't be given by reference
 */
export function mapInputs(
  machine: Machine,
  sources: Readonly<Record<string, InputSource>>,
  deduplicationKey?: string,
): InputMapping {
  const schema = withoutSecrets(machine);
  const names = Object.keys(schema.properties);
  for (const input of Object.keys(sources)) {
    if (machine.secretInputs.includes(input)) throw new DocumentError(secretMessage(input, machine.workflowId));
    if (!names.includes(input)) {
      throw new DocumentError(`'${input}' is no input of ${machine.workflowId}; it has ${names.join(', ')}.`);
    }
  }
  const fromDetail: { input: string; path: readonly string[] }[] = [];
  const fixed: { input: string; value: string }[] = [];
  for (const input of names) {
    const source = Object.hasOwn(sources, input) ? sources[input] : undefined;
    if (source === undefined) fromDetail.push({ input, path: [input] });
    else if ('detail' in source) fromDetail.push({ input, path: memberPath(source.detail) });
    else fixed.push({ input, value: source.value });
  }
  const key = deduplicationKey === undefined ? {} : { deduplicationKey: memberPath(deduplicationKey) };
  const read = readInputsJson(schema, machine.assertsFormats);
  return { fromDetail, fixed, ...key, secrets: machine.secretInputs, schema, read };
}

/** The names of the members on the way to a value in the detail. */
function memberPath(text: string): readonly string[] {
  const path = text.split('.');
  if (path.includes('')) throw new DocumentError(`'${text}' is no path of member names joined by dots.`);
  return path;
}

/** The inputs' schema with references in the place of secrets; what needs one of the two then needs the reference. */
function withoutSecrets({ inputsSchema, secretInputs, secretAlternatives, workflowId }: Machine): InputsJsonSchema {
  const schema = isObject(inputsSchema) ? inputsSchema : {};
  const declared = isObject(schema['properties']) ? schema['properties'] : {};
  const required = new Set(isList(schema['required']) ? schema['required'].map(String) : []);
  for (const secret of secretInputs) {
    const alternative = secretAlternatives.find((each) => each.secret === secret);
    if (alternative === undefined) throw new DocumentError(secretMessage(secret, workflowId));
    if (alternative.required) required.add(alternative.reference);
  }
  const properties = Object.entries(declared).filter(([name]) => !secretInputs.includes(name));
  // With secrets it says that one of the secret and its reference is given: events carry the reference.
  const { allOf, ...others } = schema;
  return {
    ...others,
    ...(allOf === undefined || secretInputs.length > 0 ? {} : { allOf }),
    type: 'object',
    required: [...required].sort(),
    properties: Object.fromEntries(properties),
  };
}

function secretMessage(input: string, workflow: string): string {
  return (
    `The input '${input}' of ${workflow} is a secret and may not travel in an event: compile with ` +
    `secretInputs: { '${input}': 'secrets-manager' }, so that events carry the id of a secret in its place.`
  );
}
