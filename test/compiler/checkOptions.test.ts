import { describe, expect, test } from '@jest/globals';
import { example } from '../../compiler/diagnostics/catalogue/example.ts';
import { type CompileOptions, compile } from '../../compiler/index.ts';

const document = example('Options').replace(
  'userId: { type: string }',
  'userId: { type: string }\n      password: { type: string, format: password }',
);

/** What is said of options, and how many machines there are all the same. */
function said(options: CompileOptions, text = document) {
  const { machines, diagnostics } = compile({ name: 'options.yml', text }, options);
  const found = diagnostics.filter(({ code }) => code === 'option-unknown');
  return { machines: machines.length, found: found.map(({ message, help }) => `${message} ${help ?? ''}`.trim()) };
}

describe('an option that names nothing is an error with the nearest name', () => {
  test.each<[string, CompileOptions, string]>([
    [
      'a secret by reference',
      { secretInputs: { passwrod: 'secrets-manager' } },
      'the option `secretInputs` names `passwrod`, and no workflow has an input of that name Did you mean `password`?',
    ],
    [
      'a secret',
      { secrets: ['token'] },
      'the option `secrets` names `token`, and no workflow has an input of that name There are instanceId, userId, password.',
    ],
    [
      'a source description',
      { services: { conect: 'connect' } },
      'the option `services` names `conect`, and no source description has that name Did you mean `connect`?',
    ],
    [
      'an operation',
      { actions: { 'connect:describUser': ['connect:DescribeUser'] } },
      'the option `actions` names `connect:describUser`, and that service has no such operation Did you mean `connect:describeUser`?',
    ],
    [
      'an operation that is written otherwise in Tasks',
      { actions: { 'connect:DescribeUser': ['connect:DescribeUser'] } },
      'the option `actions` names `connect:DescribeUser`, and that service has no such operation Did you mean `connect:describeUser`?',
    ],
    [
      'a service',
      { actions: { 'conect:describeUser': ['connect:DescribeUser'] } },
      'the option `actions` names `conect:describeUser`, and there is no such service Did you mean `connect:describeUser`?',
    ],
  ])('%s', (_name, options, message) => {
    expect(said(options)).toEqual({ machines: 0, found: [message] });
  });
});

test.each<[object, string]>([
  [{ callTimeout: 0 }, '`callTimeout` is no whole number of seconds from 1 to 99999999'],
  [{ callTimeout: 1e300 }, '`callTimeout` is no whole number of seconds from 1 to 99999999'],
  [{ polling: { first: 1.5 } }, '`first` is no whole number of seconds from 1 to 99999999'],
  [{ partition: 'aws-iso' }, '`partition` is one of aws, aws-cn, aws-us-gov'],
  [{ failureEnd: 'stop' }, '`failureEnd` is one of succeed, fail'],
  [{ descriptions: 'lose' }, '`descriptions` is one of strict, loose'],
])('an option that has no possible value is an error: %j', (options, message) => {
  const { machines, diagnostics } = compile({ name: 'options.yml', text: document }, options);
  expect(machines).toEqual([]);
  expect(diagnostics.filter(({ code }) => code === 'option-value').map((found) => found.message)).toEqual([message]);
});

test('an option that names something is fine', () => {
  expect(
    said({
      secrets: ['userId'],
      secretInputs: { password: 'secrets-manager' },
      services: { connect: 'connect' },
      actions: { 'connect:createUser': ['connect:CreateUser'] },
    }).found,
  ).toEqual([]);
});

test('inputs that stand elsewhere are not looked for', () => {
  const referring = document.replace(/inputs:\n(?: {4}.*\n)+/, "inputs: { $ref: '#/components/inputs/hire' }\n  ");
  expect(
    said({ secrets: ['anything'] }, `${referring}components: { inputs: { hire: { type: object } } }\n`).found,
  ).toEqual([]);
});
