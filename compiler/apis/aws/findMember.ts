import { neighbour } from '../../diagnostics/index.ts';
import type { Member, Shape, StructureShape } from './model.ts';

/** What a name in a document was found to mean. */
export type MemberFinding =
  /** `case`: only without regard to letter case (or to `-` and `_`), which deserves a note. */
  | { readonly kind: 'member'; readonly member: Member; readonly note?: 'case' }
  | { readonly kind: 'unknown'; readonly nearest?: string };

/**
 * The member of a structure that a key in a document means: by its name in the model, in the HTTP message or in Step
 * Functions, then without regard to letter case.
 */
export function memberOf(structure: StructureShape, key: string): MemberFinding {
  const members = structure.members;
  const exact =
    members.find((member) => member.name === key) ??
    members.find((member) => member.wireName === key) ??
    members.find((member) => member.sfnName === key || member.queryName === key);
  if (exact !== undefined) return { kind: 'member', member: exact };
  const folded = fold(key);
  const loose =
    members.find((member) => fold(member.name) === folded) ??
    members.find((member) => fold(member.wireName) === folded || fold(member.queryName) === folded);
  if (loose !== undefined && folded !== '') return { kind: 'member', member: loose, note: 'case' };
  const close = nearestMember(structure, key);
  return { kind: 'unknown', ...(close === undefined ? {} : { nearest: close }) };
}

/** The name of the member that was probably meant by a name that none has. */
export function nearestMember(structure: StructureShape, key: string): string | undefined {
  return neighbour(key, new Set(structure.members.flatMap(({ name, wireName }) => [name, wireName])));
}

/** What a name segment of a JSONPath or JSON Pointer means in a value of a shape. */
export type SegmentFinding =
  | MemberFinding
  /** A key of a map: data, not a name of the model. */
  | { readonly kind: 'key'; readonly shape: Shape }
  /** Any JSON is allowed here, so any name is. */
  | { readonly kind: 'document' }
  /** The list's own name for its items (`member`, `item`), a wrapper in XML only: it means the list itself. */
  | { readonly kind: 'wrapper' }
  /** A value of this shape has no names inside. */
  | { readonly kind: 'none' };

/** What a name means in a value of any shape; see {@link memberOf} for structures. */
export function resolveMember(shape: Shape, name: string): SegmentFinding {
  switch (shape.type) {
    case 'structure':
      return shape.document ? { kind: 'document' } : memberOf(shape, name);
    case 'map':
      return { kind: 'key', shape: shape.value.shape };
    case 'list': {
      const wrapper = name === 'member' || name === 'item' || fold(name) === fold(shape.member.wireName);
      return wrapper ? { kind: 'wrapper' } : { kind: 'none' };
    }
    case 'string':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
    case 'boolean':
    case 'timestamp':
    case 'blob':
      return { kind: 'none' };
  }
}

/** Names that are alike but for letter case and separators. */
export function fold(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}
