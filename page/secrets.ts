import {
  credentialsIn,
  isCredentialName,
  type Operation,
  parseTaskResource,
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

/** Learns the secrets of an input: those that the workflow has; of a machine without a document, what is named like one. */
export function learnInput(secrets: Secrets, machine: Machine | undefined, input: Json): void {
  if (machine === undefined) learnByName(secrets, input);
  else learnSecretInputs(secrets, machine, input);
}

function learnByName(secrets: Secrets, value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (isCredentialName(name)) secrets.learn(member);
    else learnByName(secrets, member);
  }
}

/** Learns the credentials that a call sent or got, by the model of its service. */
export function learnEvent(secrets: Secrets, event: HistoryEvent): void {
  const { taskScheduledEventDetails: sent, taskSucceededEventDetails: answered } = event;
  if (sent !== undefined) learnCredentials(secrets, operationOf(taskArn(sent))?.input, parsed(sent.parameters));
  if (answered !== undefined) {
    learnCredentials(secrets, operationOf(taskArn(answered))?.output, parsed(answered.output));
  }
}

function operationOf(resource: string): Operation | undefined {
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
