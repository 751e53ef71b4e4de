import type { Diagnostic, Severity } from '../diagnostic.ts';
import { positionsOf } from '../position.ts';

/** A diagnostic with lines and columns (from 1, in UTF-16 units) in place of offsets: what `--format json` prints. */
export interface DiagnosticRecord {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** The column behind the last character. */
  readonly endColumn: number;
  /** The way out; empty where there is none to tell. */
  readonly help: string;
}

/** A diagnostic as plain data. */
export function toRecord({ code, severity, message, place, help }: Diagnostic): DiagnosticRecord {
  const { start, end } = positionsOf(place);
  return {
    code,
    severity,
    message,
    file: place.file.name,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    help: help ?? '',
  };
}

/** Diagnostics as JSON: an array of {@link DiagnosticRecord}. */
export function formatJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify(diagnostics.map(toRecord), null, 2)}\n`;
}
