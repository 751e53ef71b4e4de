import { withMachine } from './support/deployed.ts';
import { follow } from './support/pages.ts';

follow('README.md', {
  ...withMachine,
  given: {
    'my-workflow.yml': 'workflows/amazon-connect-provision-user.yml',
    'input.json': 'workflows/amazon-connect-provision-user.input.json',
  },
});
