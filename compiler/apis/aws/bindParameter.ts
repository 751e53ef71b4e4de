import { fold, memberOf, nearestMember } from './findMember.ts';
import type { AwsOperation, Member, Shape, StructureShape } from './model.ts';
import { isNoise } from './noise.ts';

/** Where a parameter of the document is put. */
export type ParameterBinding =
  | {
      readonly kind: 'member';
      /** From the operation's input inwards; numbers are positions in lists, from 0. */
      readonly path: readonly (Member | number)[];
      /** The shape at the end of the path. */
      readonly shape: Shape;
      /** The end is a list, of which a URL carries the items: a value that is no list itself is its one item. */
      readonly wrap: boolean;
      readonly note?: 'case';
    }
  /** It says what the model already says, or what AWS's SDK does by itself. */
  | { readonly kind: 'noise' }
  | { readonly kind: 'unknown'; readonly nearest?: string };

/** A parameter's name and place as the document gives them. */
export interface ParameterName {
  readonly name: string;
  readonly in?: 'path' | 'query' | 'header' | 'cookie' | 'querystring';
}

/**
 * The member of an operation's input that a parameter stands for: by its name on the wire and its place, by its name,
 * without regard to letter case (with a note), or, for the query protocols, by a name that leads inside
 * (`Targets.member.1.Id`, `Filter.1.Value.2`).
 */
export function bindParameter(operation: AwsOperation, parameter: ParameterName): ParameterBinding {
  // OpenAPI has no way to say that a path parameter may hold slashes: descriptions of S3 write `Key+`.
  const name = parameter.name.replace(/\+$/, '');
  const place = parameter.in;
  const { members } = operation.input;
  const placed = members.find((member) => member.place === place && sameOnWire(member, name, place));
  if (placed !== undefined) return bound([placed], placed.shape, place);
  if (isNoise(operation, parameter.name, place)) return { kind: 'noise' };
  const found = memberOf(operation.input, name);
  if (found.kind === 'member') return bound([found.member], found.member.shape, place, found.note);
  const inside = nested(operation.input, name.split('.'));
  if (inside !== undefined) return bound(inside.path, inside.shape, place, inside.note);
  const close = nearestMember(operation.input, name);
  return { kind: 'unknown', ...(close === undefined ? {} : { nearest: close }) };
}

/** Header names have no letter case. */
function sameOnWire(member: Member, name: string, place: ParameterName['in']): boolean {
  return place === 'header' ? fold(member.wireName) === fold(name) : member.wireName === name;
}

function bound(
  path: readonly (Member | number)[],
  shape: Shape,
  place: ParameterName['in'],
  note?: 'case',
): ParameterBinding {
  const wrap = shape.type === 'list' && place !== undefined;
  return { kind: 'member', path, shape, wrap, ...(note === undefined ? {} : { note }) };
}

interface Inside {
  readonly path: readonly (Member | number)[];
  readonly shape: Shape;
  readonly note?: 'case';
}

/**
 * Follows a dotted name of the query protocols: structures by member, lists by position from 1, with the name of the
 * item between (`member`, or its own) where the list isn't flattened. EC2 names a list by its items.
 */
function nested(input: StructureShape, segments: readonly string[]): Inside | undefined {
  if (segments.length < 2) return undefined;
  const path: (Member | number)[] = [];
  let shape: Shape = input;
  let note: 'case' | undefined;
  for (const [at, segment] of segments.entries()) {
    if (shape.type === 'structure') {
      const found = memberOf(shape, segment);
      if (found.kind !== 'member') return undefined;
      note = note ?? found.note;
      path.push(found.member);
      shape = found.member.shape;
    } else if (shape.type === 'list') {
      if (/^[1-9][0-9]{0,4}$/.test(segment)) {
        path.push(Number(segment) - 1);
        shape = shape.member.shape;
      } else if (fold(segment) !== 'member' && fold(segment) !== fold(shape.member.wireName)) {
        return undefined;
      } else if (at === segments.length - 1) {
        return undefined;
      }
    } else {
      return undefined;
    }
  }
  return { path, shape, ...(note === undefined ? {} : { note }) };
}
