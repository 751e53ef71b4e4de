/*
 * Texts in which `*` stands for any text and `?` for one character, as policies have them.
 */

/**
 * Whether a pattern fits a text of which not all is known.
 * @param text `*` in it stands for something without a `:`, as ARNs have it at one place (`.../agent/*` of a user that is yet
 *   to be created)
 */
export function overlap(pattern: string, text: string): boolean {
  if (!text.includes('*')) return covers(pattern, text);
  const alike = Math.min(plainStart(pattern), plainStart(text));
  if (pattern.slice(0, alike) !== text.slice(0, alike)) return false;
  // The positions in the text to which what is read of the pattern can have led.
  let reachable = throughStars(new Set([0]), text);
  for (const character of pattern) {
    const next = new Set<number>();
    for (const at of reachable) {
      const there = text[at];
      if (character === '*') for (let further = at; further <= text.length; further += 1) next.add(further);
      else if (there === '*' && character !== ':') next.add(at);
      else if (there !== undefined && (character === '?' || there === character)) next.add(at + 1);
    }
    reachable = throughStars(next, text);
    if (reachable.size === 0) return false;
  }
  return reachable.has(text.length);
}

/** How many characters stand in front of the first one that may be another. */
function plainStart(text: string): number {
  const at = text.search(/[*?]/);
  return at < 0 ? text.length : at;
}

/** The positions, and those behind the stars that stand there: a star may stand for nothing. */
function throughStars(positions: ReadonlySet<number>, text: string): Set<number> {
  const all = new Set(positions);
  for (const at of all) if (text[at] === '*') all.add(at + 1);
  return all;
}

/** Whether every text of the one is one of the pattern. Places that aren't known are taken as characters of their own. */
export function covers(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const known = compiled.get(pattern);
  const regex = known ?? new RegExp(`^${source(pattern)}$`, 's');
  if (known === undefined) compiled.set(pattern, regex);
  return regex.test(text);
}

const compiled = new Map<string, RegExp>();

function source(pattern: string): string {
  return pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
}
