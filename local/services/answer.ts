import type { Member, Shape } from '../../compiler/apis/index.ts';
import { emptyObject, isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { memberName, type Naming } from './naming.ts';

/**
 * A value in the model's names, renamed as a state machine sees it: at every depth, the keys of maps apart. Optimised
 * integrations have points in time as milliseconds.
 */
export function toTaskNames(shape: Shape, value: Json, naming: Naming): Json {
  switch (shape.type) {
    case 'structure': {
      if (shape.document || !isObject(value)) return value;
      const renamed = emptyObject();
      const members = new Map(shape.members.map((member) => [member.name, member]));
      for (const [key, item] of Object.entries(value)) {
        const member = members.get(key);
        if (member !== undefined && item !== null) {
          renamed[memberName(member, naming)] = toTaskNames(member.shape, item, naming);
        }
      }
      return renamed;
    }
    case 'list':
      return Array.isArray(value) ? value.map((item) => toTaskNames(shape.member.shape, item, naming)) : value;
    case 'map': {
      if (!isObject(value)) return value;
      const renamed = emptyObject();
      for (const [key, item] of Object.entries(value)) renamed[key] = toTaskNames(shape.value.shape, item, naming);
      return renamed;
    }
    case 'timestamp':
      return naming === 'optimised' && typeof value === 'string' ? Date.parse(value) : value;
    default:
      return value;
  }
}

/**
 * A made-up answer of an operation that nobody carries out: every member that its output shape has, with a value that
 * the shape allows. What the request says of a member of the same name is taken from there.
 */
export function exampleAnswer(shape: Shape, request: JsonObject, now: number): Json {
  return example({ name: 'output', shape }, request, now, []);
}

function example(
  { name, shape }: Pick<Member, 'name' | 'shape'>,
  request: JsonObject,
  now: number,
  inside: readonly string[],
): Json {
  switch (shape.type) {
    case 'structure': {
      const answer = emptyObject();
      if (shape.document || inside.includes(shape.name)) return answer;
      const members = shape.union ? shape.members.slice(0, 1) : shape.members;
      for (const member of members) {
        // A token would promise another page, an error would tell of a failure.
        if (/^(next|pagination)?(token|marker)$/i.test(member.name)) continue;
        if (!member.required && /error/i.test(member.name)) continue;
        answer[member.name] = example(member, request, now, [...inside, shape.name]);
      }
      return answer;
    }
    case 'list':
      if (inside.includes(shape.name)) return [];
      return Array.from({ length: Math.max(1, shape.min ?? 1) }, () =>
        example({ name, shape: shape.member.shape }, request, now, [...inside, shape.name]),
      );
    case 'map':
      return {};
    case 'string': {
      if (shape.enum !== undefined) return shape.enum[0] ?? '';
      const given = request[name];
      return typeof given === 'string' ? given : name.slice(0, shape.max ?? name.length).padEnd(shape.min ?? 0, '-');
    }
    case 'boolean':
      return false;
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return Math.max(shape.min ?? 0, 0);
    case 'timestamp':
      return new Date(now).toISOString();
    case 'blob':
      return '';
  }
}
