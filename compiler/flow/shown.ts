import { isPrivate, type Read } from '../plan.ts';

/**
 * Whether a value may stand in the cause of a failure, which whoever may list executions can read: only what names or
 * numbers a thing or says in which state it is, and never what is secret or personal.
 */
export function mayBeShown(read: Read): boolean {
  if (isPrivate(read)) return false;
  if (read.type === 'boolean' || read.type === 'number') return true;
  if (read.type === 'array' || read.type === 'object') return false;
  return /(?:Ids?|Arn|Identifier|Status|State|Phase|Code|Version|Type)$/i.test(nameOf(read));
}

function nameOf(read: Read): string {
  const last = read.path.findLast((step) => typeof step === 'string');
  if (typeof last === 'string') return last;
  return 'name' in read.from ? read.from.name : '';
}
