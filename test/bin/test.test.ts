import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { document } from '../scenario/support.ts';
import { folderWith, run } from './support.ts';

const scenario = (name: string, error = '') =>
  `document: look-up.yml\nscenarios:\n- name: ${name}\n  expect: { error: Arazzo.InputsRejected${error} }\n`;
const cwd = folderWith({
  'look-up.yml': document,
  'a.yml': scenario('first'),
  'b.yml': scenario('second', ', calls: [look]'),
  'c.yml': scenario('third'),
  'd.yml': scenario('fourth'),
  'broken.yml': 'document: look-up.yml\nscenarios: []\n',
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('arazzo-sfn test', () => {
  test('exit 0 where all pass', () => {
    expect(run(['test', 'a.yml', 'c.yml'], { cwd })).toEqual({
      status: 0,
      stdout: 'a.yml\n  ✓ first  (0 calls)\nc.yml\n  ✓ third  (0 calls)\n2 scenarios: 2 passed, 0 failed\n',
      stderr: '',
    });
  });

  test('several files at a time, shown in the order in which they were given', () => {
    const { status, stdout } = run(['test', 'd.yml', 'b.yml', 'c.yml', 'a.yml'], { cwd });
    expect(status).toBe(1);
    expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      'd.yml',
      'b.yml',
      'c.yml',
      'a.yml',
      '4 scenarios: 3 passed, 1 failed',
    ]);
  });

  test('exit 1 where a file has errors; the others are run', () => {
    const { status, stdout } = run(['test', 'broken.yml', 'a.yml'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain('broken.yml:2:12: error: this array must not be empty');
    expect(stdout).toContain('1 scenario: 1 passed, 0 failed, 1 file with errors');
  });

  test('a report in a file, and text for people beside it', () => {
    const { stdout } = run(['test', 'a.yml', '--format', 'junit', '--out', 'report.xml'], { cwd });
    expect(stdout).toContain('1 scenario: 1 passed');
    expect(readFileSync(join(cwd, 'report.xml'), 'utf8')).toContain('<testcase name="first"');
  });

  test('a report on stdout, and nothing else', () => {
    expect(run(['test', 'a.yml', '-f', 'tap'], { cwd }).stdout).toBe('TAP version 14\n1..1\nok 1 - a.yml: first\n');
  });

  test('lines of JSON, or the same as an array', () => {
    const lines = run(['test', 'a.yml', '--format', 'jsonl'], { cwd })
      .stdout.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { kind: 'scenario', passed: true },
      { kind: 'summary', passed: 1, failed: 0, broken: 0 },
    ]);
    const array = JSON.parse(run(['test', 'a.yml', '--format', 'json'], { cwd }).stdout);
    expect(array.map(({ kind }: { kind: string }) => kind)).toEqual(lines.map(({ kind }) => kind));
  });

  test('only the scenarios that are named', () => {
    const { stdout } = run(['test', 'a.yml', 'b.yml', '--only', 'fir'], { cwd });
    expect(stdout).toContain('1 scenario: 1 passed');
  });

  test.each([
    [['a.yml', '--only', 'none'], 'no scenario has a name with none in it'],
    [
      ['a.yml', '--format', 'xml'],
      "option '-f, --format <FORMAT>' argument 'xml' is invalid. Allowed choices are text, json, jsonl, tap, junit.",
    ],
    [['a.yml', '--out', 'x'], '--out needs a --format that is not text'],
    [['gone.yml'], "can't read gone.yml: there is no such file or folder"],
  ])('%j: exit 2', (args, message) => {
    const { status, stderr } = run(['test', ...args], { cwd });
    expect({ status, message: stderr.split('\n')[0] }).toEqual({ status: 2, message: `arazzo-sfn: ${message}` });
  });
});

test('run --format jsonl: what happens as lines of JSON, the outputs in the last one, no secret in any', () => {
  const root = join(__dirname, '..', '..');
  const { stdout, stderr, status } = run(
    [
      'run',
      'workflows/amazon-connect-provision-user.yml',
      '-i',
      'workflows/amazon-connect-provision-user.input.json',
      '--format',
      'jsonl',
    ],
    { cwd: root },
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ kind }) => kind === 'called').map(({ state }) => state)).toEqual([
    'createAgent',
    'assignRoutingProfile',
    'confirmUser',
  ]);
  expect(lines.at(-1)).toMatchObject({ kind: 'ended', status: 'SUCCEEDED', outputs: { userId: expect.any(String) } });
  expect(stdout).not.toContain('Change-Me-1st');

  const failed = run(['run', 'workflows/amazon-connect-provision-user.yml', '-i', '{}', '--format', 'json'], {
    cwd: root,
  });
  expect(failed.status).toBe(1);
  expect(failed.stderr).toBe('');
  expect(JSON.parse(failed.stdout)).toMatchObject({
    status: 'FAILED',
    error: 'Arazzo.InputsRejected',
  });
});
