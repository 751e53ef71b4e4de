import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copySources } from './support.ts';

/*
 * The package as users get it: packed, installed into an empty project, and used from there. Nothing of this folder is
 * within reach but the packages that users bring along (aws-cdk-lib, constructs), which are linked to save 160 MB.
 */

const root = join(__dirname, '..', '..');
const sources = copySources();
const work = realpathSync(mkdtempSync(join(tmpdir(), 'arazzo-sfn-package-')));
const project = join(work, 'project');
afterAll(() => {
  for (const folder of [sources, work]) rmSync(folder, { recursive: true, force: true });
});

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', NODE_PATH: '', npm_config_audit: 'false', npm_config_fund: 'false' },
  });
  return { status, stdout, stderr };
}

/** Runs a program of the empty project; its text is what a user would write. */
function runProgram(text: string, name = 'main.mjs') {
  writeFileSync(join(project, name), text);
  return run(process.execPath, [name], project);
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

const built = run(process.execPath, [join('scripts', 'bundle.mjs')], sources);
if (built.status !== 0) throw new Error(built.stderr);
const pack = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], sources);
if (pack.status !== 0) throw new Error(pack.stderr);
const packed: Packed = JSON.parse(pack.stdout)[0];

mkdirSync(project);
writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true }\n');
const install = run('npm', ['install', '--prefer-offline', '--no-save', join(work, packed.filename)], project);
const isOffline = /ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(install.stderr);
if (install.status !== 0 && !isOffline) throw new Error(install.stderr);
const installed = install.status === 0 ? describe : describe.skip;

describe('the tarball', () => {
  const paths = packed.files.map(({ path }) => path);

  test('is below 6 MB', () => {
    expect(packed.size).toBeLessThan(6_000_000);
  });

  test('holds what is needed', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'LICENSE',
        'NOTICE',
        'README.md',
        'dist/THIRD-PARTY-LICENSES.txt',
        'dist/bin/arazzo-sfn.js',
        'dist/bin/program.js',
        'dist/bin/scenarioWorker.js',
        'dist/cdk.js',
        'dist/cdk.mjs',
        'dist/expressionWorker.js',
        'dist/index.js',
        'dist/local.js',
        'dist/testing.js',
        'dist/types/index.d.mts',
        'dist/types/index.d.ts',
        'local/connect/default.yml',
        'models/connect.model',
        'models/services.json',
        'package.json',
        'workflows/amazon-connect-provision-user.yml',
      ]),
    );
  });

  test('holds what its README links to and shows', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const linked = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)|(?:src|srcset)="([^":]+)"/g)].map(
      ([, link, source]) => link ?? source,
    );
    expect(linked.length).toBeGreaterThan(5);
    expect(linked.filter((link) => !paths.some((path) => path === link || path.startsWith(String(link))))).toEqual([]);
  });

  test('holds nothing else', () => {
    const wanted =
      /^(CHANGELOG\.md|CONTRIBUTING\.md|docs\/.+|examples\/.+|LICENSE|NOTICE|README\.md|package\.json|dist\/package\.json|dist\/(?!bench\/|bin\/cache).+\.(m?js|d\.m?ts|txt)|models\/[^/]+|page\/assets\/[^/]+\.(js|css|html|svg)|schemas\/[^/]+\.json|workflows\/[^/]+\.(yml|json)|local\/connect\/default\.yml)$/;
    expect(paths.filter((path) => !wanted.test(path))).toEqual([]);
  });

  test('names the licence of every package whose code is in it', () => {
    const licences = readFileSync(join(sources, 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['@aws-sdk/client-sfn', 'jsonata', 'yaml']) expect(licences).toContain(`${name} `);
  });
});

