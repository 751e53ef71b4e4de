import type { Member, Shape, StructureShape } from '../compiler/apis/index.ts';

/** A member of a request, an answer, or of an object in one. */
export interface MemberDescription {
  /** The model's name, which documents may use. */
  readonly name: string;
  /** The name in a state machine, where it is another. */
  readonly stateMachineName?: string;
  /** Where it travels in HTTP, which is the `in` of a parameter. */
  readonly in: Member['place'];
  readonly required: boolean;
  /** Marked sensitive by the model; `credential`: a password, secret, token or key, which is kept out of everything. */
  readonly secrecy?: 'sensitive' | 'credential';
  /** The service knows a repeated call by it. */
  readonly idempotencyToken?: true;
  readonly value: ValueDescription;
}

/** What a value must be. */
export type ValueDescription =
  | {
      readonly type: 'object';
      /** Exactly one of the members is given. */
      readonly oneOf?: true;
      /** It stands in an object of its own kind, whose members are told already. */
      readonly recursive?: true;
      /** Undefined where the levels that were asked for end, or where it is recursive. */
      readonly members?: readonly MemberDescription[];
    }
  | ({ readonly type: 'array'; readonly items: ValueDescription } & Bounds)
  | ({ readonly type: 'map'; readonly keys: ValueDescription; readonly values: ValueDescription } & Bounds)
  /** Any JSON value. */
  | { readonly type: 'any' }
  | ({
      readonly type: 'string' | 'whole number' | 'number' | 'boolean' | 'timestamp' | 'bytes';
      readonly enum?: readonly string[];
      /** As the model gives it; unreliable, and not checked. */
      readonly pattern?: string;
    } & Bounds);

/** Of the value for numbers, else of the count of characters, bytes, items or entries. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Describes the members of an object.
 * @param depth how many levels of members are told, from 1
 * @param use in requests Step Functions demands members that travel as streams, whatever the model says
 */
export function describeMembers(
  shape: StructureShape,
  depth: number,
  use: 'request' | 'answer',
): readonly MemberDescription[] {
  return membersOf(shape, { depth, use, around: [] });
}

/** Describes one member, and those that it has itself. */
export function describeMember(member: Member, use: 'request' | 'answer'): MemberDescription {
  return memberIn(member, { depth: 1, use, around: [] });
}

/** Describes a value, and the members that it has itself. */
export function describeShape(shape: Shape, use: 'request' | 'answer'): ValueDescription {
  return describeValue(shape, { depth: 1, use, around: [] });
}

interface Within {
  readonly depth: number;
  readonly use: 'request' | 'answer';
  /** The objects that this one stands in. */
  readonly around: readonly StructureShape[];
}

function membersOf(shape: StructureShape, { depth, use, around }: Within): readonly MemberDescription[] {
  const within = { depth: depth - 1, use, around: [...around, shape] };
  return shape.members.map((member) => memberIn(member, within));
}

function memberIn(member: Member, within: Within): MemberDescription {
  return {
    name: member.name,
    ...(member.sfnName === member.name ? {} : { stateMachineName: member.sfnName }),
    in: member.place,
    required: member.required || (member.stream && within.use === 'request'),
    ...(member.credential ? { secrecy: 'credential' } : member.sensitive ? { secrecy: 'sensitive' } : {}),
    ...(member.idempotencyToken ? { idempotencyToken: true } : {}),
    value: describeValue(member.shape, within),
  };
}

function describeValue(shape: Shape, within: Within): ValueDescription {
  switch (shape.type) {
    case 'structure': {
      if (shape.document) return { type: 'any' };
      const recursive = within.around.some(({ name }) => name === shape.name);
      return {
        type: 'object',
        ...(shape.union ? { oneOf: true } : {}),
        ...(recursive ? { recursive } : {}),
        ...(recursive || within.depth < 1 ? {} : { members: membersOf(shape, within) }),
      };
    }
    case 'list':
      return { type: 'array', items: describeValue(shape.member.shape, within), ...boundsOf(shape) };
    case 'map':
      return {
        type: 'map',
        keys: describeValue(shape.key.shape, within),
        values: describeValue(shape.value.shape, within),
        ...boundsOf(shape),
      };
    default:
      return {
        type: words[shape.type],
        ...(shape.enum === undefined ? {} : { enum: shape.enum }),
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
        ...boundsOf(shape),
      };
  }
}

const words = {
  string: 'string',
  integer: 'whole number',
  long: 'whole number',
  float: 'number',
  double: 'number',
  boolean: 'boolean',
  timestamp: 'timestamp',
  blob: 'bytes',
} as const;

function boundsOf({ min, max }: Bounds): Bounds {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
