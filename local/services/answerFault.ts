import type { Member, Shape } from '../../compiler/apis/index.ts';
import { isObject, type Json } from '../interpreter/index.ts';
import { memberName, type Naming } from './naming.ts';

/**
 * The first thing in an answer that its shape doesn't allow, in the words of TestState; undefined where there is none.
 * Members that the shape doesn't have may be new ones.
 * @param requiredToo whether a required member that is missing is a fault
 */
export function answerFault(shape: Shape, value: Json, naming: Naming, requiredToo: boolean): string | undefined {
  return faultIn({ shape, name: '' }, value, naming, requiredToo);
}

function faultIn(
  { shape, name }: Pick<Member, 'shape'> & { readonly name: string },
  value: Json,
  naming: Naming,
  requiredToo: boolean,
): string | undefined {
  const mustBe = (what: string): string => `Field '${name}' must be ${what}`;
  switch (shape.type) {
    case 'structure': {
      if (shape.document) return undefined;
      if (!isObject(value)) return mustBe('an object');
      for (const member of shape.members) {
        const inner = memberName(member, naming);
        const given = Object.hasOwn(value, inner) ? value[inner] : undefined;
        if (given === undefined && requiredToo && member.required) return `Required field '${inner}' is missing`;
        const found =
          given === undefined ? undefined : faultIn({ shape: member.shape, name: inner }, given, naming, requiredToo);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    case 'list':
      if (!Array.isArray(value)) return mustBe('an array');
      return firstFault(value, (item) => faultIn({ shape: shape.member.shape, name }, item, naming, requiredToo));
    case 'map':
      if (!isObject(value)) return mustBe('an object');
      return firstFault(Object.values(value), (item) =>
        faultIn({ shape: shape.value.shape, name }, item, naming, requiredToo),
      );
    case 'string':
      if (typeof value !== 'string') return mustBe('a string');
      return shape.enum === undefined || shape.enum.includes(value)
        ? undefined
        : `Field '${name}' is not an expected value`;
    case 'timestamp':
    case 'blob':
      return typeof value === 'string' ? undefined : mustBe('a string');
    case 'boolean':
      return typeof value === 'boolean' ? undefined : mustBe('a boolean');
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return typeof value === 'number' ? undefined : mustBe('a number');
  }
}

function firstFault(items: readonly Json[], faultOf: (item: Json) => string | undefined): string | undefined {
  for (const item of items) {
    const found = faultOf(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
