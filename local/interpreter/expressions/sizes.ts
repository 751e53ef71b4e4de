import { isFunction } from './functions.ts';
import { end, outOfMemory, type Session } from './session.ts';

/** The longest list of numbers that AWS makes (`$range`): a value's limit, in members. */
export const mostMembers = 360_145;

/** The same limit in bytes, as AWS measures it. */
const mostBytes = 6_990_256;

/**
 * Ends an evaluation that has made a value which is larger than AWS allows once it is written out. A value that holds
 * another one many times over takes hardly any memory itself, so that nothing else would notice.
 */
export function checkValue(session: Session, value: object): void {
  if (measure(value, session.sizes) > mostMembers) end(session, outOfMemory());
}

/** The size of a value. Every part of it is measured once, however often it occurs. */
function measure(value: unknown, sizes: WeakMap<object, number>): number {
  if (typeof value !== 'object' || value === null) return sizeOfScalar(value);
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 0;
  if (Array.isArray(value)) {
    for (const item of value) size += measure(item, sizes);
  } else if (!isFunction(value)) {
    // A function leads to the environment that it was made in.
    for (const member of Object.values(value)) size += measure(member, sizes);
  }
  size = Math.max(size, 1);
  sizes.set(value, size);
  return size;
}

function sizeOfScalar(value: unknown): number {
  return typeof value === 'string' ? 1 + membersOf(value.length) : 1;
}

/** How many members so many bytes count as. */
export function membersOf(bytes: number): number {
  return Math.floor((bytes / mostBytes) * mostMembers);
}
