import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FileError } from '../../compiler/source/index.ts';
import { loadProject, settingsOf } from '../../project/index.ts';
import { folderWith } from '../bin/support.ts';

const project = (text: string) => loadProject(join(folderWith({ 'arazzo-sfn.yml': text }), 'document.yml'));

const faults = (text: string): string => {
  try {
    project(text);
    return 'none';
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return error.diagnostics.map(({ message, help }) => `${message}. ${help ?? ''}`).join('\n');
  }
};

describe('loadProject', () => {
  test('finds the nearest file upward, and none where there is none', () => {
    const folder = folderWith({ 'arazzo-sfn.yml': 'options: { callTimeout: 30 }' });
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    expect(loadProject(join(folder, 'a', 'b', 'x.yml'))).toMatchObject({ options: { callTimeout: 30 } });
    writeFileSync(join(folder, 'a', 'arazzo-sfn.yml'), 'options: { callTimeout: 9 }');
    expect(loadProject(join(folder, 'a', 'b', 'x.yml'))).toMatchObject({ options: { callTimeout: 9 } });
    expect(loadProject(join(folderWith({}), 'x.yml'))).toBeUndefined();
  });

  test.each(['', '\n\n', '# only a comment\n', '  # two\n# comments'])('an empty one says nothing: %j', (text) => {
    expect(project(text)).toEqual({ path: expect.any(String) });
  });

  const cases: readonly (readonly [string, (file: string) => void, string])[] = [
    ['a link out of its folder', (file) => symlinkSync('../secret', file), 'it is not below '],
    ['a device', (file) => symlinkSync('/dev/zero', file), 'it is not below '],
    ['a folder', (file) => mkdirSync(file), 'it is a folder'],
    ['a pipe', (file) => spawnSync('mkfifo', [file]), 'it is no regular file'],
  ];
  test.each(cases)('%s is none, and nothing of it is shown', (_, make, reason) => {
    const folder = folderWith({ secret: 'aws_secret_access_key = hunter2\n  x' });
    mkdirSync(join(folder, 'docs'));
    make(join(folder, 'docs', 'arazzo-sfn.yml'));
    expect(() => loadProject(join(folder, 'docs', 'x.yml'))).toThrow(`the project file can't be read: ${reason}`);
    expect(() => loadProject(join(folder, 'docs', 'x.yml'))).not.toThrow('hunter2');
  });

  test.each([
    ['severities: { operation-unknown: warning }', '`operation-unknown` is always an error: no machine can be made'],
    ['severities: { polling-pacd: off }', 'Did you mean `polling-paced`?'],
    ['severities: { polling-paced: warn }', 'is not one of off, info, warning, error'],
    ['option: {}', 'a project file has no field `option`. Did you mean `options`?'],
    ['options: { callTimeouts: 3 }', 'Did you mean `callTimeout`?'],
    ['documents: [{ options: {} }]', 'a document needs a field `document`'],
    ['resourceScope: { arns: { "dynamodb:table": all } }', '`all` is not one of any'],
  ])('%s', (text, message) => {
    expect(faults(text)).toContain(message);
  });
});

describe('settingsOf', () => {
  test('what stands with a document goes over what holds for all, field by field', () => {
    const loaded = project(`
options: { callTimeout: 30, failureEnd: fail }
resourceScope: { connectInstanceIds: [a] }
documents:
- ./other.yml
- { document: ./document.yml, options: { callTimeout: 5 }, resourceScope: { secretsPrefix: x } }`);
    const folder = join(loaded?.path ?? '', '..');
    expect(settingsOf(join(folder, 'document.yml'), loaded)).toEqual({
      options: { callTimeout: 5, failureEnd: 'fail' },
      severities: {},
      resourceScope: { secretsPrefix: 'x' },
    });
    expect(settingsOf(join(folder, 'other.yml'), loaded)).toMatchObject({
      options: { callTimeout: 30, failureEnd: 'fail' },
      resourceScope: { connectInstanceIds: ['a'] },
    });
  });
});
