import {
  type GivenMember,
  type IamResource,
  neededActions,
  type Operation,
  type Shape,
} from '../../compiler/apis/index.ts';
import { isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { overlap } from './glob.ts';
import type { Context } from './policy.ts';

/** What a call has to be allowed: an action on every one of these resources, or on one of those that may be meant. */
export interface Request {
  readonly action: string;
  /** ARNs; `*` in them stands for what isn't known. */
  readonly resources: readonly string[];
  /** Whether one of them will do. */
  readonly alternatives: boolean;
  /** What is known of the call, by condition key. */
  readonly context: Context;
}

/** Where the call is made. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/**
 * What a call asks of IAM: for each action the resources that its request names.
 * @param sent the request, in the model's names
 */
export function requestsOf(operation: Operation, sent: JsonObject, place: Place): readonly Request[] {
  const { request, qualifier } = unqualified(sent);
  const needed = neededActions(operation, [...membersIn(operation.input, '', request)])?.needed ?? [];
  const given = textsIn(request).filter((text) => text.startsWith('arn:'));
  return needed.map(({ action, resources, conditions }) => {
    const named = resources.map((resource) => arnsOf(resource, request, given, place));
    // Of types that are all optional the call acts on one: on that whose ARN it gives, where it gives one.
    const isOneOf = resources.every(({ required }) => !required);
    const byArn = named.filter((arns) => arns.some((arn) => given.includes(arn)));
    const meant = isOneOf ? byArn : [];
    // Where one type is given by its ARN, one of which nothing is known is what might have stood in its place.
    const known = byArn.length > 0 ? named.filter((arns) => !arns.every(isUnknown)) : named;
    const arns = (meant.length > 0 ? meant : known).flat();
    const context = conditionsInPlace(conditions, place);
    return {
      action,
      resources: arns.length === 0 ? ['*'] : arns,
      alternatives: isOneOf && meant.length === 0,
      context: qualifier === undefined ? context : { ...context, 'states:StateMachineQualifier': [qualifier] },
    };
  });
}

/**
 * A request to Step Functions with the ARN of the machine alone: policies name that, and the version or alias by a
 * condition key (Step Functions Developer Guide, "Versions and aliases authorization").
 */
function unqualified(request: JsonObject): { readonly request: JsonObject; readonly qualifier?: string } {
  const arn = request['stateMachineArn'];
  const [, machine, qualifier] =
    typeof arn === 'string' ? (/^(arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+):([^:]+)$/.exec(arn) ?? []) : [];
  if (machine === undefined || qualifier === undefined) return { request };
  return { request: { ...request, stateMachineArn: machine }, qualifier };
}

/** The members of a request, at any depth. */
function* membersIn(shape: Shape, within: string, value: Json): Generator<GivenMember> {
  if (Array.isArray(value)) {
    if (shape.type === 'list') for (const item of value) yield* membersIn(shape.member.shape, within, item);
    return;
  }
  if (!isObject(value)) return;
  if (shape.type === 'map') for (const item of Object.values(value)) yield* membersIn(shape.value.shape, within, item);
  if (shape.type !== 'structure') return;
  for (const { name, shape: inner } of shape.members) {
    const held = value[name];
    if (held === undefined || isEmpty(held)) continue;
    const path = within === '' ? name : `${within}.${name}`;
    yield { path, name, open: false, values: Array.isArray(held) ? held : [held] };
    yield* membersIn(inner, path, held);
  }
}

/** Whether an ARN says no more than its type: `arn:aws:states:us-east-1:123456789012:express:*:*:*`. */
function isUnknown(arn: string): boolean {
  return /^(?:[^:]*:){5}[^:/*]+(?:[:/]\*)+$/.test(arn);
}

/** What asks for nothing. */
function isEmpty(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === false || value === null || value === '';
}

/**
 * The ARNs of a type that a request names: those that it gives, else its patterns with what the request says.
 * @param given all ARNs in the request
 */
function arnsOf(
  { arns: patterns, named }: IamResource,
  request: JsonObject,
  given: readonly string[],
  place: Place,
): readonly string[] {
  if (named !== undefined) return named.map((arn) => inPlace(arn, place));
  const wide = patterns.map((pattern) => pattern.replace(/\$\{\w+\}/g, '*'));
  const own = given.filter((arn) => wide.some((pattern) => overlap(pattern, arn)));
  if (own.length > 0) return own;
  return patterns.flatMap((pattern) => filled(pattern, request, place));
}

/** A pattern with its placeholders replaced, once for each of the values that a list gives for one. */
function filled(pattern: string, request: JsonObject, place: Place): readonly string[] {
  const [, before, name, after] = /^(.*?)\$\{(\w+)\}(.*)$/s.exec(pattern) ?? [];
  if (before === undefined || name === undefined || after === undefined) return [pattern];
  const rest = filled(after, request, place);
  return valuesOf(name, request, place).flatMap((value) => rest.map((end) => `${before}${value}${end}`));
}

function valuesOf(placeholder: string, request: JsonObject, place: Place): readonly string[] {
  const here = placeOf(placeholder, place);
  if (here !== undefined) return [here];
  const url = request['QueueUrl'];
  if (placeholder === 'QueueName' && typeof url === 'string') return [url.split('/').at(-1) ?? '*'];
  return members(placeholder, request);
}

function placeOf(placeholder: string, { region, account }: Place): string | undefined {
  switch (placeholder) {
    case 'Partition':
      return 'aws';
    case 'Region':
      return region;
    case 'Account':
      return account;
    default:
      return undefined;
  }
}

/** An ARN pattern with what is known of this place, and `*` for all else. */
export function inPlace(arn: string, place: Place): string {
  return arn.replace(/\$\{(\w+)\}/g, (_, name: string) => placeOf(name, place) ?? '*');
}

/** Condition keys with the values that they have at a place. */
export function conditionsInPlace(conditions: Context, place: Place): Context {
  const entries = Object.entries(conditions);
  return Object.fromEntries(entries.map(([key, values]) => [key, values.map((value) => inPlace(value, place))]));
}

/** What members of the placeholder's name hold: `SecurityProfileIds` for `SecurityProfileId`, `Bucket` for `BucketName`. */
function members(placeholder: string, request: JsonObject): readonly string[] {
  const wanted = stem(OTHER_NAMES.get(placeholder) ?? placeholder);
  const values = Object.entries(request)
    .filter(([name]) => stem(name) === wanted)
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    // What has the form of an ARN is one of another type.
    .filter((value): value is string => typeof value === 'string' && !value.startsWith('arn:'));
  return values.length === 0 ? ['*'] : values;
}

function stem(name: string): string {
  return name
    .replace(/s$/, '')
    .replace(/(Id|Name)$/i, '')
    .toLowerCase();
}

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([['ObjectName', 'Key']]);

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
