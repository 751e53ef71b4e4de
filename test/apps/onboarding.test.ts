import { readFileSync } from 'node:fs';
import { type CompileResult, compile } from 'arazzo-step-functions';
import { DocumentError } from 'arazzo-step-functions/cdk';
import { localServices, runMachine } from 'arazzo-step-functions/local';
import { failuresOf, runScenario } from 'arazzo-step-functions/testing';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OnboardingStack } from '../lib/onboarding-stack';

const document = 'onboarding.yml';

test('the stack has the state machine of the document', () => {
  const template = Template.fromStack(new OnboardingStack(new App(), 'Onboarding'));
  template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  expect(JSON.stringify(template.toJSON())).toContain('aws-sdk:connect:createUser');
});

test('the document compiles and runs', async () => {
  const { machines }: CompileResult = compile({ name: document, text: readFileSync(document, 'utf8') });
  const input = JSON.parse(readFileSync('onboarding.input.json', 'utf8'));
  const { status } = await runMachine(machines[0].definition, input, localServices());
  expect(status).toBe('SUCCEEDED');
});

test('a scenario is met', async () => {
  const result = await runScenario({ document, expect: { error: 'Arazzo.InputsRejected', calls: [] } });
  expect(failuresOf(result)).toEqual([]);
});

test('errors have classes', () => {
  expect(DocumentError.prototype).toBeInstanceOf(Error);
});
