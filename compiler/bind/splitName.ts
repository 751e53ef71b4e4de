import type { Name, Pointer } from '../expressions/index.ts';

/** A name that is declared, and what stands behind it. */
export interface SplitName {
  readonly name: string;
  readonly members: readonly string[];
}

/**
 * Splits `a.b[0].c` into the longest name that is declared and the members behind it: names may hold dots, and people
 * write dots to go further.
 */
export function splitName(text: string, declared: (name: string) => boolean): SplitName | undefined {
  for (let end = text.length; end > 0; end = Math.max(text.lastIndexOf('.', end - 1), text.lastIndexOf('[', end - 1))) {
    const name = text.slice(0, end);
    if (!declared(name)) continue;
    const rest = text.slice(end);
    if (rest !== '' && !/^(?:\.[^.[\]]+|\[[0-9]+\])+$/.test(rest)) return undefined;
    return { name, members: [...rest.matchAll(/[^.[\]]+/g)].map(([member]) => member) };
  }
  return undefined;
}

/** What is read behind a declared name, each part at its place: its members, and then along a JSON Pointer. */
export function pathBehind({ members }: SplitName, { range }: Name, pointer: Pointer | undefined): Pointer['tokens'] {
  return [...members.map((text) => ({ text, range })), ...(pointer?.tokens ?? [])];
}
