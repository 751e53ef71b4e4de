/** So many schemas are taken one after the other, in the order in which they are written. */
const FEW = 16;

/**
 * One schema that asks what many ask. Many are taken by halves: each result is as large as its parts together, so that
 * adding one after the other would take time that grows with the square of their number.
 * @param first what the others are added to
 * @param standsAlone whether a schema means something else where another is added to it; it can be added itself
 */
export function mergeAll<T>(
  first: T,
  parts: readonly T[],
  merge: (one: T, other: T) => T,
  standsAlone: (part: T) => boolean,
): T {
  if (parts.length <= FEW) return parts.reduce(merge, first);
  let merged = parts.filter((part) => !standsAlone(part));
  while (merged.length > 1) merged = inPairs(merged, merge);
  return [...merged, ...parts.filter(standsAlone)].reduce(merge, first);
}

function inPairs<T>(items: readonly T[], merge: (one: T, other: T) => T): T[] {
  return items.flatMap((one, at) => {
    const other = items[at + 1];
    if (at % 2 === 1) return [];
    return [other === undefined ? one : merge(one, other)];
  });
}
