import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { positionsOf } from '../../../compiler/diagnostics/index.ts';
import { packageRoot } from '../../../compiler/node/index.ts';
import { FileError } from '../../../compiler/source/index.ts';
import { createCloud, readConnectData } from '../../../local/index.ts';

/** Everything that is wrong with a file of data: line, column, message and help. */
function wrong(text: string): readonly string[] {
  try {
    readConnectData({ name: 'data.yml', text });
    return [];
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return error.diagnostics.map(({ place, message, help = '' }) => {
      const { line, column } = positionsOf(place).start;
      return `${line}:${column} ${message} ${help}`.trim();
    });
  }
}

describe('what Amazon Connect holds is read from a file', () => {
  test('the shipped one is right', () => {
    const text = readFileSync(join(packageRoot(), 'local', 'connect', 'default.yml'), 'utf8');
    expect(wrong(text)).toEqual([]);
  });

  test('every mistake is told at its place, with the name that was meant', () => {
    const text = `
regoin: us-east-1
account: 123456789012
instances:
  - Id: i
    user: []
    queues:
      - Id: q
        Name: General
        HoursOfOperationID: h
    routingProfiles:
      - Name: Basic
        MediaConcurrencies: [{ Channel: VOIC, Concurrency: one }]
    securityProfiles: Agent
`;
    expect(wrong(text)).toEqual([
      '2:1 what Amazon Connect holds has no field `regoin` Did you mean `region`?',
      '3:10 this must be a string, not a number Put it in quotes.',
      '6:5 an instance has no field `user` Did you mean `users`?',
      '10:9 a queue has no member `HoursOfOperationID` Did you mean `HoursOfOperationId`?',
      '12:9 a routing profile needs a `Id`',
      '13:41 `Channel` is never `VOIC` Did you mean `VOICE`?',
      '13:60 `Concurrency` must be a number, not a string',
      '14:23 this must be an array, not a string',
    ]);
  });

  test.each([
    ['[', 'is not closed'],
    ['', 'the file is empty'],
    ['[]', 'this must be an object, not an array'],
  ])('%j is none', (text, message) => {
    expect(wrong(text).join()).toContain(message);
  });

  test('a program may give it as an object, which is checked as well', async () => {
    const cloud = createCloud({
      connect: { data: { instances: [{ Id: 'i', users: [{ Id: 'u', Username: 'erin' }] }] } },
    });
    expect(await cloud.call('connect', 'ListUsers', { InstanceId: 'i' })).toMatchObject({
      UserSummaryList: [{ Id: 'u', Username: 'erin' }],
    });
    expect(() => createCloud({ connect: { data: { instances: [{ Id: 'i', users: [{ Id: 'u' }] }] } } })).toThrow(
      'a user needs a `Username`',
    );
  });
});
