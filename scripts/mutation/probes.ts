import type { Change } from './changes.ts';

/** The name of the function that is told the number of each change whose place is reached. */
export const PROBE = '__reached';

/** A module's text that runs as before, and tells which of some of its changes would have made a difference to what ran. */
export function probed(text: string, changes: readonly (Change & { readonly number: number })[]): string {
  const opening = new Map<number, string>();
  const closing = new Map<number, string>();
  // The inner ones first, so that what opens last closes first.
  const inwards = [...changes].sort((one, other) => one.end - one.start - (other.end - other.start));
  for (const { start, end, statement, number } of inwards) {
    const tell = `globalThis.${PROBE}?.(${number})`;
    opening.set(start, `${statement ? `{ ${tell}; ` : `(${tell}, `}${opening.get(start) ?? ''}`);
    closing.set(end, `${closing.get(end) ?? ''}${statement ? ' }' : ')'}`);
  }
  const places = [...new Set([...opening.keys(), ...closing.keys()])].sort((one, other) => one - other);
  const pieces = places.map((place, at) => {
    const until = places[at + 1] ?? text.length;
    return `${closing.get(place) ?? ''}${opening.get(place) ?? ''}${text.slice(place, until)}`;
  });
  return text.slice(0, places[0] ?? text.length) + pieces.join('');
}
