import type { Severity } from '../diagnostic.ts';

/** One entry of the catalogue: what a code means and how to get rid of it. */
export interface CatalogueEntry {
  readonly severity: Severity;
  /** A heading of a few words. */
  readonly title: string;
  /** What it means, why it is reported, and what to do. Markdown. */
  readonly explanation: string;
  /**
   * A whole document (YAML) that gets this code and no other error, and one that does not get it. Both are run by the
   * tests. Where a short one is enough, `example()` of ./example.ts wraps steps into a document. Absent for what no
   * text gets: a defect of the compiler, bytes that are no text, and what only an option asks for.
   */
  readonly bad?: string;
  readonly good?: string;
  /** The files that the examples name, by their names beside them. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A document that gets a code, and one that does not. */
export interface Examples {
  readonly bad: string;
  readonly good: string;
}

/**
 * Checks the entries of one room against {@link CatalogueEntry} and keeps their names as literal types.
 * @param examples their examples, by code, where making them takes a while: then it waits until one is asked for
 */
export function entries<const T extends Record<string, CatalogueEntry>>(
  given: T,
  examples?: () => { readonly [code in keyof T]?: Examples },
): T {
  if (examples === undefined) return given;
  for (const [code, entry] of Object.entries(given)) {
    Object.defineProperty(entry, 'bad', { enumerable: true, get: () => examples()[code]?.bad });
    Object.defineProperty(entry, 'good', { enumerable: true, get: () => examples()[code]?.good });
  }
  return given;
}
