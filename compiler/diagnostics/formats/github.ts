import type { Diagnostic, Severity } from '../diagnostic.ts';
import { printable } from './printable.ts';
import { toRecord } from './record.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Diagnostics as workflow commands of GitHub Actions, which shows them at the lines of a pull request. */
export function formatGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((each) => `${command(each)}\n`).join('');
}

function command(diagnostic: Diagnostic): string {
  const { code, severity, message, file, line, column, endLine, endColumn, help, related } = toRecord(diagnostic);
  // GitHub refuses columns where a range goes over several lines.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const properties = Object.entries({ file, line, endLine, ...columns, title: code })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  const places = related.map((each) => `${each.file}:${each.line}:${each.column}: ${each.message}`);
  const text = [message, ...places, ...(help === '' ? [] : [help])].join('\n');
  return `::${commands[severity]} ${properties}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  const lines = text.split(/\r\n?|\n/).map(printable);
  return lines.join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
