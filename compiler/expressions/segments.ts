import type { Query, Segment, Selector } from './ast.ts';
import {
  type Cursor,
  close,
  eat,
  failAt,
  failUnexpected,
  markBeyond,
  match,
  nested,
  peek,
  rangeFrom,
  skipBlanks,
} from './cursor.ts';
import { atQuote, readInteger, readQuoted } from './literal.ts';

/** How many segments a query may have: more than a document can be deep. */
const LONGEST_QUERY = 200;

/** Reads a query from its `$` or `@` on (RFC 9535 section 2.1). */
export function readQuery(cursor: Cursor): Query {
  const start = cursor.at;
  const root = eat(cursor, '@') ? '@' : '$';
  if (root === '$') cursor.at++;
  const segments = readSegments(cursor);
  return { root, segments, range: rangeFrom(cursor, start) };
}

/** Whether a query finds at most one node (section 2.3.5.1, "singular query"). */
export function isSingular(query: Query): boolean {
  return query.segments.every(isSingularSegment);
}

/** Whether a segment is one name or one index. */
export function isSingularSegment(segment: Segment): boolean {
  const [selector, ...more] = segment.selectors;
  return !segment.descendant && more.length === 0 && (selector?.kind === 'name' || selector?.kind === 'index');
}

/** Reads all segments that follow (section 2.5), blanks between them too; blanks behind the last stay. */
export function readSegments(cursor: Cursor): readonly Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    const end = cursor.at;
    skipBlanks(cursor);
    const segment = readSegment(cursor);
    if (segment === undefined) {
      cursor.at = end;
      return segments;
    }
    if (segments.length === LONGEST_QUERY) failAt(cursor, segment.range, 'this query goes too deep');
    segments.push(segment);
  }
}

function readSegment(cursor: Cursor): Segment | undefined {
  const start = cursor.at;
  if (peek(cursor, /\[/y) !== undefined) {
    const selectors = readBracketed(cursor);
    return { descendant: false, selectors, range: rangeFrom(cursor, start) };
  }
  if (!eat(cursor, '.')) return undefined;
  const descendant = eat(cursor, '.');
  if (peek(cursor, /\[/y) !== undefined) {
    if (!descendant) {
      failAt(cursor, { start, end: start + 2 }, 'there is no dot between a name and a bracket', 'Leave the dot out.');
    }
    const selectors = readBracketed(cursor);
    return { descendant, selectors, range: rangeFrom(cursor, start) };
  }
  const selector = readShorthand(cursor);
  return { descendant, selectors: [selector], range: rangeFrom(cursor, start) };
}

/** Reads `*` or a name behind a dot. A `-` in it is beyond RFC 9535, and plain: nothing is calculated here. */
function readShorthand(cursor: Cursor): Selector {
  const start = cursor.at;
  if (eat(cursor, '*')) return { kind: 'wildcard', range: rangeFrom(cursor, start) };
  const name = match(cursor, /[A-Za-z_\u{80}-\u{d7ff}\u{e000}-\u{10ffff}][\w\u{80}-\u{d7ff}\u{e000}-\u{10ffff}]*/uy);
  if (name === undefined) {
    const digits = match(cursor, /[0-9]+/y);
    if (digits === undefined) failUnexpected(cursor, 'a name');
    failAt(cursor, rangeFrom(cursor, start), "a dot can't be followed by an index", `Write \`[${digits}]\`.`);
  }
  if (match(cursor, /(?:-+[\w\u{80}-\u{d7ff}\u{e000}-\u{10ffff}]+)+/uy) !== undefined) {
    markBeyond(cursor, rangeFrom(cursor, start));
  }
  return { kind: 'name', name: cursor.text.slice(start, cursor.at), range: rangeFrom(cursor, start) };
}

/** Reads `[selector, ...]` (section 2.5.1). */
function readBracketed(cursor: Cursor): readonly Selector[] {
  const open = cursor.at;
  cursor.at++;
  return nested(cursor, () => {
    const selectors: Selector[] = [];
    do {
      skipBlanks(cursor);
      selectors.push(readSelector(cursor));
      skipBlanks(cursor);
    } while (eat(cursor, ','));
    close(cursor, ']', 'this bracket', open);
    return selectors;
  });
}

/** Reads one selector (section 2.3). */
function readSelector(cursor: Cursor): Selector {
  const start = cursor.at;
  if (atQuote(cursor)) {
    const name = readQuoted(cursor).text;
    return { kind: 'name', name, range: rangeFrom(cursor, start) };
  }
  if (eat(cursor, '*')) return { kind: 'wildcard', range: rangeFrom(cursor, start) };
  if (eat(cursor, '?')) {
    skipBlanks(cursor);
    cursor.filters++;
    const condition = cursor.readFilter(cursor);
    cursor.filters--;
    return { kind: 'filter', condition, range: rangeFrom(cursor, start) };
  }
  const first = readInteger(cursor);
  if (first === undefined && peek(cursor, /:/y) === undefined) failSelector(cursor);
  const index = cursor.at;
  skipBlanks(cursor);
  if (eat(cursor, ':')) return readSlice(cursor, start, first);
  cursor.at = index;
  return { kind: 'index', index: first ?? 0, range: rangeFrom(cursor, start) };
}

/** Reads `start:end:step` from behind its first colon (section 2.3.4). */
function readSlice(cursor: Cursor, from: number, start: number | undefined): Selector {
  skipBlanks(cursor);
  const end = readInteger(cursor);
  let last = cursor.at;
  skipBlanks(cursor);
  let step: number | undefined;
  if (eat(cursor, ':')) {
    last = cursor.at;
    skipBlanks(cursor);
    step = readInteger(cursor);
    if (step !== undefined) last = cursor.at;
  }
  cursor.at = last;
  return {
    kind: 'slice',
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(step === undefined ? {} : { step }),
    range: rangeFrom(cursor, from),
  };
}

function failSelector(cursor: Cursor): never {
  const start = cursor.at;
  const word = match(cursor, /[A-Za-z_][\w-]*/y);
  const range = { start, end: Math.max(cursor.at, start + 1) };
  if (word !== undefined) failAt(cursor, range, 'a name in brackets needs quotes', `Write \`['${word}']\`.`);
  if (peek(cursor, /\(/y) !== undefined) {
    failAt(
      cursor,
      range,
      "brackets can't hold a calculation",
      'Write `[-1]` for the last item, `[?...]` for a filter.',
    );
  }
  if (peek(cursor, /\{?\$/y) !== undefined) {
    failAt(
      cursor,
      range,
      "an expression can't choose the member or item",
      'Compare with it in a filter: `[?@.id == {$inputs.id}]`.',
    );
  }
  failUnexpected(cursor, 'a name in quotes, an index, a slice, `*` or a filter');
}
