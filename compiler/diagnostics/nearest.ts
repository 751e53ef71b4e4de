/** As many candidates are always looked at: what decides how a text is read has fewer words to choose from. */
const ALWAYS = 100;

/** How many comparisons beyond those are left to the document at hand. Outside of `comparingAtMost` there is no limit. */
let left = Number.POSITIVE_INFINITY;

/**
 * Does something in which `nearest` compares names so often at most beyond the first hundred of each list. So a document that
 * misspells thousands of names has each of them reported in a time that grows with its length, the last ones without proposals.
 * @param run synchronous
 */
export function comparingAtMost<T>(comparisons: number, run: () => T): T {
  const before = left;
  left = Math.min(left, comparisons);
  try {
    return run();
  } finally {
    left = before;
  }
}

/** Whether so many candidates may be looked at once more, see {@link comparingAtMost}; then they count. */
export function mayCompare(candidates: number): boolean {
  if (candidates <= ALWAYS) return true;
  if (left <= 0) return false;
  left -= candidates - ALWAYS;
  return true;
}

/**
 * The candidate that was probably meant by a name that isn't there: the one with the fewest edits (Damerau-Levenshtein,
 * letter case counting little), undefined where even that one is too far off to be a slip.
 * @param edits how many edits a slip may have; by default that depends on the length
 */
export function nearest(name: string, candidates: Iterable<string>, edits?: number): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  const folded = name.toLowerCase();
  let looked = 0;
  for (const candidate of candidates) {
    looked += 1;
    if (looked > ALWAYS) {
      if (left <= 0) return undefined;
      left -= 1;
    }
    if (candidate === name) continue;
    const limit = Math.min(bestDistance, (edits ?? allowed(Math.max(name.length, candidate.length))) + 0.5);
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const found = distance(folded, candidate.toLowerCase(), limit);
    // Of two that differ in letter case only, the one that is written as given comes first.
    const total = found === 0 ? 0.1 : found + (candidate[0] === name[0] ? 0 : 0.25);
    if (total < bestDistance && found <= limit) {
      best = candidate;
      bestDistance = total;
    }
  }
  return best;
}

/** One edit in three characters, at least one, at most four. */
function allowed(length: number): number {
  return Math.max(1, Math.min(4, Math.floor(length / 3)));
}

/** Optimal string alignment distance, or something above `limit` as soon as it must be that. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return least;
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
