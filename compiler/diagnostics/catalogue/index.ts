import type { Severity } from '../diagnostic.ts';
import { arazzoEntries } from './arazzo.ts';
import type { CatalogueEntry } from './entry.ts';
import { expressionEntries } from './expressions.ts';
import { httpEntries } from './http.ts';
import { planEntries } from './plan.ts';
import { serviceEntries } from './services.ts';
import { sourceEntries } from './source.ts';

/** Every code that the compiler can report, by the room that reports it. docs/diagnostics.md is generated from it. */
export const catalogue = {
  ...sourceEntries,
  ...arazzoEntries,
  ...expressionEntries,
  ...serviceEntries,
  ...httpEntries,
  ...planEntries,
} as const;

/** The same in groups, by what is looked at, in the order in which the compiler does. */
export const catalogueGroups = [
  { title: 'The file', entries: sourceEntries },
  { title: 'The Arazzo description', entries: arazzoEntries },
  { title: 'Expressions and conditions', entries: expressionEntries },
  { title: 'AWS services, operations and their members', entries: serviceEntries },
  { title: 'HTTP APIs', entries: httpEntries },
  { title: 'The workflow and its state machine', entries: planEntries },
] as const;

/** The code of a diagnostic, for example `operation-unknown`. */
export type DiagnosticCode = keyof typeof catalogue;

/** The severity that the catalogue gives to a code. */
export function severityOf(code: DiagnosticCode): Severity {
  const entries: Readonly<Record<string, CatalogueEntry | undefined>> = catalogue;
  const entry = entries[code];
  if (entry === undefined) throw new Error(`no such diagnostic: ${String(code)}`);
  return entry.severity;
}
