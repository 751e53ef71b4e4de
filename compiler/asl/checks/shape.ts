import type { StateMachineDefinition } from '../definition.ts';
import { type Fields, type Kind, machineFields, stateFields } from './fields.ts';
import type { Report } from './subject.ts';

/**
 * Whether a definition is what its type says: fields that exist, with values of their kinds, and nothing that JSON has not
 * got. The other checks rely on it, so where this one finds something it is the only one that runs.
 */
export function checkShape(definition: StateMachineDefinition, report: Report): void {
  checkFields(definition, machineFields, '', (field, message) => report({ field, message }));
  // The states are looked at one by one, by their types.
  const states: unknown = isObject(definition) ? definition['States'] : undefined;
  if (!isObject(states)) return;
  for (const [name, state] of Object.entries(states)) {
    checkState(state, (field, message) => report({ state: name, field, message }));
  }
}

type Tell = (field: string, message: string) => void;

function checkState(state: unknown, tell: Tell): void {
  const type = isObject(state) ? state['Type'] : undefined;
  const fields = typeof type === 'string' ? memberOf(stateFields, type) : undefined;
  if (!isObject(state)) tell('', 'must be an object');
  else if (fields === undefined) tell('Type', `must be ${Object.keys(stateFields).join(' or ')}`);
  else checkFields(state, fields, '', tell);
}

function checkFields(value: unknown, { must, may }: Fields, at: string, tell: Tell): void {
  if (!isObject(value)) {
    tell(at, 'must be an object');
    return;
  }
  const place = (name: string): string => (at === '' ? name : `${at}/${name}`);
  for (const [name, field] of Object.entries(value)) {
    const kind = memberOf(must, name) ?? memberOf(may, name);
    if (field === undefined) continue;
    if (kind === undefined) tell(place(name), 'there is no such field here');
    else checkKind(field, kind, place(name), tell);
  }
  for (const name of Object.keys(must)) {
    if (memberOf(value, name) === undefined) tell(place(name), 'the field is missing');
  }
}

function checkKind(value: unknown, kind: Kind, field: string, tell: Tell): void {
  switch (kind) {
    case 'text':
      if (typeof value !== 'string') tell(field, 'must be a text');
      break;
    case 'number':
      if (!isNumber(value)) tell(field, 'must be a number');
      break;
    case 'seconds':
      if (!isNumber(value) && typeof value !== 'string') tell(field, 'must be a number or an expression');
      break;
    case 'true':
      if (value !== true) tell(field, 'must be true');
      break;
    case 'states':
      if (!isObject(value)) tell(field, 'must be an object');
      break;
    case 'template':
      checkTemplate(value, field, 0, tell);
      break;
    case 'templates':
      if (isObject(value)) checkTemplate(value, field, 0, tell);
      else tell(field, 'must be an object');
      break;
    case 'texts':
      checkItems(value, field, tell, (item, at) => checkKind(item, 'text', at, tell));
      break;
    default:
      if ('listOf' in kind) checkItems(value, field, tell, (item, at) => checkFields(item, kind.listOf, at, tell));
      else if (!kind.oneOf.some((each) => each === value)) tell(field, `must be ${kind.oneOf.join(' or ')}`);
  }
}

function checkItems(value: unknown, field: string, tell: Tell, check: (item: unknown, at: string) => void): void {
  if (!Array.isArray(value)) {
    tell(field, 'must be a list');
    return;
  }
  for (const [at, item] of value.entries()) check(item, `${field}[${at}]`);
}

/** Nesting that common readers of JSON take. */
const DEEPEST = 1000;

function checkTemplate(value: unknown, field: string, depth: number, tell: Tell): void {
  if (depth > DEEPEST) tell('', `a template is nested deeper than ${DEEPEST} levels`);
  else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) checkTemplate(item, `${field}[${at}]`, depth + 1, tell);
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) checkTemplate(member, `${field}/${name}`, depth + 1, tell);
  } else if (!isScalar(value)) tell(field, 'is no JSON value');
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || isNumber(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf<T>(object: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
