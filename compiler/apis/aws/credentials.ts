import { isList, isObject, type Json } from '../../source/index.ts';
import type { Member, Shape } from './model.ts';

/**
 * The values of members that hold credentials, at every depth.
 * @param value what a call sends or gets, under the names of Step Functions
 */
export function credentialsIn(shape: Shape, value: Json): readonly Json[] {
  switch (shape.type) {
    case 'structure':
      return shape.members.flatMap((member) =>
        credentialsOf(member, isObject(value) ? value[member.sfnName] : undefined),
      );
    case 'list':
      return isList(value) ? value.flatMap((item) => credentialsOf(shape.member, item)) : [];
    case 'map':
      return isObject(value) ? Object.values(value).flatMap((item) => credentialsOf(shape.value, item)) : [];
    default:
      return [];
  }
}

function credentialsOf(member: Member, value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return member.credential ? [value] : credentialsIn(member.shape, value);
}
