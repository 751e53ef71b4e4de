import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderWith, runHere } from './support.ts';

const operations = 'cognito-idp:AdminCreateUser,cognito-idp:adminAddUserToGroup,connect:createUser';

describe('init', () => {
  test('writes a project whose document is sound, whose scenarios pass, and which runs', async () => {
    const folder = folderWith({});
    expect(await runHere(['init', 'onboarding', '--operations', operations], { cwd: folder })).toMatchObject({
      status: 0,
    });
    const cwd = join(folder, 'onboarding');
    expect(readdirSync(cwd).sort()).toEqual([
      'app.mjs',
      'arazzo-sfn.yml',
      'cdk.json',
      'onboarding.input.json',
      'onboarding.scenarios.yml',
      'onboarding.yml',
      'package.json',
    ]);
    expect(await runHere(['check', '--strict'], { cwd })).toMatchObject({ status: 0 });
    expect((await runHere(['test', 'onboarding.scenarios.yml'], { cwd })).stdout).toContain('2 passed, 0 failed');
    expect(await runHere(['run', 'onboarding.yml', '--input', 'onboarding.input.json'], { cwd })).toMatchObject({
      status: 0,
    });
  });

  test('changes no file that is there', async () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'cdk.json'), 'mine');
    expect(await runHere(['init', '.', '--operations', 'sqs:sendMessage'], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cdk.json in . would be overwritten'),
    });
    expect(readdirSync(folder)).toEqual(['cdk.json']);
  });

  test('says that a folder can not be made where a file is', async () => {
    const folder = folderWith({ it: 'mine' });
    expect(await runHere(['init', 'it', '--operations', 'sqs:sendMessage'], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("can't write it: there is a file of that name"),
    });
  });

  test.each([
    [['--operations', 'connect:creatUser'], 'Did you mean `connect:createUser`?'],
    [['--operations', 'connect'], 'connect is a service. Name an operation of it: connect:...'],
    [['--operations', 'createUser', '--service', 'conect'], 'Did you mean `connect`?'],
    [['--operations', ','], 'no operation is named'],
    [[], 'Give --operations'],
  ])('%j is wrong usage, with the way out', async (args, message) => {
    const folder = folderWith({});
    const { status, stderr } = await runHere(['init', 'it', ...args], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
    expect(readdirSync(folder)).toEqual([]);
  });
});
