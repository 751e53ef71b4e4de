import { edgesOf } from './edges.ts';
import { isFunction } from './expressions.ts';
import type { Check, Subject } from './subject.ts';

/**
 * A variable that a state reads is assigned on some way to that state. What each state may find set is one row of bits,
 * one bit a variable; rows are handed on along the transitions, in an order that takes one round where there are no loops
 * and a few where there are, until nothing is added.
 */
export const variables: Check = (subject, report) => {
  const reads = readsOf(subject);
  const numbers = new Map<string, number>();
  for (const fields of reads.values()) {
    for (const variable of fields.keys()) if (!numbers.has(variable)) numbers.set(variable, numbers.size);
  }
  const rows = new Rows(subject.reached, numbers.size);
  while (handOn(subject, numbers, rows));
  for (const state of subject.states.keys()) {
    for (const [variable, field] of reads.get(state) ?? []) {
      if (rows.has(state, numbers.get(variable) ?? -1)) continue;
      report({ state, field, message: `\`$${variable}\` is assigned on no way to this state` });
    }
  }
};

/** For each state that is reached, the variables that it reads, each with the first field that does. */
function readsOf({ reached, occurrences, read }: Subject): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const reads = new Map<string, Map<string, string>>();
  for (const state of reached) {
    const fields = new Map<string, string>();
    for (const { field, text } of occurrences.get(state) ?? []) {
      const known = read(text);
      if (known.kind !== 'expression') continue;
      for (const variable of known.facts.variables) {
        if (variable !== 'eval' && !isFunction(variable) && !fields.has(variable)) fields.set(variable, field);
      }
    }
    reads.set(state, fields);
  }
  return reads;
}

/** Hands every state's row on to those behind it; says whether anything was added anywhere. */
function handOn({ reached, states }: Subject, numbers: ReadonlyMap<string, number>, rows: Rows): boolean {
  let added = false;
  for (const name of reached) {
    const state = states.get(name);
    for (const { target, assign } of state === undefined ? [] : edgesOf(state)) {
      if (rows.addAll(name, target)) added = true;
      for (const variable of Object.keys(assign ?? {})) {
        const number = numbers.get(variable);
        if (number !== undefined && rows.add(target, number)) added = true;
      }
    }
  }
  return added;
}

/** A row of bits for each state. */
class Rows {
  readonly #starts: ReadonlyMap<string, number>;
  readonly #words: number;
  readonly #bits: Uint32Array;

  constructor(states: readonly string[], width: number) {
    this.#words = Math.ceil(width / 32);
    this.#starts = new Map(states.map((state, at) => [state, at * this.#words]));
    this.#bits = new Uint32Array(states.length * this.#words);
  }

  has(state: string, number: number): boolean {
    const start = this.#starts.get(state);
    return start !== undefined && ((this.#at(start + (number >>> 5)) >>> (number & 31)) & 1) === 1;
  }

  /** Sets one bit; says whether it was not set before. */
  add(state: string, number: number): boolean {
    const start = this.#starts.get(state);
    return start !== undefined && this.#or(start + (number >>> 5), 1 << (number & 31));
  }

  /** Sets all bits of one row in another; says whether any was not set before. */
  addAll(from: string, to: string): boolean {
    const source = this.#starts.get(from);
    const target = this.#starts.get(to);
    if (source === undefined || target === undefined) return false;
    let added = false;
    for (let word = 0; word < this.#words; word += 1) {
      if (this.#or(target + word, this.#at(source + word))) added = true;
    }
    return added;
  }

  #or(word: number, bits: number): boolean {
    const before = this.#at(word);
    const after = (before | bits) >>> 0;
    this.#bits[word] = after;
    return after !== before;
  }

  #at(word: number): number {
    return this.#bits[word] ?? 0;
  }
}
