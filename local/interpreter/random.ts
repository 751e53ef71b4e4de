import { createHash } from 'node:crypto';

/** Numbers in [0, 1), from a seed the same ones each time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A version 3 UUID of a name: the same name has the same one. */
export function nameUuid(name: string): string {
  const hex = createHash('md5').update(name).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-3${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A version 4 UUID made of numbers in [0, 1). */
export function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, (_, at) => {
    const digit = Math.floor(random() * 16);
    if (at === 12) return '4';
    return (at === 16 ? (digit & 3) | 8 : digit).toString(16);
  }).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * The first number that a Java program draws from `new Random(seed)`: what `$random(seed)` gives on AWS.
 * (java.util.Random: a linear congruential generator of 48 bits; `nextDouble` takes 26 and 27 bits of it.)
 */
export function javaRandom(seed: number): number {
  const mask = (1n << 48n) - 1n;
  let state = (BigInt(Math.trunc(seed)) ^ 0x5deece66dn) & mask;
  const next = (bits: bigint): bigint => {
    state = (state * 0x5deece66dn + 0xbn) & mask;
    return state >> (48n - bits);
  };
  return Number((next(26n) << 27n) + next(27n)) / 2 ** 53;
}
