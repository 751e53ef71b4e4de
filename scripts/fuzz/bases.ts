import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogueEntry, catalogue } from '../../compiler/diagnostics/index.ts';
import { packageRoot } from '../../compiler/node/index.ts';
import { decodeSource } from '../../compiler/source/index.ts';
import { readAreas } from '../../conformance/readAreas.ts';
import { brokenCopy } from '../mutate.ts';

/** A document with the files that it names, by their names beside it. */
export interface Fuzzed {
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The documents that are broken: those that are shipped, the cases for runners, the examples of the diagnostics. */
export function bases(): readonly (readonly Fuzzed[])[] {
  const workflows = join(packageRoot(), 'workflows');
  const shipped = readdirSync(workflows)
    .filter((name) => name.endsWith('.yml') && !name.endsWith('.scenarios.yml'))
    .map((name) => ({ text: readFileSync(join(workflows, name), 'utf8'), files: {} }));
  const cases = readAreas()
    .flatMap((area) => area.cases)
    .map(({ document, files: all }) => {
      const { [document]: main, ...files } = Object.fromEntries(
        Object.entries(all).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
      );
      return { text: main ?? '', files };
    });
  const entries: readonly CatalogueEntry[] = Object.values(catalogue);
  const examples = entries.flatMap(({ bad, good, files = {} }) =>
    [bad, good].flatMap((text) => (text === undefined ? [] : [{ text, files }])),
  );
  return [shipped, cases, examples];
}

/**
 * Copies with slips in the document, or now and then in a file that it names. The groups of documents take turns; in each
 * the large ones come less often, so that every line is broken about as often as any other.
 */
export function* brokenCopies(
  groups: readonly (readonly Fuzzed[])[],
  count: number,
  random: () => number,
): Generator<Fuzzed> {
  const draws = groups.map((group) => drawing(group, random));
  for (let index = 0; index < count; index += 1) {
    const base = draws[index % draws.length]?.();
    if (base !== undefined) yield broken(base, random);
  }
}

function broken({ text, files }: Fuzzed, random: () => number): Fuzzed {
  const names = Object.keys(files);
  const name = names[Math.floor(random() * names.length)];
  if (name === undefined || random() < 0.8) return { text: readable(brokenCopy(text, random)), files };
  return { text, files: { ...files, [name]: readable(brokenCopy(files[name] ?? '', random)) } };
}

function readable(bytes: Buffer): string {
  return decodeSource('fuzz.yml', bytes).text;
}

/** Draws items, each the less often the longer it is. */
function drawing(items: readonly Fuzzed[], random: () => number): () => Fuzzed | undefined {
  const sums: number[] = [];
  for (const { text } of items) sums.push((sums.at(-1) ?? 0) + 1 / (text.length + 200));
  return () => {
    const drawn = random() * (sums.at(-1) ?? 0);
    return items[sums.findIndex((sum) => drawn < sum)];
  };
}
