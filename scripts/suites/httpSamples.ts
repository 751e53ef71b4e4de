import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CompileOptions } from '../../compiler/index.ts';
import { compile, documentReader } from '../../compiler/node/index.ts';

/** What is known of a public document over HTTP APIs. */
interface Sample {
  readonly file: string;
  readonly steps: number;
  readonly resolvedSteps: number;
  /** What an HTTP Task can't do, and how many steps ask for it. */
  readonly httpTaskBlockers: Readonly<Record<string, number>>;
  readonly sources: readonly { readonly name: string }[];
}

/** Prints how public documents over HTTP APIs come out, one line each: whether they compile, else why not. */
export async function httpSamplesSuite(shared: URL): Promise<void> {
  const folder = new URL('samples/http/', shared);
  const samples: readonly Sample[] = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));
  const outcomes = samples.map((sample) => ({ sample, ...outcomeOf(sample, folder) }));
  for (const { sample, outcome, why } of outcomes) {
    const steps = `${sample.resolvedSteps}/${sample.steps} steps`;
    process.stdout.write(`  ${outcome}: ${sample.file} (${steps})${why === undefined ? '' : `\n    ${why}`}\n`);
  }
  const kinds = [...new Set(outcomes.map(({ outcome }) => outcome))].sort();
  const counts = kinds.map((kind) => `${outcomes.filter(({ outcome }) => outcome === kind).length} ${kind}`);
  process.stdout.write(`Public documents over HTTP APIs: ${samples.length}, of which ${counts.join(', ')}\n`);
}

function outcomeOf(sample: Sample, folder: URL): { readonly outcome: string; readonly why?: string } {
  const asItIs = errorsOf(sample, folder, {});
  if (asItIs.length === 0) return { outcome: 'compiled as it is' };
  const servers = Object.fromEntries(sample.sources.map(({ name }) => [name, 'https://api.example.com']));
  const errors = errorsOf(sample, folder, { servers });
  if (errors.length === 0) return { outcome: 'compiled with servers' };
  const blockers = Object.keys(sample.httpTaskBlockers);
  if (blockers.length > 0)
    return { outcome: 'refused by an HTTP Task', why: `${blockers.join(', ')} (${asItIs.join('; ')})` };
  return { outcome: 'refused for a fault of its own', why: errors.join('; ') };
}

/** What is wrong with a document, each kind once, with the first that was found. */
function errorsOf({ file }: Sample, folder: URL, options: CompileOptions): readonly string[] {
  const root = fileURLToPath(folder);
  const path = fileURLToPath(new URL(file, folder));
  const source = { name: path, text: readFileSync(path, 'utf8') };
  const { diagnostics } = compile(source, { readFile: documentReader(path, { root }), ...options });
  const found = new Map<string, string>();
  for (const { severity, code, message } of diagnostics)
    if (severity === 'error' && !found.has(code)) found.set(code, message);
  return [...found].map(([code, message]) => `${code}: ${message}`);
}
