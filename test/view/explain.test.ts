import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import { explainMachine, explanationMarkdown, explanationText } from '../../view/index.ts';
import { expectGolden } from '../support/golden.ts';
import { branching, documentOf, haveSamples, hostile, machineOf, polling, sampleMachines, shipped } from './support.ts';

describe('an explanation', () => {
  test('of the shipped workflow, as text and as Markdown', () => {
    const explanation = explainMachine(shipped('amazon-connect-provision-user.yml'));
    expectGolden('view/provision-user.explained.txt', explanationText(explanation));
    expectGolden('view/provision-user.explained.md', explanationMarkdown(explanation));
  });

  test('of a workflow that looks first has its called workflow, its catches and its loop', () => {
    expectGolden(
      'view/ensure-user.explained.txt',
      explanationText(explainMachine(shipped('amazon-connect-ensure-user.yml'))),
    );
  });

  test('costs what its transitions cost, and says what its loop adds', () => {
    const { cost } = explainMachine(machineOf(polling));
    // Inputs, call, check, end.
    expect(cost).toMatchObject({ transitions: 4, dollars: 0.0001, dollarsAMillion: 100 });
    expect(cost.price).toMatchObject({ dollarsPerThousandTransitions: 0.025, region: 'us-east-1' });
    // Wait, call, check.
    expect(cost.repetitions).toEqual([
      {
        state: 'describe what next?',
        action: 'notYet',
        atMost: 30,
        transitions: 3,
        waitSeconds: 300,
        dollarsAtMost: 0.00225,
      },
    ]);
  });

  test('counts the waits of a loop that the compiler paces', () => {
    const { cost } = explainMachine(shipped('amazon-connect-ensure-user.yml'));
    // 5 + 10 + 20 + 40 s, and then 60 s each time.
    expect(cost.repetitions.map(({ atMost, waitSeconds }) => [atMost, waitSeconds])).toEqual([[62, 75 + 58 * 60]]);
  });

  test('tells what the document retries, and why other errors are left alone', () => {
    const text = explanationText(explainMachine(machineOf(branching)));
    expect(text).toContain('the call (IAM level Write) may have had its effect, and sends no idempotency token.');
    expect(text).toContain('Retried 3 times, after 2 s, on Connect.InvalidParameterException');
    expect(text).toContain(': the document asks for it.');
    expect(text).toContain('Harmless to repeat: it only reads.');
  });

  test('names a token that makes a call harmless to repeat', () => {
    const machine = machineOf(
      documentOf(`
  - stepId: chat
    operationId: $sourceDescriptions.connect.startChatContact
    requestBody:
      payload:
        InstanceId: $inputs.instanceId
        ContactFlowId: $inputs.note
        ParticipantDetails: { DisplayName: someone }
        ClientToken: $inputs.userId
`),
    );
    expect(explanationText(explainMachine(machine))).toContain('it sends the idempotency token ClientToken.');
  });

  test('tells of a secret that can be given by reference', () => {
    const text = readFileSync(join(__dirname, '..', '..', 'workflows', 'amazon-connect-provision-user.yml'), 'utf8');
    const { machines } = compile({ name: 'doc.yml', text }, { secretInputs: { password: 'secrets-manager' } });
    const [machine] = machines;
    if (machine === undefined) throw new Error('no machine');
    const explanation = explainMachine(machine);
    expect(explanation.inputs.filter(({ insteadOf }) => insteadOf !== undefined)).toEqual([
      { name: 'password', types: ['string'], required: false, insteadOf: 'passwordSecretId', mark: 'secret' },
      { name: 'passwordSecretId', types: ['string'], required: false, insteadOf: 'password' },
    ]);
    expect(explanationText(explanation)).toContain('it is read when it is needed, and stands in one variable');
    expect(explanationText(explanation)).toMatch(/SecretsManagerException/);
  });

  test('keeps what a document says from steering Markdown or a terminal', () => {
    const explanation = explainMachine(machineOf(hostile));
    const markdown = explanationMarkdown(explanation);
    const outsideCode = markdown.replaceAll(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/[^\\]<(?:script|img|\/)/);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)?.length).toBeGreaterThanOrEqual(4);
    expect(explanationText(explanation)).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  });
});

(haveSamples ? test : test.skip)('other people’s documents are explained (needs ../shared)', () => {
  for (const [, machine] of sampleMachines()) {
    const explanation = explainMachine(machine);
    expect(explanationText(explanation)).toContain('Permissions');
    expect(explanationMarkdown(explanation)).toContain('## Cost');
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  }
});
