import type { DiagnosticCode } from './catalogue/index.ts';
import type { Diagnostic } from './diagnostic.ts';

/** Notes that hold throughout a file where they hold once, and what is added for those that are left out. */
const THROUGHOUT: Partial<Record<DiagnosticCode, (more: number) => string>> = {
  // Who writes so writes so everywhere.
  'condition-not-jsonpath': (more) => `, as ${more === 1 ? 'is' : 'are'} ${more} more here`,
  // Of a service, whichever of its operations is called.
  'throttling-unnamed': (more) => `: this and ${more} more ${more === 1 ? 'step' : 'steps'} here`,
};

/**
 * Diagnostics with notes that hold throughout a file told once in it, at the first place, with how many more there are.
 * @param diagnostics in the order of the document
 */
export function oncePerFile(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const counts = new Map<string, number>();
  const keyOf = ({ code, message, place }: Diagnostic) => `${code} ${place.file.name} ${message}`;
  const first = diagnostics.filter((each) => {
    if (THROUGHOUT[each.code] === undefined) return true;
    const count = (counts.get(keyOf(each)) ?? 0) + 1;
    counts.set(keyOf(each), count);
    return count === 1;
  });
  return first.map((each) => {
    const more = (counts.get(keyOf(each)) ?? 1) - 1;
    return more === 0 ? each : { ...each, message: `${each.message}${THROUGHOUT[each.code]?.(more) ?? ''}` };
  });
}
