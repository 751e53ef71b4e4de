import { type CompletionItem, InsertTextFormat } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { standingAt } from '../document/grammar.ts';
import { mapAround } from '../document/path.ts';
import type { Workspace } from '../workspace.ts';
import type { Candidate } from './candidate.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { isNested, isObject, keyCandidates } from './keys.ts';
import { type Situation, situationAt } from './situation.ts';
import { valueCandidates } from './values.ts';

/** What could stand at an offset of a document, the rest of which may be half-written. */
export function complete(document: TextDocument, offset: number, workspace: Workspace): CompletionItem[] {
  const examined = workspace.latest(document)?.examined;
  const cursor = examined === undefined ? undefined : cursorAt(document.getText(), offset);
  const situation = examined === undefined || cursor === undefined ? undefined : situationAt(cursor, examined);
  if (cursor === undefined || situation === undefined) return [];
  const standing = standingAt(cursor.path);
  const isKey = cursor.isKey || isObject(standing, situation);
  if (isKey) return keys(situation, document);
  const { all, before, after } = valueCandidates(standing, situation);
  const start = offset - before.length;
  const end = offset + after.length;
  return all.map((each) => item(each, valueText(each, cursor, start), { start, end }, document));
}

function keys(situation: Situation, document: TextDocument): CompletionItem[] {
  const { cursor } = situation;
  const standing = standingAt(cursor.path);
  const siblings = cursor.isKey ? mapAround(cursor) : undefined;
  return keyCandidates(standing, siblings, situation).map((each) => {
    const spot = standing.spot.kind === 'object' ? standing.spot.fields[each.text] : undefined;
    return item(each, keyText(each.text, isNested(spot), cursor), cursor.range, document);
  });
}

/** A key with its colon, unless that is there; in JSON with its quotes. */
function keyText(name: string, isObjectOrList: boolean, { isJson, quote, isClosed, hasColon }: Cursor): string {
  const opening = isJson && quote === undefined ? '"' : '';
  const closing = (isJson && quote === undefined) || (quote !== undefined && !isClosed) ? (quote ?? '"') : '';
  // Behind a closed quote a colon can't be put by replacing what is in it.
  const colon = hasColon || isClosed ? '' : isObjectOrList && !isJson ? ':' : ': ';
  return `${opening}${name}${closing}${colon}`;
}

/** A value as it has to be written where it stands. */
function valueText({ text, isLiteral }: Candidate, { isJson, quote, isClosed, range }: Cursor, start: number): string {
  if (quote !== undefined) return isClosed || start !== range.start ? text : `${text}${quote}`;
  if (start !== range.start) return text;
  if (isJson) return isLiteral ? text : JSON.stringify(text);
  return /^[{[]|: | #|^['"]/.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}

function item(
  { kind, detail, text, first }: Candidate,
  newText: string,
  { start, end }: { readonly start: number; readonly end: number },
  document: TextDocument,
): CompletionItem {
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  return {
    label: text,
    kind,
    sortText: `${first ? '0' : '1'}${text}`,
    // What is replaced is what an editor compares with: of an expression all of it, up to the cursor.
    filterText: newText,
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { range, newText },
    ...(detail === undefined ? {} : { detail }),
  };
}
