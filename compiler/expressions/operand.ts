import { didYouMean, nearest } from '../diagnostics/index.ts';
import type { Operand, Segment } from './ast.ts';
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
import { failUnknownWord, isFirstWord, nearestFirstWord, wordAt } from './firstWord.ts';
import { checkCall, functionNames, isFunctionName } from './functions.ts';
import { lengthMethod } from './lengthMember.ts';
import { atQuote, readNumber, readQuoted } from './literal.ts';
import { type Piece, subPiece, wholePiece } from './piece.ts';
import { readExpression } from './runtimeExpression.ts';
import { isSingularSegment, readQuery, readSegments } from './segments.ts';
import { readText } from './text.ts';

/** Reads one operand: a literal, an expression, a query or a call. */
export function readOperand(cursor: Cursor): Operand {
  if (atQuote(cursor)) return readTextOperand(cursor);
  const start = cursor.at;
  switch (cursor.text[start]) {
    case '$':
      return wordAt(cursor.text, start) === '' ? readQueryOperand(cursor) : readExpressionOperand(cursor);
    case '@':
      return readQueryOperand(cursor);
    case '{':
      return readBraces(cursor);
    case '[':
      return readEmptyList(cursor);
    default:
      if (peek(cursor, /[-0-9]/y) === undefined) return readWord(cursor);
      return { kind: 'literal', value: readNumber(cursor), range: rangeFrom(cursor, start) };
  }
}

/** Quoted text; expressions in it count, with braces (Arazzo 1.1) and, as people write them, without. */
function readTextOperand(cursor: Cursor): Operand {
  const start = cursor.at;
  const content = readQuoted(cursor);
  const range = rangeFrom(cursor, start);
  const value = readText(content);
  switch (value.kind) {
    case 'plain':
      return { kind: 'literal', value: value.text, range };
    case 'expression':
      markBeyond(cursor, range);
      return { kind: 'template', parts: [value.expression], range };
    case 'template':
      if (value.bare) markBeyond(cursor, range);
      return { kind: 'template', parts: value.parts, range };
  }
}

function readQueryOperand(cursor: Cursor): Operand {
  const { text, at, grammar } = cursor;
  const range = { start: at, end: at + 1 };
  if (grammar === 'simple') {
    const help = 'Give the criterion `type: jsonpath` and a `context`, or write `$response.body#/...`.';
    failAt(cursor, range, `\`${text[at]}\` starts a JSONPath query, which a simple condition can't contain`, help);
  }
  if (text[at] === '@' && cursor.filters === 0) {
    failAt(cursor, range, '`@` is the current node in a filter', 'Outside filters, queries start with `$`.');
  }
  const query = readQuery(cursor);
  const method = lengthMethod(cursor, query);
  return method ?? { kind: 'query', query, range: query.range };
}

/**
 * How far an expression without braces reaches in a condition: to a blank, an operator, a bracket, a quote or a comma.
 * (In a body without `#` the next `.` goes into its value, and is read as a segment.)
 */
