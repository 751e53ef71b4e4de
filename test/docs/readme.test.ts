import { follow } from './support/pages.ts';
import { withMachine } from './support/places.ts';

follow('README.md', {
  ...withMachine,
  given: {
    'my-workflow.yml': 'workflows/amazon-connect-provision-user.yml',
    'my-workflow.scenarios.yml': 'test/fixtures/docs/my-workflow.scenarios.yml',
    'input.json': 'workflows/amazon-connect-provision-user.input.json',
    'hires.csv': 'test/fixtures/docs/hires.csv',
  },
});

follow('examples/README.md', { checkout: true });
