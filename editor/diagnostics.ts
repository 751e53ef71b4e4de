import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic, Severity } from '../compiler/diagnostics/index.ts';
import { locationOf, lspRange } from './places.ts';
import type { Analysis } from './workspace.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What was found, as an editor shows it at its place: the message, and the way out below it. */
export function lspDiagnostic(
  { code, severity, message, place, help, related = [] }: Diagnostic,
  analysis: Pick<Analysis, 'uriOf'>,
): LspDiagnostic {
  return {
    range: lspRange(place.file, place.range),
    severity: severities[severity],
    code,
    source: 'arazzo-sfn',
    message: help === undefined ? message : `${message}\n${help}`,
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map((each) => ({
            location: locationOf(each.place, analysis),
            message: each.message,
          })),
        }),
  };
}
