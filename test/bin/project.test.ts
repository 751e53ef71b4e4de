import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { builtProgram } from '../support/builtPackage.ts';
import { folderWith, runHere } from './support.ts';

const root = join(__dirname, '..', '..');
const text = readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.yml'), 'utf8');
const scenarios = readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.scenarios.yml'), 'utf8')
  .replace('amazon-connect-provision-user.yml', 'one.yml')
  .replace('amazon-connect-provision-user.input.json', 'input.json');
const paced = readFileSync(join(root, 'workflows', 'amazon-connect-ensure-user.yml'), 'utf8').replace(
  / +x-polling: .*\n/,
  '',
);
const input = readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.input.json'), 'utf8');

/** Runs the built program with something piped into it. */
const piped = (args: readonly string[], stdin: string, cwd: string) =>
  spawnSync(process.execPath, [builtProgram(), ...args], { input: stdin, cwd, encoding: 'utf8' });

function project(file: string): string {
  const folder = folderWith({
    'arazzo-sfn.yml': file,
    'notes.json': '{ "a": 1 }',
    'one.scenarios.yml': scenarios,
    'input.json': input,
  });
  mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
  writeFileSync(join(folder, 'one.yml'), text);
  writeFileSync(join(folder, 'deep', 'er', 'two.yml'), paced);
  return folder;
}

describe('check', () => {
  test('of a folder checks the Arazzo documents in it and below, and nothing else', async () => {
    const { status, stdout } = await runHere(['check', '.', '--format', 'jsonl'], { cwd: project('') });
    expect(status).toBe(0);
    expect(new Set(stdout.match(/[a-z/\\]+\.yml/g))).toEqual(new Set(['one.yml', join('deep', 'er', 'two.yml')]));
    expect((await runHere(['check', '.'], { cwd: project('') })).stdout).toContain(
      '2 documents checked, 1 scenario file left out',
    );
  });

  test.each([
    ['**/*.yml', '2 documents checked, 1 scenario file left out'],
    ['*.yml', '1 document checked, 1 scenario file left out'],
    ['deep/**', '1 document checked'],
    ['{one,two}.yml', '1 document checked'],
  ])('takes the glob %s', async (glob, summary) => {
    expect((await runHere(['check', glob], { cwd: project('') })).stdout).toContain(summary);
  });

  test('a scenario file among documents is left out; alone it is no document', async () => {
    const cwd = project('');
    expect(await runHere(['check', 'one.yml', 'one.scenarios.yml'], { cwd })).toMatchObject({ status: 0 });
    expect(await runHere(['check', 'one.scenarios.yml'], { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('They are run by `arazzo-sfn test`.'),
    });
  });

  test.each(['*.yaml', 'nothing'])('%s, which names nothing, is wrong usage', async (name) => {
    expect(await runHere(['check', name], { cwd: project('') })).toMatchObject({ status: 2, stdout: '' });
  });

  test('without arguments checks what the project lists, from folders below, too', async () => {
    const cwd = project('documents: [deep, one.yml]');
    expect((await runHere(['check'], { cwd })).stdout).toContain('2 documents checked');
    expect((await runHere(['check'], { cwd: join(cwd, 'deep') })).stdout).toContain('2 documents checked');
    expect(await runHere(['check'], { cwd: project('') })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('list them in arazzo-sfn.yml under `documents`'),
    });
  });

  test('--strict and --max-warnings make warnings a reason to fail', async () => {
    const cwd = project('');
    expect(await runHere(['check', '.'], { cwd })).toMatchObject({ status: 0 });
    expect(await runHere(['check', '.', '--strict'], { cwd })).toMatchObject({ status: 1 });
    expect(await runHere(['check', '.', '--max-warnings', '0'], { cwd })).toMatchObject({ status: 1 });
    expect(await runHere(['check', '.', '--max-warnings', '1'], { cwd })).toMatchObject({ status: 0 });
    expect(await runHere(['check', 'one.yml', '--strict'], { cwd })).toMatchObject({ status: 0 });
    expect(await runHere(['check', '.', '--strict', '--max-warnings', '1'], { cwd })).toMatchObject({ status: 2 });
  });

  test('severities of the project hold in check and in compile', async () => {
    const off = project('severities: { polling-paced: off }');
    expect(await runHere(['check', '.', '--strict'], { cwd: off })).toMatchObject({ status: 0 });
    const error = project('severities: { polling-paced: error }');
    expect(await runHere(['check', '.'], { cwd: error })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('error: `theUserIsThereAfterAll`'),
    });
    const compile = ['compile', 'deep/er/two.yml', '--workflow', 'ensure-user'];
    expect(await runHere(compile, { cwd: error })).toMatchObject({ status: 1, stdout: '' });
    expect(await runHere(compile, { cwd: off })).toMatchObject({ status: 0, stderr: '' });
  });

  test('what is wrong in the project file is told at its place', async () => {
    const { status, stderr } = await runHere(['check', 'one.yml'], { cwd: project('severity: {}') });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/arazzo-sfn\.yml:1:1: error: .*Did you mean `severities`\?/s),
    });
  });
});

describe('options of the project', () => {
  const asked = 'options: { secretInputs: { password: secrets-manager } }';

  test('hold for commands; those of the command line go over them, field by field', async () => {
    const cwd = project(asked);
    const compiled = async (...more: string[]) => (await runHere(['compile', 'one.yml', ...more], { cwd })).stdout;
    expect(await compiled()).toContain('passwordSecretId');
    const both = await compiled('--options', '{ "callTimeout": 7 }');
    expect(both).toContain('passwordSecretId');
    expect(both).toContain('"TimeoutSeconds": 7');
    expect(await compiled('--options', '{ "secretInputs": {} }')).not.toContain('passwordSecretId');
  });

  test('hold for scenario files', async () => {
    const cwd = project('options: { secretInputs: { pasword: secrets-manager } }');
    expect(await runHere(['test', 'one.scenarios.yml'], { cwd })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Did you mean `password`?'),
    });
  });
});

describe('-', () => {
  test('is the document that is piped in', () => {
    const { status, stdout } = piped(
      ['check', '-', '--format', 'jsonl'],
      text.replace('createUser', 'creatUser'),
      root,
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('"file":"stdin"') });
  });

  test('is the input that is piped in', () => {
    const document = join(root, 'workflows', 'amazon-connect-provision-user.yml');
    const { status, stdout } = piped(['run', document, '--input', '-'], input, root);
    expect({ status, keys: Object.keys(JSON.parse(stdout)) }).toEqual({ status: 0, keys: expect.any(Array) });
  });

  test('can be one thing only', () => {
    const { status, stderr } = piped(['run', '-', '--input', '-'], text, root);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('- stands in two places') });
  });
});
