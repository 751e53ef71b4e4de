import { type Expression, jsonata } from '../../compiler/jsonata/index.ts';
import { without } from '../without.ts';
import type { Columns } from './columns.ts';
import { columnName } from './rowInput.ts';

/*
 * What is seen in a file before its rows are read, in JSONata.
 */

const {
  array,
  binary,
  block,
  call,
  concatenate,
  conditional,
  equal,
  exists,
  filter,
  lambda,
  literal,
  path,
  regex,
  variable,
} = jsonata;

/** The format of a file: of CSV what separates its columns, of JSON whether it is a list or has an object on each line. */
export function formatOf(key: Expression, body: Expression): Expression {
  const header = call('replace', variable('header'), regex('"[^"]*"'), literal(''));
  const often = (separator: string): Expression => call('count', array([call('split', header, literal(separator))]));
  const [commas, semicolons, tabs] = [often(','), often(';'), often('\t')];
  const separator = conditional(
    binary('>', tabs, call('max', array([commas, semicolons]))),
    literal('\t'),
    conditional(binary('>', semicolons, commas), literal(';'), literal(',')),
  );
  return block(
    [
      ['header', headerOf(body)],
      ['end', endOf(key)],
    ],
    conditional(
      equal(variable('end'), literal('csv')),
      separator,
      conditional(call('contains', body, regex('^[\\s\\ufeff]*\\[')), literal('json'), literal('jsonl')),
    ),
  );
}

function endOf(key: Expression): Expression {
  return call('lowercase', call('replace', key, regex('^.*\\.'), literal('')));
}

function headerOf(body: Expression): Expression {
  const first = call('replace', body, regex('^[\\r\\n\\ufeff]+'), literal(''));
  return call('replace', first, regex('[\\r\\n][\\s\\S]*$'), literal(''));
}

/** What is wrong with a file, as far as that can be seen before its rows are read; an empty text where nothing is. */
export function faultsOf(columns: Columns, key: Expression, body: Expression): Expression {
  const { mapping, columns: all } = columns;
  const names = call(
    'map',
    call('split', headerOf(body), regex('[,;\\t]')),
    lambda(['name'], columnName(variable('name'))),
  );
  // As one text, whether it is of none, one or several.
  const listed = (found: Expression): Expression => call('join', call('append', literal([]), found), literal(', '));
  const those = (list: readonly string[], are: (name: Expression) => Expression): Expression =>
    listed(filter(literal([...list]), are(jsonata.context)));
  const required = all.filter((each) => each.required).map(({ column }) => column);
  const secret = those(mapping.secrets, (name) => binary('in', call('lowercase', name), variable('lowered')));
  const missing = those(required, (name) => jsonata.not(binary('in', name, variable('names'))));
  const sameAs = (name: Expression) =>
    call('filter', variable('names'), lambda(['other'], equal(variable('other'), name)));
  const twice = listed(
    call(
      'filter',
      literal(all.map(({ column }) => column)),
      lambda(['name'], binary('>', call('count', sameAs(variable('name'))), literal(1))),
    ),
  );
  const written = mapping.secrets.map((name) =>
    conditional(call('contains', body, regex(`"${escapedForPattern(name)}"\\s*:`, true)), literal(name)),
  );
  const ofCsv = conditional(
    binary('!=', secret, literal('')),
    concatenate([literal('a file may not hold secrets, and this one has the column '), secret]),
    conditional(
      binary('!=', missing, literal('')),
      concatenate([literal('the file, which must be in UTF-8, has no column '), missing]),
      conditional(
        binary('!=', twice, literal('')),
        concatenate([literal('the file has several columns of one name: '), twice]),
        literal(''),
      ),
    ),
  );
  const held = call('join', array(written), literal(', '));
  const ofJson = conditional(
    binary('!=', held, literal('')),
    concatenate([literal('a file may not hold secrets, and this one has '), held]),
    literal(''),
  );
  return block(
    [
      ['end', endOf(key)],
      ['names', array([names])],
      ['lowered', array([call('map', variable('names'), lambda(['name'], call('lowercase', variable('name'))))])],
    ],
    conditional(
      jsonata.not(binary('in', variable('end'), literal(['csv', 'json', 'jsonl']))),
      literal('the name of a file must end in .csv, .json or .jsonl'),
      conditional(
        // What stands in for bytes that are no UTF-8; the last bytes may be a part of a character.
        call('contains', body, regex('\\ufffd[\\s\\S]{4}')),
        literal('the file is not in UTF-8: save it as "CSV UTF-8"'),
        conditional(equal(variable('end'), literal('csv')), ofCsv, ofJson),
      ),
    ),
  );
}

function escapedForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** A row without the members that hold secrets. */
export function withoutSecrets(item: Expression, secrets: readonly string[]): Expression {
  if (secrets.length === 0) return item;
  const sifted = without(item, secrets);
  return conditional(exists(sifted), sifted, jsonata.object([]));
}

/** The secrets that a row holds, by name; an empty text where there are none. */
export function secretsIn(item: Expression, secrets: readonly string[]): Expression {
  const held = secrets.map((name) => conditional(exists(path(item, name)), literal(name)));
  return call('join', array(held), literal(', '));
}
