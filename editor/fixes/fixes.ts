import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver';
import type { Diagnostic, Range } from '../../compiler/diagnostics/index.ts';
import { lspDiagnostic } from '../diagnostics.ts';
import { lspRange } from '../places.ts';
import type { Analysis } from '../workspace.ts';
import type { Edit } from './insert.ts';
import { meantInstead } from './meant.ts';
import { missingFields } from './missingFields.ts';
import { missingMembers } from './missingMembers.ts';

/** A change of the document that mends what a diagnostic is about. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The ways out of what was found in a range of a document. */
export function fixes(analysis: Analysis, range: Range, uri: string): CodeAction[] {
  const { source } = analysis;
  return analysis
    .found()
    .filter(({ place }) => place.file.name === source.name && touches(place.range, range))
    .flatMap((found) =>
      fixesOf(found, analysis).map(({ title, edits }): CodeAction => {
        const changes = edits.map((edit): TextEdit => ({ range: lspRange(source, edit.range), newText: edit.text }));
        return {
          title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [lspDiagnostic(found, analysis)],
          isPreferred: true,
          edit: { changes: { [uri]: changes } },
        };
      }),
    );
}

function touches(one: Range, other: Range): boolean {
  return one.start <= other.end && other.start <= one.end;
}

function fixesOf(found: Diagnostic, analysis: Analysis): readonly Fix[] {
  const meant = meantInstead(found);
  if (meant !== undefined) return [{ title: `Change to ${meant.text}`, edits: [meant] }];
  switch (found.code) {
    case 'field-missing':
      return missingFields(found, analysis);
    case 'member-required-missing':
      return missingMembers(found, analysis);
    default:
      return [];
  }
}
