import {
  type Member,
  type Operation,
  parseTaskResource,
  type Shape,
  taskArn,
  taskOperation,
} from '../compiler/apis/index.ts';
import type { Machine } from '../compiler/index.ts';
import { shippedModels } from '../compiler/node/index.ts';
import { type HistoryEvent, isObject, type Json, type JsonObject } from '../local/index.ts';

/** What stands in the place of a secret. */
export const MASK = '(secret)';

/** Values that must not be shown, and how they are kept out of what is. */
export interface Secrets {
  /** Remembers every text and number in a value as secret. */
  learn(value: Json | undefined): void;
  /** Texts with all secrets taken out; objects and lists with all texts and numbers in them. */
  mask<Value extends Json>(value: Value): Json;
  maskText(text: string): string;
}

/**
 * Starts without secrets. A secret of one or two characters is masked where it is a whole value, and not inside of other
 * texts, of which nothing would be left.
 */
export function createSecrets(): Secrets {
  const whole = new Set<string>();
  let inside: RegExp | undefined;
  const maskText = (text: string): string => {
    if (whole.has(text)) return MASK;
    return inside === undefined ? text : text.replace(inside, MASK);
  };
  const mask = (value: Json): Json => {
    if (typeof value === 'string') return maskText(value);
    if (typeof value === 'number') return whole.has(String(value)) ? MASK : value;
    if (isList(value)) return value.map(mask);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mask(member)]));
  };
  return {
    learn(value) {
      const found = leavesOf(value ?? null).filter((text) => text !== '' && text !== MASK && !whole.has(text));
      if (found.length === 0) return;
      for (const text of found) whole.add(text);
      inside = anyOf([...whole].filter((text) => text.length > 2));
    },
    mask,
    maskText,
  };
}

/** Finds texts inside of others: the longest first, so that no rest of it stays; also as they stand in JSON in JSON. */
function anyOf(texts: readonly string[]): RegExp | undefined {
  const forms = texts
    .flatMap((text) => [text, inJson(text), inJson(inJson(text))])
    .sort((one, other) => other.length - one.length)
    .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return forms.length === 0 ? undefined : new RegExp(forms.join('|'), 'g');
}

/** With quotes and backslashes escaped. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The texts in a value, numbers as texts; also what stands in a text that is a JSON object. */
function leavesOf(value: Json): readonly string[] {
  if (typeof value === 'string') return [value, ...insideText(value)];
  if (typeof value === 'number') return [String(value)];
  if (isList(value)) return value.flatMap(leavesOf);
  return isObject(value) ? Object.values(value).flatMap(leavesOf) : [];
}

function insideText(text: string): readonly string[] {
  if (!text.startsWith('{')) return [];
  try {
    return leavesOf(parsed(text));
  } catch {
    return [];
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Learns the secrets of an input: those that the workflow has; of a machine without a document, what is named like one. */
export function learnInput(secrets: Secrets, machine: Machine | undefined, input: Json): void {
  if (!isObject(input)) return;
  if (machine === undefined) learnByName(secrets, input);
  else for (const name of machine.secretInputs) secrets.learn(input[name]);
}

function learnByName(secrets: Secrets, value: Json): void {
  if (isList(value)) for (const item of value) learnByName(secrets, item);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (SECRET.test(name) && !HARMLESS.test(name)) secrets.learn(member);
    else learnByName(secrets, member);
  }
}

const SECRET = /pass(word|wd|phrase|code)|secret|credential|token|(api|private|access|auth)[-_ ]?key/i;
const HARMLESS = /(id|ids|arn|arns|name|url)$|^(next|client|continuation|page|task)[-_ ]?token$/i;

/** Learns the credentials that a call sent or got, by the model of its service. */
export function learnEvent(secrets: Secrets, event: HistoryEvent): void {
  const { taskScheduledEventDetails: sent, taskSucceededEventDetails: answered } = event;
  if (sent !== undefined) learnShaped(secrets, parsed(sent.parameters), operationOf(taskArn(sent))?.input);
  else if (answered !== undefined) {
    learnShaped(secrets, parsed(answered.output), operationOf(taskArn(answered))?.output);
  }
}

function operationOf(resource: string): Operation | undefined {
  return taskOperation(parseTaskResource(resource), shippedModels);
}

/** Learns the credentials that stand in the definition, and defaults of secret inputs. */
export function learnDefinition(secrets: Secrets, definition: JsonObject, machine: Machine | undefined): void {
  for (const task of tasksOf(definition)) {
    learnShaped(secrets, task['Arguments'] ?? null, operationOf(String(task['Resource']))?.input);
  }
  const schema = machine?.inputsSchema;
  const properties = schema !== undefined && isObject(schema) ? schema['properties'] : undefined;
  for (const name of machine?.secretInputs ?? []) {
    const input = isObject(properties) ? properties[name] : undefined;
    if (isObject(input)) for (const keyword of ['default', 'const']) secrets.learn(input[keyword]);
  }
}

/** The Tasks of a definition, also those in branches and processors. */
function tasksOf(value: Json): readonly JsonObject[] {
  if (isList(value)) return value.flatMap(tasksOf);
  if (!isObject(value)) return [];
  const inside = Object.values(value).flatMap(tasksOf);
  return value['Type'] === 'Task' ? [value, ...inside] : inside;
}

function learnShaped(secrets: Secrets, value: Json, shape: Shape | undefined): void {
  switch (shape?.type) {
    case 'structure':
      if (isObject(value)) for (const member of shape.members) learnMember(secrets, value[member.sfnName], member);
      return;
    case 'list':
      if (isList(value)) for (const item of value) learnMember(secrets, item, shape.member);
      return;
    case 'map':
      if (isObject(value)) for (const item of Object.values(value)) learnMember(secrets, item, shape.value);
      return;
    default:
  }
}

function learnMember(secrets: Secrets, value: Json | undefined, member: Member): void {
  if (value === undefined) return;
  // An expression in a definition is no value.
  if (!member.credential) learnShaped(secrets, value, member.shape);
  else if (typeof value !== 'string' || !value.startsWith('{%')) secrets.learn(value);
}

/** A JSON text of the history as data. */
export function parsed(text: string): Json {
  return JSON.parse(text);
}
