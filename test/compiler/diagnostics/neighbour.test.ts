import { expect, test } from '@jest/globals';
import { neighbour } from '../../../compiler/diagnostics/index.ts';

test.each([
  // A slip goes first.
  ['Usernam', ['Username', 'UsernamPrefix'], 'Username'],
  // The words of the name, and few more.
  ['status', ['createStatus', 'arn'], 'createStatus'],
  ['Table', ['TableDescription', 'ResponseMetadata'], 'TableDescription'],
  ['ContactId', ['InitialContactId', 'Arn'], 'InitialContactId'],
  ['id', ['userId'], 'userId'],
  ['DBInstance', ['DBInstances', 'Marker'], 'DBInstances'],
  // What it belongs to stands in front.
  ['status', ['createStatus', 'statusReason'], 'createStatus'],
  // The fewest words more.
  ['Status', ['JobStatus', 'LastJobStatus'], 'JobStatus'],
  // A name with a word too many.
  ['InvokeFunction', ['Invoke', 'InvokeAsync', 'GetFunction'], 'Invoke'],
  ['TagStreamOfLogs', ['TagStream', 'Tag'], 'TagStream'],
  // The same member under two names.
  ['status', ['CreateStatus', 'createStatus'], 'CreateStatus'],
  // Two that are as near, parts of words, and words that say little.
  ['status', ['createStatus', 'updateStatus'], undefined],
  ['able', ['TableDescription'], undefined],
  ['Name', ['TheNameOfIt'], undefined],
  ['GetTheUserOfTheInstance', ['User'], undefined],
  ['anything', [], undefined],
])('%s among %j: %s', (name, candidates, expected) => {
  expect(neighbour(name, candidates)).toBe(expected);
});
