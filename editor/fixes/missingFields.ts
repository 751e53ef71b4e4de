import type { Diagnostic } from '../../compiler/diagnostics/index.ts';
import type { Json } from '../../compiler/source/index.ts';
import { standingAt } from '../document/grammar.ts';
import { foundAt, mapAround } from '../document/path.ts';
import type { Analysis } from '../workspace.ts';
import type { Fix } from './fixes.ts';
import { insertEntry } from './insert.ts';

/** Adds the fields that an object of the specification needs and doesn't have. */
export function missingFields({ place }: Diagnostic, { examined, source }: Analysis): readonly Fix[] {
  const found = examined.root === undefined ? undefined : foundAt(examined.root, place.range.start);
  const map = found === undefined ? undefined : mapAround(found);
  if (found === undefined || map === undefined) return [];
  const { spot, rest } = standingAt(found.isKey ? found.path.slice(0, -1) : found.path);
  if (spot.kind !== 'object' || rest.length > 0) return [];
  const missing = Object.entries(spot.definition.fields).filter(
    ([name, { required }]) => required && !map.entries.some(({ key }) => key.value === name),
  );
  return missing.map(([name, { type }]) => {
    const edit = insertEntry(
      map,
      name,
      emptyValues[name] ?? (type === 'array' ? [] : type === 'object' ? {} : ''),
      'first',
      source.text,
    );
    return { title: `Add ${name}`, edits: [edit] };
  });
}

/** Values to begin with. */
const emptyValues: Readonly<Record<string, Json>> = {
  arazzo: '1.0.1',
  version: '1.0.0',
  info: { title: '', version: '1.0.0' },
};
