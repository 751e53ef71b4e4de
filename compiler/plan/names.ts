import { createHash } from 'node:crypto';
import { isVariableName, LONGEST_NAME } from '../jsonata/index.ts';

/** Gives out names of states and variables, each once in a machine; the same document gets the same names. */
export class Names {
  readonly #states = new Set<string>();
  readonly #variables = new Set<string>();

  /** A state's name: as wanted, numbered where it is taken, and cut where it is longer than Step Functions allows. */
  state(wanted: string): string {
    const clean = wanted.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
    return unique(clean === '' ? 'step' : clean, this.#states, (name, number) => `${name} (${number})`);
  }

  /** A variable's name: an identifier that hides no function of JSONata. */
  variable(wanted: string): string {
    const parts = wanted.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^_+/, '');
    const identifier = /^[0-9]|^$/.test(parts) ? `step_${parts}` : parts;
    const free = isVariableName(identifier.slice(0, 1) + identifier.slice(1, LONGEST_NAME))
      ? identifier
      : `${identifier}_`;
    return unique(free, this.#variables, (name, number) => `${name}_${number}`);
  }
}

function unique(wanted: string, taken: Set<string>, numbered: (name: string, number: number) => string): string {
  let name = fitting(wanted);
  for (let number = 2; taken.has(name); number++) name = fitting(numbered(wanted, number));
  taken.add(name);
  return name;
}

/** A name that is too long is cut and ends in 8 hex digits of its SHA-256, so that two long ones stay apart. */
function fitting(name: string): string {
  if ([...name].length <= LONGEST_NAME && name.length <= LONGEST_NAME) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${[...name.slice(0, LONGEST_NAME - 10)].filter((character) => !/\p{Cs}/u.test(character)).join('')}_${digest}`;
}
