import { neededActions, parseTaskResource, taskOperation, taskText } from '../../compiler/apis/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import type { Traits } from './traits.ts';

/** A definition as AWS gives it back. */
export type DeployedDefinition = object;

/** A state, or a part of one. */
type Fields = { readonly [field: string]: unknown };

/**
 * The traits of a definition by itself, of which no document is there: what its states call, send, retry and lead to, and the
 * permissions that its calls need. Inputs, outputs and cost are not known of it.
 */
export function definitionTraits(definition: DeployedDefinition): Traits {
  const whole = objectOf(definition);
  const states = Object.entries(objectOf(whole['States'])).map(([name, state]) => [name, objectOf(state)] as const);
  return {
    inputs: new Map(),
    outputs: new Map(),
    permissions: new Map(states.flatMap(([, state]) => permissionsOf(state))),
    secrets: new Map(),
    states: new Map(states.map(([name, state]) => [name, kindText(state)])),
    sent: new Map(states.flatMap(([name, state]) => sentBy(name, state['Arguments'] ?? state['Parameters']))),
    retries: new Map(
      states.flatMap(([name, state]) =>
        listOf(state['Retry']).map((retry) => [`${name} ${errorsOf(retry)}`, rest(retry)]),
      ),
    ),
    transitions: new Map(states.flatMap(([name, state]) => transitionsOf(name, state))),
    cost: new Map([['seconds until an execution is given up', String(whole['TimeoutSeconds'] ?? 'none')]]),
  };
}

function permissionsOf(state: Fields): readonly (readonly [string, string])[] {
  const { Resource: resource } = state;
  if (typeof resource !== 'string') return [];
  const operation = taskOperation(parseTaskResource(resource), shippedModels);
  const needed = operation === undefined ? [] : (neededActions(operation, [])?.needed ?? []);
  return needed.map(({ action }) => [action, 'needed']);
}

function kindText(state: Fields): string {
  const { Type: type, Resource: resource, Seconds: seconds, TimeoutSeconds: timeout, Error: error } = state;
  const called = typeof resource === 'string' ? ` ${taskText(parseTaskResource(resource))}` : '';
  const time = timeout ?? seconds;
  return `${String(type)}${called}${time === undefined ? '' : `, ${String(time)} s`}${error === undefined ? '' : ` ${String(error)}`}`;
}

function sentBy(name: string, sent: unknown): readonly (readonly [string, string])[] {
  if (typeof sent === 'string') return [[`${name} *`, sent]];
  return Object.entries(objectOf(sent)).map(([member, value]) => [`${name} ${member}`, JSON.stringify(value)] as const);
}

function transitionsOf(name: string, state: Fields): readonly (readonly [string, string])[] {
  const { Next: next, Default: otherwise } = state;
  return [
    ...(typeof next === 'string' ? [[name, next] as const] : []),
    ...listOf(state['Choices']).map((rule, at) => [`${name} if rule ${at + 1}`, JSON.stringify(rule)] as const),
    ...listOf(state['Catch']).map((rule) => [`${name} on ${errorsOf(rule)}`, String(rule['Next'])] as const),
    ...(typeof otherwise === 'string' ? [[`${name} otherwise`, otherwise] as const] : []),
  ];
}

function errorsOf(rule: Fields): string {
  const { ErrorEquals: errors } = rule;
  return Array.isArray(errors) ? errors.join(', ') : '';
}

function rest({ ErrorEquals: _, ...retry }: Fields): string {
  return Object.entries(retry)
    .map(([field, value]) => `${field} ${String(value)}`)
    .join(', ');
}

function objectOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