// Without the registry and without a cache of npm there is nothing to install from.
installed('installed into an empty project (needs the npm registry or its cache)', () => {
  const program = join(project, 'node_modules', '.bin', 'arazzo-sfn');

  beforeAll(() => {
    for (const name of ['aws-cdk-lib', 'constructs']) {
      symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
    }
    const workflow = 'amazon-connect-provision-user';
    for (const file of [`${workflow}.yml`, `${workflow}.input.json`, `${workflow}.scenarios.yml`]) {
      cpSync(join(root, 'workflows', file), join(project, file));
    }
  });

  test('the program tells its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(run(program, ['--version'], project)).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('the program checks, compiles, runs, draws and tests a document', () => {
    const document = 'amazon-connect-provision-user.yml';
    expect(run(program, ['check', document], project)).toMatchObject({ status: 0 });
    expect(JSON.parse(run(program, ['compile', document], project).stdout)).toMatchObject({ QueryLanguage: 'JSONata' });
    const ran = run(program, ['run', document, '--input', 'amazon-connect-provision-user.input.json'], project);
    expect(JSON.parse(ran.stdout)).toHaveProperty('userId');
    expect(run(program, ['graph', document, '-o', 'picture.svg'], project)).toMatchObject({ status: 0 });
    expect(run(program, ['graph', document, '-o', 'picture.png'], project)).toMatchObject({ status: 0 });
    const scenarios = run(program, ['test', 'amazon-connect-provision-user.scenarios.yml'], project);
    expect(scenarios).toMatchObject({ status: 0, stdout: expect.stringContaining(' 0 failed') });
  });

  test('a program compiles a document', () => {
    const { stdout, stderr } = runProgram(`
import { readFileSync } from 'node:fs';
import { compile } from 'arazzo-step-functions';
const name = 'amazon-connect-provision-user.yml';
const { machines, diagnostics } = compile({ name, text: readFileSync(name, 'utf8') });
console.log(JSON.stringify([diagnostics.filter(({ severity }) => severity === 'error'), machines.map(({ workflowId, figures }) => [workflowId, figures.transitions])]));
`);
    expect({ stdout, stderr }).toEqual({ stdout: '[[],[["provision-user",6]]]\n', stderr: '' });
  });

  test('a program of CommonJS compiles a document', () => {
    const { stdout } = runProgram(
      `console.log(typeof require('arazzo-step-functions').compile, typeof require('arazzo-step-functions/local').runMachine);`,
      'main.cjs',
    );
    expect(stdout).toBe('function function\n');
  });

  test('an app of CDK synthesises a state machine', () => {
    const { stdout, stderr } = runProgram(`
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ArazzoStateMachine, ProvisionUserStack } from 'arazzo-step-functions/cdk';
const app = new App();
const stack = new Stack(app, 'Own');
new ArazzoStateMachine(stack, 'Machine', {
  document: 'amazon-connect-provision-user.yml',
  resourceScope: { connectInstanceIds: ['2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61'] },
});
const shipped = new ProvisionUserStack(app, 'Shipped');
for (const each of [stack, shipped]) {
  const machines = Template.fromStack(each).findResources('AWS::StepFunctions::StateMachine');
  const texts = Object.values(machines).map(({ Properties }) => Properties.DefinitionString);
  console.log(texts.some((text) => typeof text === 'string' && text.includes('aws-sdk:connect:createUser')));
}
`);
    expect({ stdout, stderr }).toEqual({ stdout: 'true\ntrue\n', stderr: '' });
  });

  test('a program runs a machine', () => {
    const { stdout } = runProgram(`
import { readFileSync } from 'node:fs';
import { compile } from 'arazzo-step-functions';
import { localServices, runMachine } from 'arazzo-step-functions/local';
const name = 'amazon-connect-provision-user.yml';
const [machine] = compile({ name, text: readFileSync(name, 'utf8') }).machines;
const input = JSON.parse(readFileSync('amazon-connect-provision-user.input.json', 'utf8'));
const { status, output } = await runMachine(machine.definition, input, localServices());
console.log(status, Object.keys(output).join(' '));
`);
    expect(stdout).toBe('SUCCEEDED userId userArn assignedRoutingProfile\n');
  });

  test('a test runs a scenario', () => {
    const { stdout } = runProgram(`
import { failuresOf, loadScenarios, runScenario } from 'arazzo-step-functions/testing';
const results = await Promise.all(loadScenarios('amazon-connect-provision-user.scenarios.yml').map((each) => each.run()));
const own = await runScenario({ document: 'amazon-connect-provision-user.yml', expect: { error: 'Arazzo.InputsRejected', calls: [] } });
console.log(JSON.stringify([...results, own].flatMap(failuresOf)));
`);
    expect(stdout).toBe('[]\n');
  });

  test('every entry point has types', () => {
    writeFileSync(
      join(project, 'types.mts'),
      `
import { type CompileResult, compile, type Machine } from 'arazzo-step-functions';
import { ArazzoStateMachine, type ArazzoStateMachineProps } from 'arazzo-step-functions/cdk';
import { type ExecutionResult, localServices, runMachine } from 'arazzo-step-functions/local';
import { runScenario, type ScenarioResult } from 'arazzo-step-functions/testing';
const compiled: CompileResult = compile({ name: 'a.yml', text: '' }, { failureEnd: 'fail' });
const machine: Machine | undefined = compiled.machines[0];
const props: ArazzoStateMachineProps = { document: 'a.yml' };
const result: Promise<ExecutionResult> | undefined = machine && runMachine(machine.definition, {}, localServices());
const scenario: Promise<ScenarioResult> = runScenario({ document: 'a.yml', answers: { step: [{ throw: 'X', times: 'always' }] } });
// @ts-expect-error an option that is not there
compile({ name: 'a.yml', text: '' }, { failureEnds: 'fail' });
export { ArazzoStateMachine, machine, props, result, scenario };
`,
    );
    const config = {
      compilerOptions: {
        module: 'nodenext',
        target: 'es2022',
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: ['node'],
        typeRoots: [join(root, 'node_modules', '@types')],
      },
      files: ['types.mts'],
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(run(process.execPath, [tsc, '-p', '.'], project)).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
