import { type DiagnosticCode, severityOf } from './catalogue/index.ts';

/** A half-open range of UTF-16 offsets into the text of one file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where something stands: a file's name as the user gave it, its whole text, and a range in it. */
export interface Place {
  readonly file: SourceFile;
  readonly range: Range;
}

/** A file that was read: its name as shown to the user and its text. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** Where in the text bytes stand that are no text in the file's encoding; absent where there are none. */
  readonly undecodable?: number;
}

/** How bad it is: an error stops the workflow from being compiled, a warning and an info do not. */
export type Severity = 'error' | 'warning' | 'info';

/** One thing found in a document. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** The way out, in one sentence; shown under the code frame. */
  readonly help?: string;
  /** Other places that it takes to understand it, for example where a name stood first. */
  readonly related?: readonly Related[];
}

/** Another place of a diagnostic, and what is to be seen there. */
export interface Related {
  readonly place: Place;
  readonly message: string;
}

/**
 * Makes a diagnostic; its severity comes from the catalogue.
 * @param message what is wrong here, with the names involved; never a value of an input
 */
export function diagnostic(
  code: DiagnosticCode,
  place: Place,
  message: string,
  help?: string,
  related?: readonly Related[],
): Diagnostic {
  const rest = { ...(help === undefined ? {} : { help }), ...(related === undefined ? {} : { related }) };
  return { code, severity: severityOf(code), message, place, ...rest };
}

/** Makes the diagnostic of a name that stands twice: at the second place, with the first beside it. */
export function duplicate(code: DiagnosticCode, place: Place, first: Place, message: string): Diagnostic {
  return diagnostic(code, place, message, undefined, [{ place: first, message: 'the first one is here' }]);
}

/** Collects what the stages report. Stages get one and add to it; nothing is thrown for what a document says. */
export interface Reporter {
  report(diagnostic: Diagnostic): void;
}

/** A reporter that keeps everything, in the order in which it was reported. */
export class Diagnostics implements Reporter {
  readonly all: Diagnostic[] = [];

  report(diagnostic: Diagnostic): void {
    this.all.push(diagnostic);
  }

  /** Whether anything reported so far is an error. */
  get hasErrors(): boolean {
    return this.all.some((each) => each.severity === 'error');
  }
}
