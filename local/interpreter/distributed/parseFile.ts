import { CsvError, parse } from 'csv-parse/sync';
import { pointerToken } from '../../../compiler/source/index.ts';
import { StateError } from '../errors.ts';
import { emptyObject, isObject, type Json, parseJson } from '../json.ts';
import type { ReaderProgram } from '../program.ts';

/** The error of a Map whose items can't be read. */
export function readerFailed(cause: string | undefined): StateError {
  return new StateError('States.ItemReaderFailed', cause);
}

/** The items of a file, by the format that the reader is told. Throws a `StateError` where the file isn't of it. */
export function parseFile(text: string, reader: ReaderProgram): readonly Json[] {
  switch (reader.inputType) {
    case 'CSV':
      return csvRows(text, reader);
    case 'JSONL':
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(jsonIn);
    default: {
      const whole = jsonIn(text);
      const items = reader.itemsPointer === undefined ? whole : atPointer(whole, reader.itemsPointer);
      if (Array.isArray(items)) return items;
      // Members of an object are items, too.
      if (isObject(items)) return Object.entries(items).map(([key, value]) => ({ Key: key, Value: value }));
      throw readerFailed('Attempting to map over non-iterable node.');
    }
  }
}

const delimiters: ReadonlyMap<string, string> = new Map([
  ['COMMA', ','],
  ['PIPE', '|'],
  ['SEMICOLON', ';'],
  ['SPACE', ' '],
  ['TAB', '\t'],
]);

/** A row of CSV is an object of texts, its members in the order of their names. */
function csvRows(text: string, { csvHeaders, csvDelimiter }: ReaderProgram): readonly Json[] {
  const records = csvRecords(text, delimiters.get(csvDelimiter) ?? ',');
  const [header = [], ...rest] = csvHeaders === undefined ? records : [csvHeaders, ...records];
  const columns = [...header.entries()].sort(([, a], [, b]) => (a < b ? -1 : 1));
  return rest.map((fields) => {
    const row = emptyObject();
    for (const [at, name] of columns) row[name] = fields[at] ?? '';
    return row;
  });
}

function csvRecords(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (error instanceof CsvError) throw readerFailed(`Failed to parse the CSV file: ${error.message}`);
    throw error;
  }
}

function jsonIn(text: string): Json {
  try {
    return parseJson(text.replace(/^\ufeff/, ''));
  } catch {
    throw readerFailed('Attempting to parse an invalid JSON file.');
  }
}

/** What a JSON pointer (RFC 6901) leads to. */
function atPointer(value: Json, pointer: string): Json {
  let current: Json = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = pointerToken(token);
    const inner: Json | undefined = Array.isArray(current)
      ? current[Number(key)]
      : isObject(current) && Object.hasOwn(current, key)
        ? current[key]
        : undefined;
    if (inner === undefined) throw readerFailed(`The ItemsPointer '${pointer}' leads to nothing in the file.`);
    current = inner;
  }
  return current;
}
