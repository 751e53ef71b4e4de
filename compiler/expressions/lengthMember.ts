import type { Operand, Query } from './ast.ts';
import { type Cursor, failAt, failUnexpected, markBeyond, match, peek, rangeFrom } from './cursor.ts';
import { checkCall } from './functions.ts';

/** People's `.length()` behind a query: the call `length(query)`. */
export function lengthMethod(cursor: Cursor, query: Query): Operand | undefined {
  const start = cursor.at;
  if (peek(cursor, /\(/y) === undefined) return undefined;
  const last = query.segments.at(-1)?.selectors[0];
  if (last?.kind !== 'name' || match(cursor, /\([ \t]*\)/y) === undefined) failUnexpected(cursor, 'an operator');
  if (last.name !== 'length') {
    cursor.at = start;
    failAt(cursor, last.range, `there is no \`${last.name}()\``, 'Only `length()` can follow a query.');
  }
  const range = rangeFrom(cursor, query.range.start);
  markBeyond(cursor, range);
  return lengthCall(cursor, query, range);
}

/**
 * What a compared operand is: people's `$.items.length` outside of filters is the call `length($.items)`. Inside of
 * them RFC 9535 says that it is the member of that name.
 */
export function asCompared(cursor: Cursor, operand: Operand): Operand {
  if (operand.kind !== 'query' || cursor.filters > 0) return operand;
  const segment = operand.query.segments.at(-1);
  const dotted = segment !== undefined && !segment.descendant && cursor.text[segment.range.start] === '.';
  const [last] = segment?.selectors ?? [];
  if (!dotted || last?.kind !== 'name' || last.name !== 'length') return operand;
  return lengthCall(cursor, operand.query, operand.range);
}

/** `length` of a query without its last segment. */
function lengthCall(cursor: Cursor, query: Query, range: Operand['range']): Operand {
  const segments = query.segments.slice(0, -1);
  const end = segments.at(-1)?.range.end ?? query.range.start + 1;
  const measured: Query = { root: query.root, segments, range: { start: query.range.start, end } };
  const argument: Operand = { kind: 'query', query: measured, range: measured.range };
  const call = { kind: 'call', name: 'length', arguments: [argument], range } as const;
  checkCall(cursor, call);
  return call;
}
