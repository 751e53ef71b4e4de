const account = 'us-east-1:123456789012';

/** A checkout, and the names that pages have for what is deployed. */
const checkout = {
  checkout: true,
  env: {
    MACHINE_ARN: `arn:aws:states:${account}:stateMachine:provision-user`,
    ALIAS_ARN: `arn:aws:states:${account}:stateMachine:provision-user:live`,
  },
} as const;

/** A checkout whose state machine is there at the endpoint of this machine. */
export const withMachine = {
  ...checkout,
  before: 'npx arazzo-sfn serve --machine provision-user=workflows/amazon-connect-provision-user.yml',
} as const;

/** A checkout whose stack is there at the endpoint of this machine: with its bus, its rule and the starter. */
export const withStack = {
  ...checkout,
  before: `
npx cdk synth --quiet --output "$STATE/cdk.out"
npx arazzo-sfn serve --app "$STATE/cdk.out"
`,
} as const;

/** A folder of one's own in which the package and CDK are installed, as at the end of the tutorial. */
export const withCdk = {
  checkout: false,
  before: 'npm install ../arazzo-step-functions-0.1.0.tgz aws-cdk-lib@2.275.0 constructs@10.8.1 aws-cdk@2.1148.1',
} as const;
