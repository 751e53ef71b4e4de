import {
  type Location,
  LSPErrorCodes,
  type Range as LspRange,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { parse } from 'yaml';
import { placeOf } from '../../compiler/source/index.ts';
import { isAround } from '../document/path.ts';
import { locationOf, lspRange } from '../places.ts';
import type { Analysis } from '../workspace.ts';
import { type Occurrence, occurrencesIn } from './occurrences.ts';
import type { NamedThing } from './symbols.ts';

const known = new WeakMap<Analysis, readonly Occurrence[]>();

function occurrences(analysis: Analysis): readonly Occurrence[] {
  const found = known.get(analysis) ?? occurrencesIn(analysis.examined);
  known.set(analysis, found);
  return found;
}

function occurrenceAt(analysis: Analysis, offset: number): Occurrence | undefined {
  return occurrences(analysis).find((each) => isAround(each, offset));
}

/** Where the names are given that stand at an offset. */
export function definitions(analysis: Analysis, offset: number): Location[] {
  return (occurrenceAt(analysis, offset)?.things ?? []).map((thing) => nameOf(thing, analysis));
}

function nameOf({ node }: NamedThing, analysis: Analysis): Location {
  return locationOf({ file: node.file, range: node.locate(0, node.value.length) }, analysis);
}

/** Each place in the document that speaks of what is named at an offset. */
export function references(analysis: Analysis, offset: number, withDeclaration: boolean): Location[] {
  return sameAs(analysis, offset)
    .filter((each) => withDeclaration || !isDeclaration(each))
    .map(({ range }) => locationOf({ file: analysis.source, range }, analysis));
}

function sameAs(analysis: Analysis, offset: number): readonly Occurrence[] {
  const found = occurrenceAt(analysis, offset);
  const nodes = new Set(found?.things.map(({ node }) => node));
  return occurrences(analysis).filter(({ things }) => things.some(({ node }) => nodes.has(node)));
}

function isDeclaration({ range, things }: Occurrence): boolean {
  return things.some(({ node }) => node.locate(0, node.value.length).start === range.start);
}

/** What would be renamed at an offset; undefined where there is no name, or one of another file. */
export function renamable(analysis: Analysis, offset: number): { range: LspRange; placeholder: string } | undefined {
  const found = occurrenceAt(analysis, offset);
  const [thing] = found?.things ?? [];
  if (found === undefined || thing === undefined || !isOwn(found, analysis)) return undefined;
  return { range: lspRange(analysis.source, found.range), placeholder: thing.name };
}

function isOwn({ things }: Occurrence, { source }: Analysis): boolean {
  return things.every(({ node }) => placeOf(node).file.name === source.name);
}

/**
 * The changes that give another name to what is named at an offset, everywhere in the document.
 * @throws ResponseError where it can't have that name
 */
export function rename(analysis: Analysis, offset: number, name: string, uri: string): WorkspaceEdit | undefined {
  const found = occurrenceAt(analysis, offset);
  if (found === undefined || !isOwn(found, analysis)) return undefined;
  if (!/^[A-Za-z0-9_-]+$/.test(name))
    throw new ResponseError(LSPErrorCodes.RequestFailed, `${name} can't be a name: use letters, digits, - and _`);
  if (typeof parse(name) !== 'string')
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      `${name} can't be a name: YAML reads it as something else than a text`,
    );
  const clash = found.things.find((thing) => thing.name !== name && thing.among.includes(name));
  if (clash !== undefined)
    throw new ResponseError(LSPErrorCodes.RequestFailed, `there is another ${clash.kind} of the name ${name}`);
  const changes = sameAs(analysis, offset).map(({ range }) => ({
    range: lspRange(analysis.source, range),
    newText: name,
  }));
  return { changes: { [uri]: changes } };
}
