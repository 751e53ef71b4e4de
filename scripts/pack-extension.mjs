// `npm run extension`: builds the extension for VS Code and packs it into a .vsix, in editors/vscode or in the folder that is
// given. Needs the npm registry or its cache, for vsce, which is of no use to anything else here.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeLicences } from './package/licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'editors', 'vscode');
const packer = '@vscode/vsce@3.9.2';

/** The manifest, with what it has in common with the package: the version, and where the project is. What is packed is CommonJS. */
function manifest() {
  const { version, repository, homepage, bugs } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const { private: _private, type: _type, ...rest } = own;
  return { ...rest, version, repository, homepage, bugs };
}

const work = mkdtempSync(join(tmpdir(), 'arazzo-extension-'));
try {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(source, 'src', 'extension.ts')],
    outfile: join(work, 'dist', 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
  writeLicences(root, metafile.outputs, join(work, 'dist', 'THIRD-PARTY-LICENSES.txt'));
  const described = manifest();
  writeFileSync(join(work, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
  copyFileSync(join(source, 'README.md'), join(work, 'README.md'));
  copyFileSync(join(root, 'LICENSE'), join(work, 'LICENSE'));
  const out = join(resolve(process.argv[2] ?? source), `${described.name}-${described.version}.vsix`);
  const address = described.repository === undefined ? ['--allow-missing-repository'] : [];
  const args = ['--yes', packer, 'package', '--no-dependencies', ...address, '--out', out];
  const { status } = spawnSync('npx', args, {
    cwd: work,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
