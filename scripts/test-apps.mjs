// `npm run test:apps`: packs the package, has its manifest and types looked at by two linters, and installs it into apps of
// each kind that users have (test/apps), which then type-check, synthesise and test. Needs the npm registry or its cache.
// `npm run test:apps -- esm fresh` tries these alone.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const templates = join(root, 'test', 'apps');
const work = mkdtempSync(join(tmpdir(), 'arazzo-sfn-apps-'));

/** Runs a command in a folder, and shows what it says. */
function run(cwd, command, ...args) {
  console.log(`$ ${[command, ...args].join(' ')}`);
  const env = { ...process.env, NODE_PATH: '', npm_config_audit: 'false', npm_config_fund: 'false' };
  const { status } = spawnSync(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} exits with ${status}`);
}

function pack() {
  const args = ['pack', '--json', '--pack-destination', work];
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  // What the build says comes first.
  return join(work, JSON.parse(stdout.slice(stdout.indexOf('[\n')))[0].filename);
}

/** Makes an app in a folder, and says by which commands it is tried. */
const apps = {
  commonjs: (folder) => fromTemplate('commonjs', folder),
  esm: (folder) => fromTemplate('esm', folder),
  bundler: (folder) => fromTemplate('bundler', folder),
  fresh(folder) {
    run(
      folder,
      join(root, 'node_modules', '.bin', 'cdk'),
      'init',
      'app',
      '--language',
      'typescript',
      '--generate-only',
    );
    return [
      ['npx', 'tsc'],
      ['npx', 'cdk', 'synth', '--quiet', '--output', 'cdk.out'],
      ['npm', 'test'],
    ];
  },
};

function fromTemplate(name, folder) {
  cpSync(join(templates, name), folder, { recursive: true });
  return [['npm', 'run', 'check']];
}

function tryApp(name, tarball) {
  // `cdk init` names files after the folder.
  const folder = join(work, name, 'onboarding');
  mkdirSync(folder, { recursive: true });
  const commands = apps[name](folder);
  cpSync(join(templates, 'onboarding-stack.ts'), join(folder, 'lib', 'onboarding-stack.ts'));
  cpSync(join(templates, 'onboarding.test.ts'), join(folder, 'test', 'onboarding.test.ts'));
  for (const ending of ['yml', 'input.json'])
    cpSync(join(root, 'workflows', `amazon-connect-provision-user.${ending}`), join(folder, `onboarding.${ending}`));
  run(folder, 'npm', 'install', '--prefer-offline', '--loglevel=error', tarball);
  for (const [command, ...args] of commands) run(folder, command, ...args);
  const templatesMade = existsSync(join(folder, 'cdk.out')) ? readdirSync(join(folder, 'cdk.out')) : [];
  const made = templatesMade.filter((file) => file.endsWith('.template.json'));
  if (!made.some((file) => readFileSync(join(folder, 'cdk.out', file), 'utf8').includes('aws-sdk:connect:createUser')))
    throw new Error('no template has the state machine');
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(apps);
const failed = [];
try {
  const tarball = pack();
  run(work, 'npx', '--yes', 'publint@0.3.25', tarball, '--strict');
  run(work, 'npx', '--yes', '@arethetypeswrong/cli@0.18.5', tarball, '--format', 'table');
  for (const name of wanted) {
    console.log(`== ${name}`);
    try {
      tryApp(name, tarball);
    } catch (error) {
      console.log(`-- ${name}: ${error.message}`);
      failed.push(name);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${wanted.length - failed.length} of ${wanted.length} apps work with the package`);
process.exitCode = failed.length === 0 ? 0 : 1;
