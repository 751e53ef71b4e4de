import { type DiagnosticCode, diagnostic, duplicate, type Range, type Reporter } from '../diagnostics/index.ts';
import { type Node, placeOf } from '../source/index.ts';
import { isSince, type Version } from './version.ts';

/** What every function that reads a part of a document gets: where to report, and the version that decides which fields there are. */
export class Reading {
  readonly version: Version;
  readonly #reporter: Reporter;
  /** Errors reported so far. */
  errors = 0;

  constructor(version: Version, reporter: Reporter) {
    this.version = version;
    this.#reporter = reporter;
  }

  /** Whether the document's version has what came with another one. */
  has(since: Version): boolean {
    return isSince(this.version, since);
  }

  /**
   * Reports something at a node, or at a part of its text.
   * @param help the way out, in one sentence
   */
  report(code: DiagnosticCode, node: Node, message: string, help?: string, within?: Range): void {
    const made = diagnostic(code, placeOf(node, within), message, help);
    if (made.severity === 'error') this.errors += 1;
    this.#reporter.report(made);
  }

  /** Reports a name that stands twice, at the second place. */
  reportDuplicate(node: Node, first: Node, message: string): void {
    this.errors += 1;
    this.#reporter.report(duplicate('duplicate-name', placeOf(node), placeOf(first), message));
  }
}
