import {
  type AwsOperation,
  checkLiteral,
  type ListShape,
  type MapShape,
  type Member,
  requestShape,
  type Shape,
  type StructureShape,
} from '../../apis/index.ts';
import type { Json } from '../../source/index.ts';
import { calledBy } from './resource.ts';
import type { Check } from './subject.ts';
import { UNKNOWN, type Written, type WrittenMember, writtenIn } from './written.ts';

/**
 * What a Task sends fits its operation, as far as it is written out: members exist under the names that Step Functions
 * has for them, required ones are there, and literals are of the right kind.
 */
export const callArguments: Check = ({ states, models, read }, report) => {
  for (const [name, state] of states) {
    if (state.Type !== 'Task') continue;
    const called = calledBy(state.Resource, models);
    if (called.kind === 'fault') continue;
    const tell: Tell = (field, message) => report({ state: name, field, message });
    // Step Functions asks for them of every SDK integration, of those without members as well.
    if (state.Arguments === undefined) tell('Arguments', 'the field is missing');
    else if (called.kind === 'request') checkValue(requestShape, writtenIn(state.Arguments, read), 'Arguments', tell);
    else checkArguments(called.operation, writtenIn(state.Arguments, read), tell);
  }
};

type Tell = (field: string, message: string) => void;

function checkArguments(operation: AwsOperation, written: Written, tell: Tell): void {
  const payload = operation.input.members.find(({ name }) => name === operation.inputPayload);
  // A payload that is text or bytes for the service takes any JSON: what is in it is not described.
  const free = payload !== undefined && (payload.shape.type === 'blob' || payload.shape.type === 'string');
  checkValue(operation.input, free ? without(written, payload.sfnName) : written, 'Arguments', tell);
}

/** The same with nothing known of one member's value. */
function without(written: Written, free: string): Written {
  switch (written.kind) {
    case 'either':
      return { kind: 'either', alternatives: written.alternatives.map((each) => without(each, free)) };
    case 'object': {
      const members = written.members.map(([name, value]): WrittenMember => [name, name === free ? UNKNOWN : value]);
      return { ...written, members };
    }
    case 'scalar':
    case 'list':
    case 'unknown':
      return written;
    default:
      return written satisfies never;
  }
}

function checkValue(shape: Shape, written: Written, field: string, tell: Tell): void {
  switch (written.kind) {
    case 'unknown':
      break;
    case 'either':
      for (const each of written.alternatives) checkValue(shape, each, field, tell);
      break;
    case 'scalar':
      // Null stands for a member that is not sent.
      if (written.value !== null) checkWhole(shape, written.value, field, tell);
      break;
    case 'list':
      if (shape.type !== 'list') checkWhole(shape, [], field, tell);
      else checkItems(shape, written.items, written.open, field, tell);
      break;
    case 'object':
      if (shape.type === 'structure') checkMembers(shape, written.members, written.open, field, tell);
      else if (shape.type === 'map') checkEntries(shape, written.members, written.open, field, tell);
      else checkWhole(shape, {}, field, tell);
      break;
    default:
      written satisfies never;
  }
}

/** Checks a value without what is in it. */
function checkWhole(shape: Shape, value: Json, field: string, tell: Tell): void {
  const fault = checkLiteral(shape, value);
  if (fault !== undefined) tell(field, fault);
}

function checkItems(shape: ListShape, items: readonly Written[], open: boolean, field: string, tell: Tell): void {
  const nulls = items.map(() => null);
  if (!open) checkWhole(shape, nulls, field, tell);
  for (const [at, item] of items.entries()) checkValue(shape.member.shape, item, `${field}[${at}]`, tell);
}

function checkEntries(
  shape: MapShape,
  entries: readonly WrittenMember[],
  open: boolean,
  field: string,
  tell: Tell,
): void {
  const nulls = Object.fromEntries(entries.map(([name]) => [name, null]));
  if (!open) checkWhole(shape, nulls, field, tell);
  for (const [name, value] of entries) checkValue(shape.value.shape, value, `${field}/${name}`, tell);
}

function checkMembers(
  shape: StructureShape,
  members: readonly WrittenMember[],
  open: boolean,
  field: string,
  tell: Tell,
): void {
  // Documents are JSON themselves.
  if (shape.document) return;
  const known = membersOf(shape);
  const given = new Set<Member>();
  for (const [name, value] of members) {
    const member = known.get(name);
    if (member === undefined) tell(`${field}/${name}`, `\`${shape.name}\` has no member \`${name}\``);
    else {
      given.add(member);
      checkValue(member.shape, value, `${field}/${name}`, tell);
    }
  }
  if (open) return;
  for (const member of shape.members) {
    if (!member.required || member.idempotencyToken || given.has(member)) continue;
    tell(`${field}/${member.sfnName}`, 'the required member is missing');
  }
}

const indices = new WeakMap<StructureShape, ReadonlyMap<string, Member>>();

/** A structure's members by the names that Step Functions has for them; made once for each structure. */
function membersOf(shape: StructureShape): ReadonlyMap<string, Member> {
  let index = indices.get(shape);
  if (index === undefined) {
    index = new Map(shape.members.map((member) => [member.sfnName, member]));
    indices.set(shape, index);
  }
  return index;
}
