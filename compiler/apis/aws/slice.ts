import type { FactKinds } from './format.ts';
import { Shapes } from './shapes.ts';

/** Some operations of a service, and the facts that they need; what other slices need, too, is in one that they share. */
export class Slice {
  /** The shapes of these operations. */
  readonly shapes: Shapes;
  readonly #text: string;
  readonly #shared: Slice | undefined;

  /** @param text as format.ts says */
  constructor(text: string, shared?: Slice) {
    this.#text = text;
    this.#shared = shared;
    this.shapes = new Shapes((name) => this.#own('shape', name), shared?.shapes);
  }

  /** The fact of this kind and name, out of this slice or the one that it shares. */
  fact<Kind extends keyof FactKinds>(kind: Kind, name: string): FactKinds[Kind] | undefined {
    return this.#own(kind, name) ?? this.#shared?.fact(kind, name);
  }

  #own<Kind extends keyof FactKinds>(kind: Kind, name: string): FactKinds[Kind] | undefined {
    const json = jsonOf(this.#text, `${kind} ${name}`);
    return json === undefined ? undefined : JSON.parse(json);
  }
}

/** Looks a line up by what stands before its tab: by halves, since lines are sorted. */
function jsonOf(text: string, key: string): string | undefined {
  let low = 0;
  let high = text.length;
  while (low < high) {
    // The line in which the middle falls; `low` and `high` are where lines start.
    const start = text.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
    const tab = text.indexOf('\t', start);
    const end = text.indexOf('\n', tab);
    const found = text.slice(start, tab);
    if (found === key) return text.slice(tab + 1, end);
    if (found < key) low = end + 1;
    else high = start;
  }
  return undefined;
}
