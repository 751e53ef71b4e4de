// Bundles the command line with its dependencies into dist/, so that it starts fast and `npx arazzo-sfn` works after
// `npm ci`. Run by `prepare` and `npm run build`; tests bundle into a folder of their own, which they name.
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = resolve(root, process.argv[2] ?? 'dist');
rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: {
    'bin/arazzo-sfn': 'bin/arazzo-sfn.ts',
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
  chunkNames: 'chunks/[name]-[hash]',
  // Packages that bring native code or files of their own stay what they are, and are loaded by the command that needs them.
  external: ['aws-cdk-lib', 'constructs', '@resvg/resvg-js'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
