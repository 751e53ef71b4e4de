import { follow } from './support/pages.ts';
import { withMachine } from './support/places.ts';

// An onboarding that failed at its step: the input names a user who is there already.
follow('docs/operations.md', {
  ...withMachine,
  env: { ...withMachine.env, QUEUE_URL: 'https://sqs.example.com/q', BUS_ARN: 'x', RULE_ARN: 'x', ARCHIVE_ARN: 'x' },
  before: `${withMachine.before}
export EXECUTION_ARN=$(npx arazzo-sfn start --machine provision-user --endpoint "$(cat "$STATE/address")" \\
  --input '{ "instanceId": "2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61", "username": "existing.agent", "password": "Change-Me-1st",
    "firstName": "Erin", "lastName": "Example",
    "securityProfileId": "3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105", "routingProfileId": "d05a83c7-9e1b-4f72-86d4-b2c7f5093e18" }')
`,
});

follow('docs/local.md', { checkout: true });
