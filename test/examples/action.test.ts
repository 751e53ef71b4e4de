import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { builtProgram } from '../support/builtPackage.ts';

interface Step {
  readonly name: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

const root = join(__dirname, '..', '..');
const action: {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
} = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

const project = mkdtempSync(join(tmpdir(), 'arazzo-sfn-action-'));
afterAll(() => rmSync(project, { recursive: true }));
cpSync(join(root, 'examples', 'connect-queue-with-hours'), join(project, 'flows'), { recursive: true });
writeFileSync(join(project, 'arazzo-sfn.yml'), 'documents: [flows]\n');
writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
const bin = join(project, 'node_modules', '.bin');
mkdirSync(bin, { recursive: true });
const script = (name: string, text: string) => writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
script('arazzo-sfn', `exec '${process.execPath}' '${builtProgram()}' "$@"`);
script('cdk', 'echo "cdk $*"');

/** Runs a step as GitHub does, with these inputs over the defaults. */
function run({ run: command, env = {} }: Step, inputs: Readonly<Record<string, string>> = {}) {
  const given = (text: string) =>
    text.replaceAll(
      /\$\{\{ inputs\.([a-z-]+) \}\}/g,
      (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '',
    );
  const set = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, given(text)]));
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', command], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...set },
  });
  return { status, stdout, stderr };
}

const step = (name: string): Step => {
  const found = action.runs.steps.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no step ${name}`);
  return found;
};

describe('action.yml', () => {
  test('checks what the project lists, and leaves a log for code scanning', () => {
    expect(run(step('Check the documents'))).toMatchObject({ status: 0 });
    expect(JSON.parse(readFileSync(join(project, 'arazzo.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  test('fails with a line for the pull request where a document is wrong', () => {
    const text = readFileSync(join(project, 'flows', 'workflow.yml'), 'utf8');
    writeFileSync(join(project, 'bad.yml'), text.replace('operationId: CreateQueue', 'operationId: CreatQueue'));
    const { status, stdout } = run(step('Check the documents'), { documents: 'flows bad.yml', sarif: 'other.sarif' });
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringMatching(/^::error file=bad\.yml,line=\d+,/m),
    });
    expect(readFileSync(join(project, 'other.sarif'), 'utf8')).toContain('operation-unknown');
  });

  test('an input is no code', () => {
    run(step('Check the documents'), { documents: '$(touch hacked); touch hacked' });
    expect(spawnSync('ls', [project], { encoding: 'utf8' }).stdout).not.toContain('hacked');
  });

  test('runs scenarios, and synthesises', () => {
    expect(run(step('Run the scenarios'), { scenarios: 'flows/*.scenarios.yml' })).toMatchObject({ status: 0 });
    expect(run(step('Synthesise the stack')).stdout).toBe('cdk synth --quiet\n');
  });

  test('every input is used', () => {
    const text = readFileSync(join(root, 'action.yml'), 'utf8');
    for (const name of Object.keys(action.inputs)) expect(text).toContain(`inputs.${name}`);
  });
});
