import type { Json } from '../../compiler/source/index.ts';
import type { InputMapping } from './inputMapping.ts';
import { outsideIn, type ReadObject, readObjects, refusedNames } from './readObjects.ts';

/** EventBridge's limit of a pattern, in characters (its default; an account may have more). */
const LONGEST_PATTERN = 2048;

/** The pattern of an event's detail. */
export interface DetailPattern {
  readonly detail: Readonly<Record<string, Json>>;
  /** How many refused names did not fit into a pattern. */
  readonly leftOut: number;
}

/**
 * The pattern of an event's detail: no refused name in it, or in the objects that inputs are read from. EventBridge looks
 * at values that are no objects only, and at no names but those given. What doesn't fit is left out: secret inputs fit
 * first, then what is usually a credential, in objects further out first.
 * @param others how many characters the rest of the pattern has
 */
export function detailPattern(mapping: InputMapping, others: number): DetailPattern {
  const root = readObjects(mapping);
  const refused = outsideIn(root).flatMap((object) =>
    refusedNames(object, mapping.secrets).map((name) => ({ object, name, secret: mapping.secrets.includes(name) })),
  );
  const wanted = [...refused.filter(({ secret }) => secret), ...refused.filter(({ secret }) => !secret)];
  const taken = new Map<ReadObject, string[]>();
  const fits = () => others + JSON.stringify(patternOf(root, taken)).length <= LONGEST_PATTERN;
  for (const [at, { object, name }] of wanted.entries()) {
    const names = taken.get(object) ?? [];
    taken.set(object, [...names, name]);
    if (fits()) continue;
    taken.set(object, names);
    return { detail: patternOf(root, taken), leftOut: wanted.length - at };
  }
  return { detail: patternOf(root, taken), leftOut: 0 };
}

/** Objects of which no name is taken are left out: nothing is asked of them, not even that they are there. */
function patternOf(object: ReadObject, taken: ReadonlyMap<ReadObject, readonly string[]>): Record<string, Json> {
  const names = [...(taken.get(object) ?? [])].sort();
  const inner = [...object.members].flatMap(([name, member]) => {
    const pattern = member === undefined ? {} : patternOf(member, taken);
    return Object.keys(pattern).length === 0 ? [] : [[name, pattern] as const];
  });
  return Object.fromEntries([...names.map((name) => [name, [{ exists: false }]] as const), ...inner]);
}
