import { TextDocument } from 'vscode-languageserver-textdocument';
import { complete } from '../editor/completion/complete.ts';
import { hover } from '../editor/hover.ts';
import { references, rename } from '../editor/names/navigate.ts';
import { folds, outline } from '../editor/outline.ts';
import { type Analysis, Workspace } from '../editor/workspace.ts';
import { median, milliseconds, timed, times } from './figures.ts';
import { largeDocument } from './largeDocument.ts';

const AIM = 'under 50 ms';

/**
 * How long an editor waits for answers about a document of 300 steps, in the middle of which somebody types. What is wrong is
 * told once the text has stayed the same for a moment: it keeps nobody waiting, but other answers wait for it.
 */
export function benchEditor(row: (name: string, figure: string, aim: string) => void): void {
  const text = largeDocument(300);
  const workspace = new Workspace({ all: () => [] });
  let version = 0;
  const typed = (change = ''): TextDocument => {
    version += 1;
    const line = 'stepId: step150\n    operationId: ';
    const at = text.indexOf(line) + line.length;
    return TextDocument.create('untitled:large.yml', 'yaml', version, text.slice(0, at) + change + text.slice(at));
  };
  const analysed = (document: TextDocument): Analysis => {
    const analysis = workspace.analysis(document);
    if (analysis === undefined) throw new Error('it is no Arazzo document');
    return analysis;
  };
  const shown = (name: string, answer: () => void): void => {
    times(10, () => timed(answer));
    row(`editor, 300 steps: ${name}`, milliseconds(median(times(20, () => timed(answer)))), AIM);
  };
  const inExpression = text.indexOf('$steps.step149.outputs') + '$steps.st'.length;
  const inOperation = text.indexOf('describeUser', inExpression);
  shown('what is wrong', () => void analysed(typed()).found());
  shown(
    'completion of an operation',
    () => void complete(typed('d'), typed('d').getText().indexOf('ddescribe') + 1, workspace),
  );
  shown('completion of an expression', () => void complete(typed(), inExpression, workspace));
  const told = analysed(typed());
  told.found();
  shown('hover', () => void hover(told, inOperation));
  // The text has changed, so it is read before these are answered.
  shown('references', () => void references(analysed(typed()), inExpression, true));
  shown('rename', () => void rename(analysed(typed()), inExpression, 'renamed', 'untitled:large.yml'));
  shown('outline', () => void outline(analysed(typed())));
  shown('folding', () => void folds(analysed(typed())));
}
