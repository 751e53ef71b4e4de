import type { Comparison, Condition, Operand } from './ast.ts';
import { type Cursor, close, eat, failAt, markBeyond, match, nested, peek, rangeFrom, skipBlanks } from './cursor.ts';
import { checkValue, resultOf } from './functions.ts';
import { asCompared } from './lengthMember.ts';
import { readOperand } from './operand.ts';

/**
 * Reads a condition: `||` binds less than `&&`, and that less than comparisons (Arazzo 1.0.1 section 4.6.9, RFC 9535
 * section 2.3.5.1). Blanks behind it are skipped.
 */
export function readCondition(cursor: Cursor): Condition {
  return readChain(cursor, '||', 'or', () => readChain(cursor, '&&', 'and', () => readBasic(cursor)));
}

function readChain(cursor: Cursor, sign: string, kind: 'or' | 'and', read: () => Condition): Condition {
  const first = read();
  const operands = [first];
  for (;;) {
    skipBlanks(cursor);
    if (!eat(cursor, sign)) break;
    skipBlanks(cursor);
    operands.push(read());
  }
  const last = operands.at(-1) ?? first;
  return operands.length === 1 ? first : { kind, operands, range: { start: first.range.start, end: last.range.end } };
}

function readBasic(cursor: Cursor): Condition {
  if (peek(cursor, /!/y) !== undefined) return readNot(cursor);
  if (peek(cursor, /\(/y) === undefined) return readComparison(cursor, readOperand(cursor));
  const group = readGroup(cursor);
  skipBlanks(cursor);
  if (peek(cursor, comparison) === undefined) return group;
  // `($.a) == 1`: brackets around a value are no grammar's, and change nothing.
  if (group.kind === 'truth') {
    markBeyond(cursor, group.range);
    return readComparison(cursor, group.operand);
  }
  return failComparison(cursor, "what is in these brackets is true or false and can't be compared");
}

function readNot(cursor: Cursor): Condition {
  const start = cursor.at;
  cursor.at++;
  skipBlanks(cursor);
  const operand = nested(cursor, () => {
    if (peek(cursor, /!/y) !== undefined) {
      markBeyond(cursor, rangeFrom(cursor, start));
      return readNot(cursor);
    }
    if (peek(cursor, /\(/y) !== undefined) return readGroup(cursor);
    return truth(cursor, readOperand(cursor));
  });
  const range = { start, end: cursor.at };
  skipBlanks(cursor);
  if (peek(cursor, comparison) !== undefined) {
    failComparison(
      cursor,
      '`!` belongs to the value before this, not to the comparison',
      'Write `!(a == b)` or `a != b`.',
    );
  }
  return { kind: 'not', operand, range };
}

function readGroup(cursor: Cursor): Condition {
  const open = cursor.at;
  cursor.at++;
  return nested(cursor, () => {
    skipBlanks(cursor);
    const condition = readCondition(cursor);
    close(cursor, ')', 'this bracket', open);
    const range = rangeFrom(cursor, open);
    if (cursor.filters === 0) markBeyond(cursor, range);
    return { ...condition, range };
  });
}

const comparison = /==|!=|<=|>=|<|>/y;

/** Reads what follows a first operand: a comparison, `contains`, `empty`, or nothing. */
function readComparison(cursor: Cursor, left: Operand): Condition {
  const end = cursor.at;
  skipBlanks(cursor);
  const start = cursor.at;
  const operator = match(cursor, comparison);
  if (operator !== undefined) return readCompared(cursor, left, toComparison(operator));
  const word = cursor.grammar === 'jsonpath' ? match(cursor, /(?:contains|empty)(?![\w(])/y) : undefined;
  if (word === undefined) {
    cursor.at = end;
    return truth(cursor, left);
  }
  markBeyond(cursor, rangeFrom(cursor, start));
  skipBlanks(cursor);
  if (word === 'contains') {
    const right = readOperand(cursor);
    return { kind: 'contains', left, right, range: rangeFrom(cursor, left.range.start) };
  }
  const expected = match(cursor, /(?:true|false)(?!\w)/y);
  if (expected === undefined) {
    failAt(
      cursor,
      { start, end: start + word.length },
      '`empty` is followed by `true` or `false`',
      'Write `empty true` or `empty false`.',
    );
  }
  return { kind: 'empty', operand: left, expected: expected === 'true', range: rangeFrom(cursor, left.range.start) };
}

function readCompared(cursor: Cursor, first: Operand, operator: Comparison): Condition {
  skipBlanks(cursor);
  const second = readOperand(cursor);
  const range = rangeFrom(cursor, first.range.start);
  const [left, right] = [asCompared(cursor, first), asCompared(cursor, second)];
  for (const operand of [left, right]) checkComparable(cursor, operand);
  skipBlanks(cursor);
  if (peek(cursor, comparison) !== undefined) {
    failComparison(cursor, "a comparison can't be compared again", 'Join two comparisons with `&&`.');
  }
  return { kind: 'compare', operator, left, right, range };
}

/**
 * Inside filters RFC 9535 holds (section 2.3.5.1). Outside of them, where it has no comparisons, a query may find
 * several nodes: `$.items[?@.id == 'a'].state == 'ACTIVE'` is plain, and its meaning is the plan's.
 */
function checkComparable(cursor: Cursor, operand: Operand): void {
  if (operand.kind === 'query' && cursor.filters === 0) return;
  checkValue(cursor, operand);
}

/** An operand alone. */
function truth(cursor: Cursor, operand: Operand): Condition {
  const { kind, range } = operand;
  const boolean = kind === 'literal' && typeof operand.value === 'boolean' && cursor.filters === 0;
  const value = kind === 'template' || kind === 'literal' || (kind === 'call' && resultOf(operand.name) !== 'logical');
  if (value && !boolean) {
    failAt(
      cursor,
      range,
      'a value by itself is not a condition',
      'Compare it with another value, for example with `==`.',
    );
  }
  return { kind: 'truth', operand, range };
}

function failComparison(
  cursor: Cursor,
  message: string,
  help = 'Compare values, and join comparisons with `&&` or `||`.',
): never {
  const start = cursor.at;
  match(cursor, comparison);
  failAt(cursor, rangeFrom(cursor, start), message, help);
}

function toComparison(text: string): Comparison {
  switch (text) {
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '!=':
      return text;
    default:
      return '==';
  }
}
