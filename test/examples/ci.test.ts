import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { example } from '../../compiler/diagnostics/catalogue/example.ts';
import { formatText } from '../../compiler/diagnostics/index.ts';
import { compile } from '../../compiler/index.ts';
import { builtProgram } from '../support/builtPackage.ts';

const root = join(__dirname, '..', '..');
const ci = join(root, 'examples', 'ci');

/** What a step of the workflow runs, those that call the program. */
const workflow: { readonly jobs: { readonly arazzo: { readonly steps: readonly { readonly run?: string }[] } } } =
  parse(readFileSync(join(ci, 'github-workflow.yml'), 'utf8'));
const commands = workflow.jobs.arazzo.steps.flatMap(({ run = '' }) => (run.includes('arazzo-sfn') ? [run] : []));

// A project as the workflow expects one.
const project = mkdtempSync(join(tmpdir(), 'arazzo-sfn-ci-'));
afterAll(() => rmSync(project, { recursive: true }));
const documents = join(project, 'workflows');
mkdirSync(documents);
const folder = join(root, 'examples', 'connect-queue-with-hours');
cpSync(join(folder, 'workflow.yml'), join(documents, 'queue.workflow.yml'));
cpSync(join(folder, 'input.json'), join(documents, 'input.json'));
const scenarios = readFileSync(join(folder, 'workflow.scenarios.yml'), 'utf8');
writeFileSync(join(documents, 'queue.scenarios.yml'), scenarios.replace('workflow.yml', 'queue.workflow.yml'));
// What `npx` would find.
const bin = join(project, 'node_modules', '.bin');
mkdirSync(bin, { recursive: true });
writeFileSync(join(bin, 'arazzo-sfn'), `#!/bin/sh\nexec '${process.execPath}' '${builtProgram()}' "$@"\n`, {
  mode: 0o755,
});
writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
// The branch that a pull request goes to.
const git = (...args: readonly string[]) =>
  spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: project });
for (const args of [
  ['init', '--quiet', '-b', 'main'],
  ['add', 'workflows'],
  ['commit', '--quiet', '-m', 'first'],
  ['remote', 'add', 'origin', '.'],
])
  git(...args);

function run(command: string) {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', command], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: join(project, 'summary.md') },
  });
  return { status, stdout, stderr };
}

describe('the workflow of GitHub Actions', () => {
  test('checks for people and for code scanning, tells what changes, and runs scenarios', () => {
    expect(commands).toHaveLength(4);
  });

  test.each(commands)('%s: succeeds where all is well', (command) => {
    expect(run(command)).toMatchObject({ status: 0 });
  });

  test('leaves a log for code scanning and a report of the scenarios', () => {
    expect(JSON.parse(readFileSync(join(project, 'arazzo.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(join(project, 'scenarios.xml'), 'utf8')).toMatch(/tests="5" failures="0"/);
  });

  test('leaves what changes for who reviews it', () => {
    expect(readFileSync(join(project, 'summary.md'), 'utf8')).toContain('It does what it did.');
  });

  test('fails with a line for the pull request where a document is wrong', () => {
    writeFileSync(
      join(documents, 'bad.workflow.yml'),
      example('Bad').replace('operationId: describeUser', 'operationId: describUser'),
    );
    const { status, stdout } = run(commands[0] ?? '');
    rmSync(join(documents, 'bad.workflow.yml'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=workflows\/bad\.workflow\.yml,line=\d+,/m);
  });
});

test('the problem matcher finds what is shown to people', () => {
  const [matcher] = JSON.parse(readFileSync(join(ci, 'problem-matcher.json'), 'utf8')).problemMatcher;
  const [pattern] = matcher.pattern;
  const text = example('Bad').replace('operationId: describeUser', 'operationId: describUser');
  const shown = formatText(compile({ name: 'a b.yml', text }).diagnostics, { colours: false });
  const found = shown.split('\n').flatMap((line) => {
    const match = new RegExp(pattern.regexp).exec(line);
    return match === null
      ? []
      : [
          Object.fromEntries(
            ['file', 'line', 'column', 'severity', 'message', 'code'].map((key) => [key, match[pattern[key]]]),
          ),
        ];
  });
  expect(found).toEqual([
    {
      file: 'a b.yml',
      line: expect.stringMatching(/^\d+$/),
      column: expect.stringMatching(/^\d+$/),
      severity: 'error',
      message: expect.stringContaining('`describUser`'),
      code: 'operation-unknown',
    },
  ]);
});

test('every action is pinned by the commit, and says which version that is', () => {
  const text = readFileSync(join(ci, 'github-workflow.yml'), 'utf8');
  const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
  expect(used).toHaveLength(4);
  for (const action of used) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
