import type { AllowedTypes } from '../../compiler/index.ts';
import { type Expression, jsonata, jsonIn, MOST_DIGITS, withReader } from '../../compiler/jsonata/index.ts';
import type { Columns } from './columns.ts';

/*
 * What a row means, in JSONata: its input, and what its execution is named. The command line (`start --each`) gives the
 * same row the same name.
 */

const { and, array, binary, block, call, concatenate, conditional, exists, lambda, literal, not, object, path } =
  jsonata;
const { entry, equal, isOf, regex, variable } = jsonata;

/** Between the items of a list in a cell, as the command line has it by default. */
const SEPARATOR = '|';

/**
 * The input that a row gives. What is empty is left out, and a text becomes what the input's type says.
 * @param item an object, a column each; the blanks around their names don't count, nor does a byte order mark
 * @param isText whether every value is a text, as in CSV: then an empty one is none
 */
export function inputOf(columns: Columns, item: Expression, isText: boolean): Expression {
  const cells = call(
    'merge',
    call('each', item, lambda(['value', 'name'], entry(columnName(variable('name')), variable('value')))),
  );
  const nothing = literal(isText ? [null, ''] : [null]);
  const members = columns.columns.map(({ input, column, type }) => {
    const cell = path(variable('cells'), column);
    const isGiven = and([exists(cell), not(binary('in', cell, nothing))]);
    return [input, conditional(isGiven, valueIn(cell, type))] as const;
  });
  return withReader(block([['cells', cells]], object(members)));
}

/** The name of a column, without what files have around it: blanks, quotes, a byte order mark. */
export function columnName(written: Expression): Expression {
  return call('replace', written, regex('^[\\s"\\ufeff]+|[\\s"]+$'), literal(''));
}

/** What a cell means as a value of a type; what is of none of them stays as it is, for the check of the inputs to refuse. */
function valueIn(cell: Expression, { types, items }: AllowedTypes): Expression {
  if (types.length === 0 || types.includes('string')) return cell;
  const [text, value] = [variable('text'), variable('value')];
  const readings: (readonly [test: Expression, then: Expression])[] = [];
  if (types.includes('number') || types.includes('integer')) readings.push([isExactNumber(text), call('number', text)]);
  if (types.includes('boolean')) {
    const lower = call('lowercase', text);
    readings.push([binary('in', lower, literal(['true', 'false'])), equal(lower, literal('true'))]);
  }
  if (types.includes('object')) {
    readings.push([and([call('contains', text, regex('^\\{')), isOf(jsonIn(text), 'object')]), jsonIn(text)]);
  }
  if (types.includes('array')) {
    const isJson = call('contains', text, regex('^\\['));
    readings.push([and([isJson, isOf(jsonIn(text), 'array')]), array([jsonIn(text)])]);
    readings.push([not(isJson), listIn(value, items)]);
  }
  const read = readings.reduceRight<Expression>((otherwise, [test, then]) => conditional(test, then, otherwise), value);
  const ofText = block([['text', trimmed(value)]], read);
  return block([['value', cell]], conditional(isOf(value, 'string'), ofText, value));
}

function listIn(text: Expression, items: AllowedTypes | undefined): Expression {
  const item = block(
    [['part', trimmed(variable('part'))]],
    items === undefined ? variable('part') : valueIn(variable('part'), items),
  );
  return array([call('map', call('split', text, literal(SEPARATOR)), lambda(['part'], item))]);
}

/** Without the blanks around it: `$trim` would touch those within. */
function trimmed(text: Expression): Expression {
  return call('replace', text, regex('^\\s+|\\s+$'), literal(''));
}

/** A number as JSON writes it, of no more digits than are kept: an id of twenty digits would become another one. */
function isExactNumber(text: Expression): Expression {
  const isNumber = call('contains', text, regex('^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?$'));
  const digits = call('replace', text, regex('^-?[0.]+|^-|\\.|[eE].*$'), literal(''));
  const isKept = binary('<=', call('length', digits), literal(MOST_DIGITS));
  const isSafe = binary('<=', call('abs', call('number', text)), literal(Number.MAX_SAFE_INTEGER));
  return and([isNumber, isKept, isSafe]);
}

/** Whether the key of an input tells it from others: it is there, and isn't blank. */
export function hasKey({ key }: Columns, input: Expression): Expression {
  const value = path(input, key);
  return and([exists(value), call('contains', call('string', value), regex('\\S'))]);
}

/** Characters that names of executions can't have (StartExecution), the pairs that UTF-16 writes others with among them. */
const REFUSED =
  '[\\ud800-\\udbff][\\udc00-\\udfff]|[\\u0000-\\u0020"#$%&*,\\/:;<>?\\[\\\\\\]^`{|}~\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff\\ufffe\\uffff]';
/** Of the 80 characters of a name: those of the key, so that the digest and `-99` fit behind it. */
const LONGEST_KEY = 60;
const DIGITS = 16;

/** What the execution of an input is named: its key, and a digest of its members as texts, sorted by name. */
export function nameOf({ key, columns, mapping }: Columns, input: Expression): Expression {
  const names = [...columns, ...mapping.fixed].map((each) => each.input).sort();
  const members = names.map((name) => {
    const value = path(input, name);
    const written = concatenate([literal(`${JSON.stringify(name)}:`), quoted(call('string', value))]);
    return conditional(exists(value), written);
  });
  const text = concatenate([literal('{'), call('join', array(members), literal(',')), literal('}')]);
  const digest = call('substring', call('hash', text, literal('SHA-256')), literal(0), literal(DIGITS));
  const legal = call('replace', call('string', path(input, key)), regex(REFUSED), literal('-'));
  return concatenate([call('substring', legal, literal(0), literal(LONGEST_KEY)), literal('-'), digest]);
}

/** A text as JSON: a list of it, without the brackets. */
function quoted(text: Expression): Expression {
  const list = variable('list');
  const inner = call('substring', list, literal(1), binary('-', call('length', list), literal(2)));
  return block([['list', call('string', array([text]))]], inner);
}
