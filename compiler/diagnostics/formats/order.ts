import type { Diagnostic } from '../diagnostic.ts';

/** Diagnostics of one file in the order of the document, what was reported twice only once. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  const files = [...new Set(diagnostics.map(({ place }) => place.file.name))];
  return diagnostics
    .filter(({ code, place, message }) => {
      const identity = JSON.stringify([code, place.file.name, place.range.start, place.range.end, message]);
      if (seen.has(identity)) return false;
      seen.add(identity);
      return true;
    })
    .sort(
      (a, b) =>
        files.indexOf(a.place.file.name) - files.indexOf(b.place.file.name) ||
        a.place.range.start - b.place.range.start ||
        a.place.range.end - b.place.range.end,
    );
}