const expressionExtent =
  /\$(?:(?:url|method|statusCode|self)(?![A-Za-z0-9_])|(?:request|response)\.body(?=\.)|[^\s=<>!&|()[\]{},'"$]*)/y;

function readExpressionOperand(cursor: Cursor): Operand {
  const { text, at: start } = cursor;
  const word = wordAt(text, start);
  if (!isFirstWord(word)) {
    if (cursor.grammar === 'jsonpath' && nearestFirstWord(word) === undefined) {
      const range = { start, end: start + 1 + word.length };
      failAt(cursor, range, `\`$${word}\` is not a query`, `Write \`$.${word}\` for the member.`);
    }
    failUnknownWord(wholePiece(text), word, start);
  }
  match(cursor, expressionExtent);
  const expression = readExpression(subPiece(wholePiece(text), start, cursor.at));
  const segments = readSegments(cursor);
  if (cursor.grammar === 'simple') checkAccessors(cursor, segments);
  const range = rangeFrom(cursor, start);
  markBeyond(cursor, range);
  return { kind: 'expression', expression, segments, range };
}

/** Simple conditions go into a value by `.name` and `[index]` only. */
function checkAccessors(cursor: Cursor, segments: readonly Segment[]): void {
  const wrong = segments.find((segment) => !isSingularSegment(segment));
  if (wrong === undefined) return;
  failAt(
    cursor,
    wrong.range,
    'a simple condition has only `.name` and `[index]`',
    'Use `type: jsonpath` and a `context`.',
  );
}

/** `{}`, which people compare with, or `{$expression}` of Arazzo 1.1. */
function readBraces(cursor: Cursor): Operand {
  const start = cursor.at;
  if (match(cursor, /\{[ \t\n\r]*\}/y) !== undefined) {
    return emptyLiteral(cursor, {}, start);
  }
  const opening = match(cursor, /\{[ \t]*(?=\$)/y);
  if (opening === undefined) failUnexpected(cursor, 'a value');
  const first = cursor.at;
  const word = wordAt(cursor.text, first);
  if (!isFirstWord(word)) failUnknownWord(wholePiece(cursor.text), word, first);
  const inside = match(cursor, /[^}]*/y) ?? '';
  const piece: Piece = subPiece(wholePiece(cursor.text), first, first + inside.trimEnd().length);
  close(cursor, '}', 'this expression', start);
  return { kind: 'expression', expression: readExpression(piece), segments: [], range: rangeFrom(cursor, start) };
}

function readEmptyList(cursor: Cursor): Operand {
  const start = cursor.at;
  if (match(cursor, /\[[ \t\n\r]*\]/y) === undefined) {
    const help = 'Compare with single values; an array can only be `[]`.';
    failAt(cursor, { start, end: start + 1 }, "an array isn't allowed here", help);
  }
  return emptyLiteral(cursor, [], start);
}

function emptyLiteral(cursor: Cursor, value: readonly never[] | Record<string, never>, start: number): Operand {
  const range = rangeFrom(cursor, start);
  if (cursor.grammar === 'simple') {
    const help = 'Give the criterion `type: jsonpath` and a `context`.';
    failAt(cursor, range, 'a simple condition compares single values', help);
  }
  markBeyond(cursor, range);
  return { kind: 'literal', value, range };
}

/** `true`, `false`, `null` or a call; other words are errors that say what was probably meant. */
function readWord(cursor: Cursor): Operand {
  const start = cursor.at;
  const word = match(cursor, /[A-Za-z_][\w-]*/y);
  if (word === undefined) failUnexpected(cursor, 'a value');
  const range = rangeFrom(cursor, start);
  if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true', range };
  if (word === 'null') return { kind: 'literal', value: null, range };
  if (peek(cursor, /\(/y) !== undefined) return readCall(cursor, word, start);
  cursor.at = start;
  if (['and', 'or', 'not', 'contains', 'empty', 'in'].includes(word.toLowerCase())) failUnexpected(cursor, 'a value');
  const path = cursor.grammar === 'simple' ? `$response.body#/${word}` : `${cursor.filters > 0 ? '@' : '$'}.${word}`;
  const help =
    didYouMean(nearest(word, ['true', 'false', 'null'])) ??
    `Write '${word}' in quotes for a string, or \`${path}\` for the member.`;
  failAt(cursor, range, `\`${word}\` is not a value`, help);
}

/** Reads a call from its bracket on (RFC 9535 section 2.4). */
function readCall(cursor: Cursor, word: string, start: number): Operand {
  const range = rangeFrom(cursor, start);
  if (cursor.grammar === 'simple') {
    failAt(
      cursor,
      range,
      'a simple condition has no functions',
      'Give the criterion `type: jsonpath` and a `context`.',
    );
  }
  if (!isFunctionName(word)) {
    const help = didYouMean(nearest(word, functionNames)) ?? `There are ${functionNames.join(', ')}.`;
    failAt(cursor, range, `there is no function \`${word}\``, help);
  }
  const open = cursor.at;
  cursor.at++;
  return nested(cursor, () => {
    const list: Operand[] = [];
    skipBlanks(cursor);
    while (!eat(cursor, ')')) {
      if (list.length > 0 && !eat(cursor, ',')) close(cursor, ')', 'this call', open);
      skipBlanks(cursor);
      list.push(readOperand(cursor));
      skipBlanks(cursor);
    }
    const call = { kind: 'call', name: word, arguments: list, range: rangeFrom(cursor, start) } as const;
    checkCall(cursor, call);
    return call;
  });
}
