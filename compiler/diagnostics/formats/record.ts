import type { Diagnostic, Place, Severity } from '../diagnostic.ts';
import { positionsOf } from '../position.ts';

/** A place with lines and columns (from 1, in UTF-16 units) in place of offsets. */
export interface PlaceRecord {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** The column behind the last character. */
  readonly endColumn: number;
}

/** A diagnostic as plain data: what `--format json` prints. */
export interface DiagnosticRecord extends PlaceRecord {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The way out; empty where there is none to tell. */
  readonly help: string;
  /** Other places that it takes to understand it, and what is to be seen there. */
  readonly related: readonly (PlaceRecord & { readonly message: string })[];
}

/** A diagnostic as plain data. */
export function toRecord({ code, severity, message, place, help, related = [] }: Diagnostic): DiagnosticRecord {
  return {
    code,
    severity,
    message,
    ...placeRecord(place),
    help: help ?? '',
    related: related.map((each) => ({ message: each.message, ...placeRecord(each.place) })),
  };
}

function placeRecord(place: Place): PlaceRecord {
  const { start, end } = positionsOf(place);
  return {
    file: place.file.name,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** Diagnostics as JSON: an array of {@link DiagnosticRecord}. */
export function formatJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify(diagnostics.map(toRecord), null, 2)}\n`;
}
