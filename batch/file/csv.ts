import { CsvError, parse } from 'csv-parse/sync';
import type { Cell, Fault, Row, Table } from './table.ts';

/** A field as it stands in the file. */
interface Field {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads CSV (RFC 4180) with a header. Columns are separated by what the header has most of outside of quotes: commas,
 * semicolons (as Excel writes in Europe) or tabs. Rows in which nothing stands are left out.
 */
export function readCsv(text: string): { readonly table: Table; readonly faults: readonly Fault[] } {
  const records = readRecords(text);
  if ('line' in records) return { table: { columns: [], rows: [] }, faults: [records] };
  const [header, ...rest] = records;
  if (header === undefined) return { table: { columns: [], rows: [] }, faults: [{ message: 'the file is empty' }] };
  const names = header.map((field) => field.text.trim());
  const faults: Fault[] = repeated(names).map((column) => ({
    line: 1,
    column,
    message: 'another column has this name, too',
  }));
  const rows: Row[] = [];
  for (const fields of rest) {
    const line = fields[0]?.line ?? 0;
    if (fields.length < names.length || fields.slice(names.length).some((field) => field.text !== '')) {
      faults.push({ line, message: `has ${count(fields.length, 'field')}, and the header ${names.length}` });
    }
    rows.push({ number: rows.length + 1, line, cells: cellsOf(names, fields) });
  }
  return { table: { columns: names.filter((name) => name !== ''), rows }, faults };
}

function cellsOf(names: readonly string[], fields: readonly Field[]): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  names.forEach((name, index) => {
    const field = fields[index];
    if (name !== '' && field !== undefined && field.text !== '')
      cells.set(name, { line: field.line, value: field.text });
  });
  return cells;
}

/** The fields of each record; a fault where the text is no CSV from some line on. */
function readRecords(text: string): readonly (readonly Field[])[] | (Fault & { readonly line: number }) {
  try {
    const lines: number[] = [];
    const records = parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      cast: (value, { lines: last }) => {
        // The line that is told is that on which a field ends.
        lines.push(last - (value.match(/\r\n|\r|\n/g) ?? []).length);
        return value;
      },
    });
    let at = 0;
    return records
      .map((record) => record.map((value): Field => ({ text: value, line: lines[at++] ?? 1 })))
      .filter((fields, index) => index === 0 || fields.some((field) => field.text !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = error['lines'];
    return { line: typeof line === 'number' ? line : 1, message: wordsOf(error.code) };
  }
}

function wordsOf(code: string): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is opened and not closed by the end of the file';
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'a quote stands inside of a field; put the whole field into quotes, and write "" for the quote itself';
    default:
      return `is no CSV (${code})`;
  }
}

/** What separates the columns. */
function delimiterOf(text: string): string {
  const header = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart())?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  const often = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (often(each) > often(best) ? each : best));
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => name !== '' && names.indexOf(name) !== index))];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
