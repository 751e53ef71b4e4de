import type { Diagnostic } from '../../compiler/diagnostics/index.ts';
import { type Json, valueAt } from '../../compiler/source/index.ts';
import { standingAt } from '../document/grammar.ts';
import { foundAt, mapAround } from '../document/path.ts';
import type { Analysis } from '../workspace.ts';
import type { Fix } from './fixes.ts';
import { insertEntry } from './insert.ts';

/** Adds the field that an object of the specification needs and doesn't have. */
export function missingFields({ place, message }: Diagnostic, { examined, source }: Analysis): readonly Fix[] {
  const found = examined.root === undefined ? undefined : foundAt(examined.root, place.range.start);
  const map = found === undefined ? undefined : mapAround(found);
  if (found === undefined || map === undefined) return [];
  const { spot, rest } = standingAt(found.isKey ? found.path.slice(0, -1) : found.path);
  if (spot.kind !== 'object' || rest.length > 0) return [];
  const [, name = ''] = /needs a field `([^`]+)`/.exec(message) ?? [];
  const field = Object.hasOwn(spot.definition.fields, name) ? spot.definition.fields[name] : undefined;
  if (field === undefined || valueAt(map, name) !== undefined) return [];
  const empty = field.type === 'array' ? [] : field.type === 'object' ? {} : '';
  const edit = insertEntry(map, name, emptyValues[name] ?? empty, 'first', source.text);
  return [{ title: `Add ${name}`, edits: [edit] }];
}

/** Values to begin with. */
const emptyValues: Readonly<Record<string, Json>> = {
  arazzo: '1.0.1',
  version: '1.0.0',
  info: { title: '', version: '1.0.0' },
};
