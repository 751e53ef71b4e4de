import { catalogue, type DiagnosticCode } from '../catalogue/index.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { type PlaceRecord, toRecord } from './record.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Diagnostics as a SARIF 2.1.0 log, which code scanning services and editors read. */
export function formatSarif(diagnostics: readonly Diagnostic[], version: string): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'arazzo-sfn', version, rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((each) => result(each, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: DiagnosticCode) {
  const { severity, title, explanation } = catalogue[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    // GitHub shows nothing of a rule that has no help.
    help: { text: explanation, markdown: explanation },
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(diagnostic: Diagnostic, codes: readonly DiagnosticCode[]) {
  const { code, severity, message, help, related, ...place } = toRecord(diagnostic);
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(diagnostic.code),
    level: levels[severity],
    message: { text: help === '' ? message : `${message}\n${help}` },
    locations: [location(place)],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((each) => ({ ...location(each), message: { text: each.message } })) }),
  };
}

function location({ file, line, column, endLine, endColumn }: PlaceRecord) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

/** A file's name as a URI reference: relative ones stay relative, so that the log fits every checkout. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/');
  const [, drive = '', rest = path] = /^([a-z]:)(\/.*)$/is.exec(path) ?? [];
  const encoded = rest.split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${encoded}`;
  // Of a file on another computer (`\\server\share`) the first part is the host.
  if (path.startsWith('//')) return `file:${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
