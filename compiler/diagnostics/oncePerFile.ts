import type { DiagnosticCode } from './catalogue/index.ts';
import type { Diagnostic } from './diagnostic.ts';

/** Notes on a habit: who writes so writes so throughout. */
const HABITS: ReadonlySet<DiagnosticCode> = new Set(['condition-not-jsonpath']);

/**
 * Diagnostics with notes on a habit told once a file, at the first place, with how many more there are.
 * @param diagnostics in the order of the document
 */
export function oncePerFile(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const counts = new Map<string, number>();
  const keyOf = ({ code, place }: Diagnostic) => `${code} ${place.file.name}`;
  const first = diagnostics.filter((each) => {
    if (!HABITS.has(each.code)) return true;
    const count = (counts.get(keyOf(each)) ?? 0) + 1;
    counts.set(keyOf(each), count);
    return count === 1;
  });
  return first.map((each) => {
    const more = (counts.get(keyOf(each)) ?? 1) - 1;
    return more === 0
      ? each
      : { ...each, message: `${each.message}, as ${more === 1 ? 'is' : 'are'} ${more} more here` };
  });
}
