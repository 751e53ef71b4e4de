import type { Expression } from './ast.ts';
import { and, binary, block, call, conditional, equal, isOf, lambda, literal, regex, variable } from './build.ts';
import { partsOf } from './parts.ts';

/** The function that expressions define for themselves where they read JSON out of texts. */
const READER = 'json';

/**
 * What a text says that holds JSON (RFC 8259), and nothing where it holds none: `$parse` alone would end the execution.
 * Stands for itself only in what {@link withReader} has made whole.
 */
export function jsonIn(text: Expression): Expression {
  return call(READER, text);
}

/** A whole expression, with the function in front of it that the reads of JSON in it call. */
export function withReader(expression: Expression): Expression {
  return callsReader(expression) ? block([[READER, reader()]], expression) : expression;
}

const TEXT = '"(?:[^"\\x5c\\x00-\\x1f]|\\x5c(?:["\\x5c/bfnrt]|u[0-9a-fA-F]{4}))*"';
const SCALAR = '-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null';
const VALUE = '(?:0|"") ?';
const LIST = `\\[ ?(?:${VALUE}(?:, ?${VALUE})*)?\\]`;
const OBJECT = `\\x7b ?(?:"" ?: ?${VALUE}(?:, ?"" ?: ?${VALUE})*)?\\x7d`;

/**
 * What the reader searches for. At every place a text goes on in one way or not at all, however often these repeat: a search
 * takes as many steps as a text has characters, squared where a text in it never ends.
 */
export const READER_PATTERNS: readonly string[] = [TEXT, SCALAR, `${LIST}|${OBJECT}`];

/**
 * JSONata can't catch errors, so the grammar is checked first: texts become `""`, other scalars `0`, blanks between them one
 * space (`$trim` knows just JSON's blanks), and then lists and objects of those `0`, from the inmost ones outwards, as long
 * as there are any. JSON comes to one value.
 */
function reader(): Expression {
  const [text, rest, outer] = [variable('text'), variable('rest'), variable('outer')];
  const reduced = block(
    [['outer', call('replace', rest, regex(`${LIST}|${OBJECT}`), literal('0'))]],
    conditional(equal(outer, rest), rest, call('reduced', outer)),
  );
  const scalars = call('replace', call('replace', text, regex(TEXT), literal('""')), regex(SCALAR), literal('0'));
  const isJson = binary('in', call('reduced', call('trim', scalars)), literal(['0', '""']));
  const parsed = conditional(and([isOf(text, 'string'), isJson]), call('parse', text));
  return lambda(['text'], block([['reduced', lambda(['rest'], reduced)]], parsed));
}

function callsReader(expression: Expression): boolean {
  return (expression.kind === 'call' && expression.name === READER) || partsOf(expression).some(callsReader);
}
