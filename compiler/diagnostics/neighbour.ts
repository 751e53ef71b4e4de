import { mayCompare, nearest } from './nearest.ts';

/**
 * The candidate that was probably meant by a name of an API: the one that differs by a slip, else the one that has all the
 * words of the name and few more (`ContactId`: `InitialContactId`), or whose words the name has all and few more
 * (`InvokeFunction`: `Invoke`). Undefined where none does, or several as well.
 */
export function neighbour(name: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const close = nearest(name, all);
  if (close !== undefined || !mayCompare(all.length)) return close;
  const words = wordsOf(name);
  const related = all.flatMap((candidate) => {
    const other = wordsOf(candidate);
    const [shorter, longer] = other.length < words.length ? [other, words] : [words, other];
    const more = longer.length - shorter.length;
    const at = longer.join(' ').indexOf(shorter.join(' '));
    const whole = ` ${longer.join(' ')} `.includes(` ${shorter.join(' ')} `);
    if (!whole || more === 0 || more > shorter.length) return [];
    // A word in front says of what something is the status, one behind something else about it.
    return [{ candidate, rank: 2 * more + (at === 0 && other === longer ? 1 : 0) }];
  });
  const least = Math.min(...related.map(({ rank }) => rank));
  const [first, ...others] = related.filter(({ rank }) => rank === least);
  // A member's names in the model and in messages are often the same words.
  const same = ({ candidate }: { readonly candidate: string }) => wordsOf(candidate).join(' ');
  return first !== undefined && others.every((other) => same(other) === same(first)) ? first.candidate : undefined;
}

/** The words of a name, in lower case: `DBInstanceId` is db, instance, id. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
