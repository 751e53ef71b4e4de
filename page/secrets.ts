import {
  type AwsOperation,
  credentialsIn,
  isCredentialName,
  parseTaskResource,
  type Shape,
  taskArn,
  taskOperation,
} from '../compiler/apis/index.ts';
import type { Machine } from '../compiler/index.ts';
import { shippedModels } from '../compiler/node/index.ts';
import { isExpression } from '../compiler/statesLanguage/index.ts';
import {
  type HistoryEvent,
  isObject,
  type Json,
  type JsonObject,
  learnCredentials,
  learnSecretInputs,
  type Secrets,
} from '../local/index.ts';

/** Learns the secrets of an input: those that the workflow has, where it is known, and in any case what is named like one. */
export function learnInput(secrets: Secrets, machine: Machine | undefined, input: Json): void {
  if (machine !== undefined) learnSecretInputs(secrets, machine, input);
  learnByName(secrets, input);
}

function learnByName(secrets: Secrets, value: Json): void {
  const pending: Json[] = [value];
  while (pending.length > 0) {
    const each = pending.pop() ?? null;
    if (typeof each === 'string') pending.push(insideText(each));
    if (typeof each !== 'object' || each === null) continue;
    for (const [name, member] of Object.entries(each)) {
      if (isCredentialName(name)) secrets.learn(member);
      else pending.push(member);
    }
  }
}

/** What a text is that holds JSON, as bodies of messages do. */
function insideText(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return parsed(text);
  } catch {
    return null;
  }
}

/** Learns the credentials that a call sent or got: by the model of its service, where no model says it by their names. */
export function learnEvent(secrets: Secrets, event: HistoryEvent): void {
  const { taskScheduledEventDetails: sent, taskSucceededEventDetails: answered } = event;
  if (sent !== undefined) learnCall(secrets, operationOf(taskArn(sent))?.input, sent.parameters);
  if (answered !== undefined) learnCall(secrets, operationOf(taskArn(answered))?.output, answered.output);
}

function learnCall(secrets: Secrets, shape: Shape | undefined, text: string): void {
  if (shape === undefined) learnByName(secrets, parsed(text));
  else learnCredentials(secrets, shape, parsed(text));
}

function operationOf(resource: string): AwsOperation | undefined {
  return taskOperation(parseTaskResource(resource), shippedModels);
}

/** Learns the credentials that stand in the definition, and defaults of secret inputs. */
export function learnDefinition(secrets: Secrets, definition: JsonObject, machine: Machine | undefined): void {
  for (const task of tasksOf(definition)) {
    const operation = operationOf(String(task['Resource']));
    for (const value of operation === undefined ? [] : credentialsIn(operation.input, task['Arguments'] ?? null)) {
      // An expression is no value.
      if (!isExpression(value)) secrets.learn(value);
    }
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
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(tasksOf);
  return isObject(value) && value['Type'] === 'Task' ? [value, ...inside] : inside;
}

/** A JSON text of the history as data. */
export function parsed(text: string): Json {
  return JSON.parse(text);
}
