import type { Member, Shape, StructureShape } from '../../compiler/apis/index.ts';
import { emptyObject, isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { readBoolean } from './booleans.ts';
import { memberName, type Naming } from './naming.ts';

/** What is wrong with a request, by who finds it. */
export interface Fault {
  /**
   * `unsupported`, `missing` and `format` are found before a request is sent (the SDK integration can't build it),
   * `constraint` is found by the service.
   */
  readonly kind: 'unsupported' | 'missing' | 'format' | 'constraint';
  /** The member's path in the request, for example `identityInfo.firstName`. */
  readonly path: string;
  readonly text: string;
}

/** A request in the model's names, with all that is wrong with it. */
export interface ReadRequest {
  readonly request: JsonObject;
  readonly faults: readonly Fault[];
}

/** Checks a request against its shape and gives it the model's names. */
export function readRequest(shape: StructureShape, params: Json, naming: Naming): ReadRequest {
  const faults: Fault[] = [];
  if (!isObject(params)) {
    return { request: {}, faults: [{ kind: 'format', path: '', text: 'The request must be an object' }] };
  }
  return { request: readStructure(shape, params, naming, [], faults), faults };
}

function readStructure(
  shape: StructureShape,
  value: JsonObject,
  naming: Naming,
  path: readonly string[],
  faults: Fault[],
): JsonObject {
  if (shape.document) return value;
  const read = emptyObject();
  const members = new Map(shape.members.map((member) => [memberName(member, naming), member]));
  for (const [key, item] of Object.entries(value)) {
    const member = members.get(key);
    if (member === undefined) {
      faults.push(fault('unsupported', [...path, key], `The field "${key}" is not supported by Step Functions`));
    } else if (item !== null || isText(member, naming)) {
      read[member.name] = readValue(member, item, naming, [...path, member.name], faults);
    }
  }
  for (const member of shape.members) {
    if (!member.required || Object.hasOwn(read, member.name)) continue;
    const at = [...path, member.name];
    const name = memberName(member, naming);
    // The SDK integration looks at the top alone, and null is as good as any value; the service has the last word.
    const isGiven = path.length > 0 || Object.hasOwn(value, name);
    faults.push(
      isGiven
        ? fault('constraint', at, nullAt(at))
        : fault('missing', at, `The field '${name}' is required but was missing`),
    );
  }
  return read;
}

function readValue(member: Member, value: Json, naming: Naming, path: readonly string[], faults: Fault[]): Json {
  const { shape } = member;
  const invalid = (): Json => {
    faults.push(fault('format', path, `The value of the field '${memberName(member, naming)}' has an invalid format`));
    return value;
  };
  switch (shape.type) {
    case 'structure':
      if (shape.document) return value;
      return isObject(value) ? readStructure(shape, value, naming, path, faults) : invalid();
    case 'list':
      if (!Array.isArray(value)) return invalid();
      checkBounds(shape, value.length, path, faults);
      return value.map((item, at) => readValue(shape.member, item, naming, [...path, `${at + 1}.member`], faults));
    case 'map': {
      if (!isObject(value)) return invalid();
      checkBounds(shape, Object.keys(value).length, path, faults);
      const read = emptyObject();
      for (const [key, item] of Object.entries(value)) {
        read[key] = readValue(shape.value, item, naming, [...path, key], faults);
      }
      return read;
    }
    case 'string':
      if (typeof value !== 'string') return invalid();
      if (shape.enum !== undefined && !shape.enum.includes(value)) {
        faults.push(constraint(path, `Member must satisfy enum value set: [${shape.enum.join(', ')}]`));
      }
      checkBounds(shape, value.length, path, faults);
      return value;
    case 'boolean':
      return (naming === 'name' ? undefined : readBoolean(value)) ?? (typeof value === 'boolean' ? value : invalid());
    case 'integer':
    case 'long':
      if (typeof value !== 'number' || !Number.isInteger(value)) return invalid();
      checkBounds(shape, value, path, faults);
      return value;
    case 'float':
    case 'double':
      if (typeof value !== 'number') return invalid();
      checkBounds(shape, value, path, faults);
      return value;
    case 'timestamp':
      return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))
        ? value
        : invalid();
    case 'blob':
      if (isText(member, naming)) return JSON.stringify(value);
      if (typeof value === 'string') return value;
      return naming === 'name' ? invalid() : JSON.stringify(value);
  }
}

/** Whether an SDK integration sends the JSON text of a value, whatever it is: text with its quotes, and null as such. */
function isText({ stream }: Member, naming: Naming): boolean {
  return stream && naming === 'sfnName';
}

function checkBounds(shape: Shape, measure: number, path: readonly string[], faults: Fault[]): void {
  if (shape.type === 'structure') return;
  const what = shape.type === 'string' || shape.type === 'list' || shape.type === 'map' ? 'length' : 'value';
  if (shape.min !== undefined && measure < shape.min) {
    faults.push(constraint(path, `Member must have ${what} greater than or equal to ${shape.min}`));
  }
  if (shape.max !== undefined && measure > shape.max) {
    faults.push(constraint(path, `Member must have ${what} less than or equal to ${shape.max}`));
  }
}

function constraint(path: readonly string[], what: string): Fault {
  return fault('constraint', path, `Value at '${wirePath(path)}' failed to satisfy constraint: ${what}`);
}

function nullAt(path: readonly string[]): string {
  return `Value null at '${wirePath(path)}' failed to satisfy constraint: Member must not be null`;
}

function fault(kind: Fault['kind'], path: readonly string[], text: string): Fault {
  return { kind, path: wirePath(path), text };
}

/** Services name a member in their messages with its first letter in lower case. */
function wirePath(path: readonly string[]): string {
  return path.map((name) => name.charAt(0).toLowerCase() + name.slice(1)).join('.');
}

/** What a service says of a request that it refuses, in the words that AWS services share. */
export function validationMessage(faults: readonly Fault[]): string {
  const texts = faults.map(({ kind, path, text }) => (kind === 'missing' ? nullAt([path]) : text));
  return `${texts.length} validation error${texts.length === 1 ? '' : 's'} detected: ${texts.join('; ')}`;
}
