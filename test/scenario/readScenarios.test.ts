import { describe, expect, test } from '@jest/globals';
import { faults, read, readFile } from './support.ts';

describe('a scenario file', () => {
  test('gives its scenarios in order', () => {
    const { scenarios, diagnostics } = read(`scenarios:
- name: first
- name: second
  input: { routingProfileId: r-1 }
  without: [userId]
`);
    expect(diagnostics).toEqual([]);
    expect(scenarios.map(({ scenario, input }) => [scenario.name, input])).toEqual([
      ['first', { userId: expect.any(String) }],
      ['second', { routingProfileId: 'r-1' }],
    ]);
  });

  test('takes its input from a file', () => {
    const text = 'document: look-up.yml\ninput: input.json\nscenarios: [{ name: one, input: { token: t } }]';
    const { scenarios } = readFile(text, { 'input.json': '{"userId": "u-1"}' });
    expect(scenarios.map(({ input }) => input)).toEqual([{ userId: 'u-1', token: 't' }]);
  });

  test('is JSON as well as YAML', () => {
    const { scenarios } = readFile('{"document": "look-up.yml", "scenarios": [{"name": "one"}]}');
    expect(scenarios.map(({ scenario }) => scenario.name)).toEqual(['one']);
  });
});

describe('what is wrong with a scenario file is told at its line and column', () => {
  test.each([
    ['broken YAML', 'scenarios: [', /yaml-syntax/],
    ['no scenarios', '', /field-missing at document: a scenario file needs a field `scenarios`/],
    ['an empty list', 'scenarios: []', /list-empty at \[\]/],
    [
      'a misspelt field',
      'scenarios: [{ nam: one }]',
      /field-unknown at nam: a scenario has no field `nam` Did you mean `name`\?/,
    ],
    [
      'a number for a name',
      'scenarios: [{ name: 1 }]',
      /field-type at 1: this must be a string, not a number Put it in quotes\./,
    ],
    ['two scenarios of a name', 'scenarios: [{ name: one }, { name: one }]', /duplicate-name at one/],
    [
      'an unknown workflow',
      'scenarios: [{ name: one }]\nworkflow: lok-up',
      /reference-unknown at lok-up: .*`lok-up` Did you mean `look-up`\?/,
    ],
  ])('%s', (_what, text, expected) => {
    expect(faults(text)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });

  test.each([
    [
      'a step that is not there',
      'answers: { lok: [{ throw: X }] }',
      'step-unknown at lok: no state `lok` makes a call Did you mean `look`?',
    ],
    [
      'an answer of no kind',
      'answers: { look: [{ times: 2 }] }',
      'field-missing at { times: 2 }: an answer needs exactly one of `return`, `throw`, `lost`, `delay`, not 0',
    ],
    [
      'an answer of two kinds',
      'answers: { look: [{ delay: 1, lost: reset }] }',
      'field-value at { delay: 1, lost: reset }: an answer needs exactly one of `return`, `throw`, `lost`, `delay`, not 2',
    ],
    [
      'an answer for a call that has one',
      'answers: { look: [{ call: 2, delay: 1 }, { call: 2, delay: 1 }] }',
      'field-value at 2: call 2 has an answer already',
    ],
    [
      'an error that looks like a slip',
      'answers: { look: [{ throw: ThrottlinException }] }',
      'field-value at ThrottlinException: DescribeUser has no error `ThrottlinException` Did you mean `ThrottlingException`?',
    ],
    [
      'a member that is never answered',
      'answers: { look: [{ return: { User: { UserName: x } } }] }',
      'member-unknown at UserName: `User` has no member `UserName` Did you mean `Username`?',
    ],
    [
      'an answer of another type',
      'answers: { look: [{ return: { User: { Username: 1 } } }] }',
      'field-type at 1: `Username` must be a string, not a number',
    ],
    [
      'a word that the service has not',
      'answers: { look: [{ return: { User: { PhoneConfig: { PhoneType: SOFT_FONE } } } }] }',
      'field-value at SOFT_FONE: `PhoneType` is never `SOFT_FONE` Did you mean `SOFT_PHONE`?',
    ],
    [
      'an unknown status',
      'expect: { status: SUCCEDED }',
      'field-value at SUCCEDED: `SUCCEDED` is not one of SUCCEEDED, FAILED, TIMED_OUT Did you mean `SUCCEEDED`?',
    ],
    [
      'a broken pattern',
      "expect: { cause: '(' }",
      "field-value at '(': this is not a regular expression: Invalid regular expression: /(/u: Unterminated group",
    ],
    [
      'an unknown matcher',
      'expect: { outputs: { name: { $match: x } } }',
      "field-unknown at $match: `$match` isn't allowed here An object with one of $matches, $exactly, $present has no other member; put data under $exactly.",
    ],
    [
      'a call by a state that makes none',
      'expect: { calls: [look, look-up succeeded] }',
      'step-unknown at look-up succeeded: no state `look-up succeeded` makes a call There are look, move.',
    ],
    [
      'a state that is not there',
      'expect: { failedState: lock }',
      'step-unknown at lock: no state `lock` is there Did you mean `look`?',
    ],
  ])('%s', (_what, fields, expected) => {
    expect(faults(`scenarios:\n- name: one\n  ${fields}\n`)).toEqual([expected]);
  });

  test('several at once', () => {
    expect(faults('scenarios:\n- nme: one\n- name: two\n  expects: {}\n')).toEqual([
      'field-unknown at nme: a scenario has no field `nme` Did you mean `name`?',
      'field-unknown at expects: a scenario has no field `expects` Did you mean `expect`?',
    ]);
  });

  test.each([
    ['callTimout: 3', 'Did you mean `callTimeout`?'],
    ['failureEnd: suceed', 'Did you mean `succeed`?'],
    ['callTimeout: 1.5', '1.5 is not a whole number'],
    ['polling: { first: 0 }', '0 is less than 1'],
    ['actions: { x: [createUser] }', '`createUser` is no IAM action'],
    ['secretInputs: { token: vault }', '`vault` is not one of secrets-manager'],
    ['secretInputs: { token: { from: secrets-manager } }', 'a secret by reference needs a field `key`'],
  ])('the option %s', (option, expected) => {
    expect(faults(`scenarios: [{ name: one }]\noptions: { ${option} }`)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('the document of a scenario file', () => {
  test('that is not there is told', () => {
    const { diagnostics } = readFile('document: gone.yml\nscenarios: [{ name: one }]');
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "document-unreadable: gone.yml can't be read",
    ]);
  });

  test('with errors is told with its own lines, and no scenario is run', () => {
    const broken = { 'look-up.yml': 'arazzo: 1.0.1\ninfo: {}\n' };
    const { scenarios, diagnostics } = read('scenarios: [{ name: one }]', broken);
    expect(scenarios).toEqual([]);
    expect(diagnostics.map(({ place }) => place.file.name)).toEqual(expect.arrayContaining(['look-up.yml']));
  });
});
