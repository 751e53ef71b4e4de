import { createHash } from 'node:crypto';

/** A name that fits: one that is too long is cut and ends in 8 hex digits of its SHA-256, so that it stays unique. */
export function fittedName(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, longest - 9)}-${hash}`;
}
