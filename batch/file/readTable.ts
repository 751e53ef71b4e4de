import type { SourceFile } from '../../compiler/diagnostics/index.ts';
import { readCsv } from './csv.ts';
import { readJson, readJsonLines } from './json.ts';
import type { Fault, Table } from './table.ts';

/**
 * Reads a file of inputs: CSV with a header, a JSON list of objects, or JSON Lines. Which one it is, is seen by its first
 * character.
 * @returns what it says, and everything that is wrong in it
 */
export function readTable(source: SourceFile): { readonly table: Table; readonly faults: readonly Fault[] } {
  const { text, undecodable } = source;
  if (undecodable !== undefined) {
    const line = text.slice(0, undecodable).split(/\r\n|\r|\n/).length;
    const message = 'is neither UTF-8 nor UTF-16; save the file as "CSV UTF-8"';
    return { table: { columns: [], rows: [] }, faults: [{ line, message }] };
  }
  const content = text.replace(/^\ufeff/, '');
  switch (content.trimStart()[0]) {
    case '[':
      return readJson(content);
    case '{':
      return readJsonLines(content);
    default:
      return readCsv(content);
  }
}
