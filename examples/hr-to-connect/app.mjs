// The stack: npx cdk deploy --parameters ConnectInstanceId=...
import { ArazzoStateMachine } from 'arazzo-step-functions/cdk';
import { App, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';

export const app = new App();
const stack = new Stack(app, 'HrToConnect');
const instance = new CfnParameter(stack, 'ConnectInstanceId', {
  description: 'Id of the Amazon Connect instance that agents join.',
  allowedPattern: '[0-9a-f-]{36}',
});

new ArazzoStateMachine(stack, 'Onboarding', {
  document: 'workflow.yml',
  workflow: 'hr-to-connect',
  resourceScope: { connectInstanceIds: [instance.valueAsString] },
  // Secrets that are there already; EventBridge keeps a copy of each in a secret of its own.
  connections: {
    hr: { user: 'onboarding', secret: SecretValue.secretsManager('hr-client') },
    chat: { secret: SecretValue.secretsManager('chat-token') },
  },
});
