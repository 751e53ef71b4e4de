// Builds dist/: the command line and the entry points of the package with what they need bundled into them, so that the
// program starts fast and `npx arazzo-sfn` works after `npm ci`; types; and the licences of what is bundled. Run by
// `prepare` and `npm run build`. With a folder as argument, the program alone is bundled into it: tests do so.
import { randomBytes } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { entries } from './package/entries.mjs';
import { writeLicences } from './package/licences.mjs';
import { emitTypes } from './package/types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

async function bundle(outdir) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      ...entries,
      'bin/arazzo-sfn': 'bin/arazzo-sfn.ts',
      expressionWorker: 'local/interpreter/expressions/worker.ts',
      'bin/scenarioWorker': 'bin/scenarios/worker.ts',
      'bench/bench': 'bench/bench.ts',
    },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // The build for browsers is made of ES modules, so that what isn't used is left out, and asks for no environment
    // variable at each token; otherwise it is the same program.
    alias: { yaml: './node_modules/yaml/browser/index.js' },
    target: 'node20',
    // The scripts for shells that @pnpm/tabtab keeps.
    loader: { '.bash': 'text', '.fish': 'text', '.ps1': 'text', '.zsh': 'text' },
    chunkNames: 'chunks/[name]-[hash]',
    // Packages that bring binaries or files of their own stay what they are, and are loaded by the command that needs
    // them; those of CDK are the user's.
    external: ['aws-cdk-lib', 'constructs', '@expo-google-fonts/inter', '@resvg/resvg-js', '@viz-js/viz'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
    metafile: true,
  });
  return metafile;
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
    const [metafile] = await Promise.all([bundle(built), emitTypes(root, join(built, 'types'), entries)]);
    writeLicences(root, metafile, join(built, 'THIRD-PARTY-LICENSES.txt'));
    swap(built, join(root, 'dist'));
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}
