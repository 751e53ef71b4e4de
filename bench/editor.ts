import { TextDocument } from 'vscode-languageserver-textdocument';
import { complete } from '../editor/completion/complete.ts';
import { hover } from '../editor/hover.ts';
import { definitions, references, rename } from '../editor/names/navigate.ts';
import { folds, outline } from '../editor/outline.ts';
import { type Analysis, Workspace } from '../editor/workspace.ts';
import { median, milliseconds, type Row, timed } from './figures.ts';
import { largeDocument } from './largeDocument.ts';

const AIM = 'under 50 ms';

/**
 * How long an editor waits for answers about a document of 300 steps, in the middle of which somebody types: the text has
 * changed before each of them. What is wrong is told once the text has stayed the same for a moment.
 */
export function benchEditor(row: Row): void {
  const text = largeDocument(300);
  const inExpression = text.indexOf('$steps.step149.outputs') + '$steps.st'.length;
  const inOperation = text.indexOf('describeUser', inExpression);
  const workspace = new Workspace({ all: () => [] });
  let version = 0;
  const typed = (change: string): TextDocument => {
    version += 1;
    const at = inOperation + 'describe'.length;
    return TextDocument.create('untitled:large.yml', 'yaml', version, text.slice(0, at) + change + text.slice(at));
  };
  const analysed = (document: TextDocument): Analysis => {
    const analysis = workspace.analysis(document);
    if (analysis === undefined) throw new Error('it is no Arazzo document');
    return analysis;
  };
  /** Measures an answer about a text that is another one each time: once with what is typed, once without. */
  const shown = (name: string, answer: (document: TextDocument) => void, change = 'd', aim = AIM): void => {
    const took = (at: number) => {
      const document = typed(at % 2 === 0 ? change : '');
      return timed(() => answer(document));
    };
    for (let at = 0; at < 10; at += 1) took(at);
    row(`editor, 300 steps: ${name}`, milliseconds(median(Array.from({ length: 20 }, (_, at) => took(at)))), aim);
  };
  shown('what is wrong', (document) => void analysed(document).found(), ' ', 'waits for a pause');
  shown('completion of an operation', (document) => void complete(document, inOperation + 5, workspace));
  shown('completion of an expression', (document) => void complete(document, inExpression, workspace));
  shown('hover over an operation', (document) => void hover(analysed(document), inOperation));
  shown('hover over an expression', (document) => void hover(analysed(document), inExpression));
  shown('definition', (document) => void definitions(analysed(document), inExpression));
  shown('references', (document) => void references(analysed(document), inExpression, true));
  shown('rename', (document) => void rename(analysed(document), inExpression, 'renamed', document.uri));
  shown('outline', (document) => void outline(analysed(document)));
  shown('folding', (document) => void folds(analysed(document)));
  shown('outline of an unfinished line', (document) => void outline(analysed(document)), '"x: ');
}
