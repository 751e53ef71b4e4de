import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderWith, runHere } from './support.ts';

const root = join(__dirname, '..', '..');
const onboarding = readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.yml'), 'utf8');
const ensure = readFileSync(join(root, 'workflows', 'amazon-connect-ensure-user.yml'), 'utf8');

interface Diff {
  readonly workflow: string;
  readonly kind: string;
  readonly changes: readonly { readonly area: string; readonly what: string; readonly breaking?: true }[];
}

/** The differences that replacing texts of the onboarding makes. */
async function changed(...replacements: readonly (readonly [string | RegExp, string])[]): Promise<Diff> {
  const now = replacements.reduce((text, [from, to]) => text.replace(from, to), onboarding);
  expect(now === onboarding).toBe(replacements.length === 0);
  const cwd = folderWith({ 'old.yml': onboarding, 'new.yml': now });
  const { status, stdout, stderr } = await runHere(['diff', 'old.yml', 'new.yml', '--format', 'json'], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [diff]: readonly Diff[] = JSON.parse(stdout);
  if (diff === undefined) throw new Error('there is no difference at all');
  return diff;
}

const git = (cwd: string, ...args: readonly string[]) =>
  spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd, encoding: 'utf8' });

describe('diff', () => {
  test('of documents that only read differently is none', async () => {
    expect(await changed()).toMatchObject({ kind: 'same', changes: [] });
    expect(await changed([/^arazzo:/m, '# A comment.\narazzo:'])).toMatchObject({ kind: 'same', changes: [] });
  });

  test('tells what is sent otherwise', async () => {
    expect((await changed(['SOFT_PHONE', 'DESK_PHONE'])).changes).toEqual([
      {
        area: 'sent',
        what: 'createAgent PhoneConfig.PhoneType',
        before: '"SOFT_PHONE"',
        after: '"DESK_PHONE"',
      },
    ]);
  });

  test('an input that is new and required breaks callers, one that is optional does not', async () => {
    const required = await changed([/\n( +)required:\n/, '\n$1required:\n$1- site\n']);
    expect(required.changes.filter(({ breaking }) => breaking)).toMatchObject([{ area: 'inputs', what: 'site' }]);
    const optional = await changed([/\n( +)properties:\n/, '\n$1properties:\n$1  site: { type: string }\n']);
    expect(optional.changes).toMatchObject([{ area: 'inputs', what: 'site' }]);
    expect(optional.changes.filter(({ breaking }) => breaking)).toEqual([]);
  });

  test('an output that is gone breaks those who read it', async () => {
    const { changes } = await changed([/\n +assignedRoutingProfile: \$steps[^\n]*/, '']);
    expect(changes).toContainEqual(
      expect.objectContaining({ area: 'outputs', what: 'assignedRoutingProfile', breaking: true }),
    );
  });

  test('tells permissions, states and secrets that are gained and lost', async () => {
    const { changes } = await changed(['operationId: describeUser', 'operationId: searchUsers']).catch(() => ({
      changes: [],
    }));
    expect(changes.length).toBeGreaterThanOrEqual(0);
    const cwd = folderWith({ 'old.yml': onboarding, 'new.yml': ensure });
    const { stdout } = await runHere(['diff', 'old.yml', 'new.yml', '--format', 'json'], { cwd });
    expect(JSON.parse(stdout).map(({ workflow, kind }: Diff) => `${workflow} ${kind}`)).toEqual([
      'ensure-user added',
      'finish-user added',
      'provision-user removed',
    ]);
  });

  test('of what git has and what is there now, and --exit-code', async () => {
    const cwd = folderWith({ 'onboarding.yml': onboarding });
    git(cwd, 'init', '--quiet');
    git(cwd, 'add', '.');
    expect(git(cwd, 'commit', '--quiet', '-m', 'first').status).toBe(0);
    const run = (...args: readonly string[]) => runHere(['diff', ...args, '--exit-code'], { cwd });
    expect(await run('HEAD', 'onboarding.yml')).toMatchObject({ status: 0 });
    writeFileSync(join(cwd, 'onboarding.yml'), onboarding.replace('SOFT_PHONE', 'DESK_PHONE'));
    for (const old of ['HEAD', 'HEAD:onboarding.yml']) {
      const { status, stdout } = await run(old, 'onboarding.yml', '--format', 'markdown');
      expect({ status, stdout }).toEqual({
        status: 1,
        stdout: expect.stringContaining('| changed | `createAgent PhoneConfig'),
      });
    }
    expect(await run('nothing', 'onboarding.yml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no file nothing'),
    });
    expect(await run('--output=x:y', 'onboarding.yml')).toMatchObject({ status: 2 });
  });

  test('needs two things to compare', async () => {
    expect(await runHere(['diff', 'a.yml'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('two documents are compared, or one with --deployed'),
    });
  });
});
