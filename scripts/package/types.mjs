import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const specifier = /((?:from|import) ?\(?')(\.[^']*)\.ts'/g;

/**
 * Writes the declarations of the entry points: what the compiler of TypeScript emits for tsconfig.build.json, without the
 * files that no entry point leads to, and with references to `.js` as in the program.
 * @param entries source files by the names of the entry points, which become `<name>.d.ts` and `<name>.d.mts`
 */
export async function emitTypes(root, outdir, entries) {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  try {
    await run(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', outdir], { cwd: root });
  } catch (error) {
    throw new Error(`the types can't be emitted:\n${error.stdout}`);
  }
  const reached = new Set();
  const visit = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, , path] of text.matchAll(specifier)) visit(resolve(dirname(file), `${path}.d.ts`));
    writeFileSync(file, text.replaceAll(specifier, "$1$2.js'"));
  };
  for (const source of Object.values(entries)) visit(join(outdir, source.replace(/\.ts$/, '.d.ts')));
  for (const entry of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !reached.has(file)) rmSync(file);
  }
  for (const [name, source] of Object.entries(entries)) {
    // The same for both kinds of modules: those that are required, and the ES modules in front of them.
    for (const ending of ['d.ts', 'd.mts'])
      writeFileSync(join(outdir, `${name}.${ending}`), `export * from './${source.replace(/\.ts$/, '.js')}';\n`);
  }
}
