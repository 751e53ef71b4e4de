import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Its name where the package is built (scripts/bundle.mjs). */
const built = 'expressionWorker.js';

/** Starts a thread with the program of `worker.ts`. */
export function startWorker(options: WorkerOptions): Worker {
  const here = fileURLToPath(import.meta.url);
  // Run from its sources, as tests do, the program has to be made first.
  return here.endsWith('.ts')
    ? new Worker(fromSource(join(dirname(here), 'worker.ts')), { ...options, eval: true })
    : new Worker(above(dirname(here)), options);
}

/** The built program: it stands beside this one or further up. */
function above(folder: string): string {
  const file = join(folder, built);
  if (existsSync(file)) return file;
  if (folder === dirname(folder)) throw new Error(`arazzo-step-functions: ${built} not found above the program`);
  return above(dirname(folder));
}

let text: string | undefined;

function fromSource(file: string): string {
  if (text !== undefined) return text;
  const { buildSync }: typeof import('esbuild') = createRequire(import.meta.url)('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  text = outputFiles[0]?.text ?? '';
  return text;
}
