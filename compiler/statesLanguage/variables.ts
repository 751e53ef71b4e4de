import { edgesOf } from './edges.ts';
import type { Part } from './part.ts';

/** The variables that a state may find set when it is entered. */
export interface SetVariables {
  /** Whether some way to the state assigns this variable. */
  has(state: string, variable: string): boolean;
  /** All that some way to the state assigns. */
  at(state: string): readonly string[];
}

/**
 * What is assigned on the ways to each state. What a state may find set is one row of bits, one bit a variable; rows are
 * handed on along the transitions, in an order that takes one round where there are no loops and a few where there are,
 * until nothing is added.
 * @param reached the states that some run can enter, see `reachedFrom`
 */
export function setVariables(states: ReadonlyMap<string, Part>, reached: readonly string[]): SetVariables {
  const ways = reached.map((name) => {
    const state = states.get(name);
    const edges = state === undefined ? [] : edgesOf(state);
    return { name, edges: edges.map(({ target, assign }) => ({ target, names: Object.keys(assign ?? {}) })) };
  });
  const numbers = new Map<string, number>();
  for (const { edges } of ways) {
    for (const { names } of edges) {
      for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
    }
  }
  const rows = new Rows(reached, numbers.size);
  for (let added = true; added; ) {
    added = false;
    for (const { name, edges } of ways) {
      for (const { target, names } of edges) {
        if (rows.addAll(name, target)) added = true;
        for (const variable of names) if (rows.add(target, numbers.get(variable) ?? 0)) added = true;
      }
    }
  }
  return {
    has(state, variable) {
      const number = numbers.get(variable);
      return number !== undefined && rows.has(state, number);
    },
    at: (state) => [...numbers].flatMap(([variable, number]) => (rows.has(state, number) ? [variable] : [])),
  };
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
