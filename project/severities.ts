import type { Diagnostic, DiagnosticCode, Severity } from '../compiler/diagnostics/index.ts';

/** How bad a finding is by a project's own rules; `off`: it isn't told. */
export type SeverityChoice = Severity | 'off';

/** Findings as bad as a project says that they are. */
export function withSeverities(
  found: readonly Diagnostic[],
  severities: Readonly<Partial<Record<DiagnosticCode, SeverityChoice>>>,
): readonly Diagnostic[] {
  return found.flatMap((each) => {
    const severity = severities[each.code] ?? each.severity;
    return severity === 'off' ? [] : [severity === each.severity ? each : { ...each, severity }];
  });
}
