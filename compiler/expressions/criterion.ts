import type { Parsed, ParsedCondition, ParsedPattern, Query } from './ast.ts';
import { readCondition } from './condition.ts';
import { type Cursor, failAt, failUnexpected, type Grammar, openCursor, skipBlanks } from './cursor.ts';
import { attempt } from './fault.ts';
import { wholePiece } from './piece.ts';
import { readQuery } from './segments.ts';
import { readBraced } from './text.ts';

/**
 * Parses the condition of a criterion.
 *
 * `simple`: Arazzo 1.0.1 section 4.6.9. `jsonpath`: a query of RFC 9535, which holds where it finds a node; and the
 * comparisons that people write under that type, in the dialect `comparison`.
 */
export function parseCriterion(type: Grammar, text: string): Parsed<ParsedCondition> {
  return attempt(() => {
    const cursor = openCursor(text, type, readCondition);
    skipBlanks(cursor);
    const condition = readCondition(cursor);
    end(cursor, 'an operator or the end');
    if (type === 'simple') return { condition, dialect: 'simple' };
    const isQuery = condition.kind === 'truth' && condition.operand.kind === 'query' && cursor.beyond === undefined;
    if (isQuery) checkBlanks(cursor);
    return { condition, dialect: isQuery ? 'jsonpath' : 'comparison' };
  });
}

/** Parses a query of RFC 9535, as selectors and replacements of Arazzo 1.1 have it; `{$expression}` may be compared with. */
export function parseJsonPath(text: string): Parsed<Query> {
  return attempt(() => {
    const cursor = openCursor(text, 'jsonpath', readCondition);
    skipBlanks(cursor);
    if (text[cursor.at] !== '$') {
      const range = { start: cursor.at, end: text.length };
      failAt(cursor, range, 'this is not a JSONPath query', 'A query starts with `$`, for example `$.items[0].id`.');
    }
    const query = readQuery(cursor);
    end(cursor, 'a segment or the end');
    checkBlanks(cursor);
    if (cursor.beyond !== undefined) {
      failAt(
        cursor,
        cursor.beyond,
        'RFC 9535 has no such syntax',
        "Write expressions as `{$inputs.x}`, names with `-` as `['a-b']`.",
      );
    }
    return query;
  });
}

/**
 * Parses a regular expression, in which Arazzo 1.1 embeds `{$expression}`: the texts between are the pattern as written,
 * and what an expression gives is meant literally. Whether the pattern itself is sound is not looked at here.
 */
export function parseRegex(text: string): Parsed<ParsedPattern> {
  return attempt(() => ({ source: readBraced(wholePiece(text)) }));
}

/** RFC 9535 has no blanks around a query; the line end that YAML leaves behind a block of text is no part of it. */
function checkBlanks(cursor: Cursor): void {
  const { text } = cursor;
  const query = text.trim();
  if (query === text || `${query}\n` === text) return;
  const start = text.startsWith(query) ? query.length : 0;
  const end = start === 0 ? text.indexOf(query) : text.length;
  failAt(cursor, { start, end }, "a JSONPath query can't have blanks around it", 'Leave the blanks out.');
}

function end(cursor: Cursor, expected: string): void {
  skipBlanks(cursor);
  if (cursor.at < cursor.text.length) failUnexpected(cursor, expected);
}
