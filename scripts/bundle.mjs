// Builds dist/: the command line and the entry points of the package with what they need bundled into them, so that the
// program starts fast and `npx arazzo-sfn` works after `npm ci`; types; and the licences of what is bundled. All code is
// CommonJS, which starts faster and can be required everywhere; for each entry point there is an ES module in front of it.
// Run by `prepare` and `npm run build`. With a folder as argument, the program alone is bundled into it: tests do so.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildCommonJs, wrapperOf } from './package/commonJs.mjs';
import { entries } from './package/entries.mjs';
import { writeLicences } from './package/licences.mjs';
import { emitTypes } from './package/types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** commander could start other programs as its subcommands, which none of ours are; what it needs for that loads slowly. */
const withoutSubprograms = {
  name: 'without subprograms',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.startsWith(join(root, 'node_modules', 'commander')) ? { path: 'none', namespace: 'none' } : undefined,
    );
    onLoad({ filter: /^none$/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // The build for browsers is made of ES modules, so that what isn't used is left out, and asks for no environment variable
  // at each token; otherwise it is the same program.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  // The scripts for shells that @pnpm/tabtab keeps.
  loader: { '.bash': 'text', '.fish': 'text', '.ps1': 'text', '.zsh': 'text' },
  // Packages that bring binaries or files of their own stay what they are, and are loaded by the command that needs them;
  // those of CDK are the user's.
  external: ['aws-cdk-lib', 'constructs', '@expo-google-fonts/inter', '@resvg/resvg-js', '@viz-js/viz'],
  plugins: [withoutSubprograms],
  logLevel: 'warning',
};

/** Builds the entry points and the program into a folder. Returns what esbuild says of what came out. */
async function bundle(outdir) {
  const library = await buildCommonJs({
    ...common,
    entryPoints: {
      ...entries,
      expressionWorker: 'local/interpreter/expressions/worker.ts',
      'bench/bench': 'bench/bench.ts',
    },
    outdir,
    // Names stay as they are, for those who follow an error into the package.
    minifyWhitespace: true,
    minifySyntax: true,
  });
  for (const [name, source] of Object.entries(entries))
    writeFileSync(join(outdir, `${name}.mjs`), wrapperOf(`${name}.js`, library.exportsOf.get(source)));
  writeFileSync(join(outdir, 'package.json'), '{ "type": "commonjs" }\n');
  const program = await buildCommonJs({
    ...common,
    entryPoints: { program: 'bin/arazzo-sfn.ts', scenarioWorker: 'bin/scenarios/worker.ts' },
    outdir: join(outdir, 'bin'),
    minify: true,
  });
  await bundleStart(join(outdir, 'bin'), program.digest);
  return { ...library.outputs, ...program.outputs };
}

/** What starts the program, in a file of its own, and the folder in which V8's code is kept, instead of in the user's. */
async function bundleStart(bin, digest) {
  const file = join(bin, 'arazzo-sfn.js');
  await build({
    ...common,
    entryPoints: ['bin/startup/start.ts'],
    outfile: file,
    format: 'cjs',
    minify: true,
    define: { 'import.meta.url': '__url', BUILD: JSON.stringify(digest.slice(0, 16)) },
    banner: { js: 'const __url=require("node:url").pathToFileURL(__filename).href;' },
  });
  chmodSync(file, 0o755);
  mkdirSync(join(bin, 'cache'), { mode: 0o700 });
}

/** Lets the program make its code cache, so that its first user needn't. */
function warmUp(outdir) {
  const document = join(root, 'workflows', 'amazon-connect-provision-user.yml');
  for (const command of ['compile', 'check'])
    spawnSync(process.execPath, [join(outdir, 'bin', 'arazzo-sfn.js'), command, document], { stdio: 'ignore' });
}

/**
 * Puts a built folder in the place of another. Somebody else may be doing the same, or be running what is there: then the
 * last one stays, and neither sees a folder that is half there.
 */
function swap(built, target) {
  const aside = `${built}.old`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(target, aside);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    try {
      renameSync(built, target);
      break;
    } catch (error) {
      if ((error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') || attempt === 20) throw error;
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
}

const given = process.argv[2];
if (given !== undefined) {
  const outdir = resolve(root, given);
  rmSync(outdir, { recursive: true, force: true });
  await bundle(outdir);
} else {
  const built = join(root, `dist.${randomBytes(4).toString('hex')}.tmp`);
  try {
    const [outputs] = await Promise.all([bundle(built), emitTypes(root, join(built, 'types'), entries)]);
    writeLicences(root, outputs, join(built, 'THIRD-PARTY-LICENSES.txt'));
    warmUp(built);
    swap(built, join(root, 'dist'));
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}
