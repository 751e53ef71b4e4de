import { follow } from './support/pages.ts';

const cdk = 'npm install ../arazzo-step-functions-0.1.0.tgz aws-cdk-lib@2.275.0 constructs@10.8.1 aws-cdk@2.1148.1';

// Each page goes on where the one before ends.
follow(['docs/howto/own-document.md', 'docs/howto/own-service.md', 'docs/howto/ci.md'], {
  checkout: false,
  before: cdk,
});
follow('docs/howto/secrets.md', { checkout: false, before: cdk });
follow('docs/howto/events.md', { checkout: false, before: cdk });
