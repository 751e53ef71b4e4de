import { type Expression, jsonata } from '../../compiler/jsonata/index.ts';
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

/** The format of a file: of CSV what separates its columns, of others the end of its name. */
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
    conditional(equal(variable('end'), literal('csv')), separator, variable('end')),
  );
}

function endOf(key: Expression): Expression {
  return call('lowercase', call('replace', key, regex('^.*\\.'), literal('')));
}

function headerOf(body: Expression): Expression {
  return call('replace', body, regex('[\\r\\n][\\s\\S]*$'), literal(''));
}

/** What is wrong with a file, as far as that can be seen before its rows are read; an empty text where nothing is. */
export function faultsOf(columns: Columns, key: Expression, body: Expression): Expression {
  const { mapping, columns: all } = columns;
  const names = call(
    'map',
    call('split', headerOf(body), regex('[,;\\t]')),
    lambda(['name'], columnName(variable('name'))),
  );
  // As a list, whether it is of none, one or several.
  const those = (list: readonly string[], are: (inFile: Expression) => Expression): Expression =>
    call('append', literal([]), filter(literal([...list]), are(binary('in', jsonata.context, variable('names')))));
  const required = all.filter((each) => each.required).map(({ column }) => column);
  const secret = call(
    'join',
    those(mapping.secrets, (inFile) => inFile),
    literal(', '),
  );
  const missing = call('join', those(required, jsonata.not), literal(', '));
  const written = mapping.secrets.map((name) =>
    conditional(call('contains', body, regex(`"${escapedForPattern(name)}"\\s*:`)), literal(name)),
  );
  const ofCsv = conditional(
    binary('!=', secret, literal('')),
    concatenate([literal('a file may not hold secrets, and this one has the column '), secret]),
    conditional(
      binary('!=', missing, literal('')),
      concatenate([literal('the file, which must be in UTF-8, has no column '), missing]),
      literal(''),
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
    ],
    conditional(
      equal(variable('end'), literal('csv')),
      ofCsv,
      conditional(
        binary('in', variable('end'), literal(['json', 'jsonl'])),
        ofJson,
        literal('the name of a file must end in .csv, .json or .jsonl'),
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
  const keep = lambda(['value', 'name'], jsonata.not(binary('in', variable('name'), literal([...secrets]))));
  const sifted = call('sift', item, keep);
  return conditional(exists(sifted), sifted, jsonata.object([]));
}

/** The secrets that a row holds, by name; an empty text where there are none. */
export function secretsIn(item: Expression, secrets: readonly string[]): Expression {
  const held = secrets.map((name) => conditional(exists(path(item, name)), literal(name)));
  return call('join', array(held), literal(', '));
}
