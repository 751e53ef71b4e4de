import { memberOf, type StructureShape } from '../apis/index.ts';
import { diagnostic, type Place } from '../diagnostics/index.ts';
import type { ObjectMember, Value } from '../values/index.ts';
import { isSameValue } from '../values/index.ts';
import type { Binder } from './binder.ts';

/** A member of a call, and where the document sets it. */
export interface PlacedMember {
  readonly member: ObjectMember;
  readonly place: Place;
}

/** What keys or parameters come to as members. */
export interface BoundMembers {
  /** Those that are right. */
  readonly members: readonly PlacedMember[];
  /** The Step Functions names of all that are meant, also of those that are wrong, so that none of them is missing as well. */
  readonly meant: ReadonlySet<string>;
  /** Whether one of them is wrong (reported). */
  readonly wrong: boolean;
}

/** The Step Functions name of the member that was probably meant by a name that none has. */
export function meantBy(structure: StructureShape, near: string | undefined): string | undefined {
  const found = near === undefined ? undefined : memberOf(structure, near);
  return found?.kind === 'member' ? found.member.sfnName : undefined;
}

/**
 * Members by their names, each once: what is given twice must be the same, and of expressions that may differ the first is
 * taken. Undefined where two literals differ (reported).
 */
export function eachOnce(given: readonly PlacedMember[], binder: Binder): readonly ObjectMember[] | undefined {
  const first = new Map<string, PlacedMember>();
  let wrong = false;
  for (const placed of given) {
    const { name, value } = placed.member;
    const before = first.get(name);
    if (before === undefined) first.set(name, placed);
    else if (!isSameValue(before.member.value, value)) {
      wrong ||= isKnown(before.member.value) && isKnown(value);
      reportTwice(before, placed, binder);
    }
  }
  return wrong ? undefined : [...first.values()].map(({ member }) => member);
}

function reportTwice(before: PlacedMember, after: PlacedMember, binder: Binder): void {
  const { name } = after.member;
  const differ = isKnown(before.member.value) && isKnown(after.member.value);
  const related = [{ place: before.place, message: 'it is set here' }];
  binder.report(
    differ
      ? diagnostic('member-set-twice', after.place, `\`${name}\` is already set to another value`, undefined, related)
      : diagnostic('member-overridden', after.place, `\`${name}\` is already set, to what is sent`, undefined, related),
  );
}

function isKnown(value: Value): boolean {
  return value.kind === 'literal';
}
