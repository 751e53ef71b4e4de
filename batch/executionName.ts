import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import type { Json } from '../compiler/source/index.ts';
import { textOf } from './json.ts';

/** What names of executions can't have (StartExecution): blanks, brackets, wildcards, special and control characters, what UTF-16 writes as two. */
const REFUSED = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\ufffe\uffff\u{10000}-\u{10ffff}]/gu;

/** Of the 80 characters of a name: those of the key, so that the digest and `-99` fit behind it. */
const LONGEST_KEY = 60;
const DIGITS = 16;

/**
 * The name of the execution that a row starts: what tells it from others, and a digest of its input. The same row has the
 * same name wherever it is started, and a row that was corrected has another one.
 * @param key the text in the key column
 * @param secrets inputs that are left out: no digest of a password may stand in a name
 */
export function executionName(
  key: string,
  input: { readonly [name: string]: Json },
  secrets: readonly string[],
): string {
  return `${key.replace(REFUSED, '-').slice(0, LONGEST_KEY)}-${digestOf(input, secrets)}`;
}

/** The same for the attempt of this number, from 1: an execution that ended in a Fail state can't be started again by its name. */
export function attemptName(name: string, attempt: number): string {
  return attempt === 1 ? name : `${name}-${attempt}`;
}

/** SHA-256 over the JSON text of the input's members as texts, sorted by name; 16 hex digits of it. */
function digestOf(input: { readonly [name: string]: Json }, secrets: readonly string[]): string {
  const names = Object.keys(input).filter((name) => !secrets.includes(name));
  // Written out, since JSON.stringify puts members named like numbers in front.
  const members = names.sort().map((name) => `${JSON.stringify(name)}:${JSON.stringify(textOf(input[name] ?? null))}`);
  return bytesToHex(sha256(utf8ToBytes(`{${members.join(',')}}`))).slice(0, DIGITS);
}
