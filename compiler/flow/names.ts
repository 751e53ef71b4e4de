import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { isHidden, isVariableName, LONGEST_NAME } from '../jsonata/index.ts';

/** Gives out names of states and variables, each once in a machine; the same document gets the same names. */
export class Names {
  readonly #states = new Taken();
  readonly #variables = new Taken();

  /** A state's name: as wanted, numbered where it is taken, and cut where it is longer than Step Functions allows. */
  state(wanted: string): string {
    const clean = wanted.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
    return this.#states.take(clean === '' ? 'step' : clean, (name, number) => `${name} (${number})`);
  }

  /** A variable's name: an identifier that hides no function of JSONata, and that no expression hides. */
  variable(wanted: string): string {
    const parts = wanted.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^_+/, '');
    const identifier = /^[0-9]|^$/.test(parts) ? `step_${parts}` : parts;
    const isFree = isVariableName(identifier.slice(0, LONGEST_NAME)) && !isHidden(identifier);
    const free = isFree ? identifier : `${identifier}_`;
    return this.#variables.take(free, (name, number) => `${name}_${number}`);
  }
}

/** Names that are taken, and for each name that was wanted more than once the number that it has come to. */
class Taken {
  readonly #names = new Set<string>();
  readonly #numbers = new Map<string, number>();

  take(wanted: string, numbered: (name: string, number: number) => string): string {
    let name = fitting(wanted);
    let number = this.#numbers.get(wanted) ?? 1;
    while (this.#names.has(name)) {
      number += 1;
      name = fitting(numbered(wanted, number));
    }
    this.#names.add(name);
    this.#numbers.set(wanted, number);
    return name;
  }
}

/** A name that is too long is cut and ends in 8 hex digits of its SHA-256, so that two long ones stay apart. */
function fitting(name: string): string {
  if ([...name].length <= LONGEST_NAME && name.length <= LONGEST_NAME) return name;
  const digest = bytesToHex(sha256(utf8ToBytes(name))).slice(0, 8);
  return `${[...name.slice(0, LONGEST_NAME - 10)].filter((character) => !/\p{Cs}/u.test(character)).join('')}_${digest}`;
}
