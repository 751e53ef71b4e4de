import type { ExecutionResult, MachineDefinition } from '../../../local/index.ts';

const retry = [
  {
    ErrorEquals: ['Connect.ThrottlingException'],
    IntervalSeconds: 1,
    MaxAttempts: 5,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
];

/** A machine that hires an agent, written by hand in the manner of the compiler's. */
export const onboarding: MachineDefinition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Open',
  TimeoutSeconds: 3600,
  States: {
    Open: {
      Type: 'Pass',
      Assign: { asked: '{% $sift($states.input, function($v, $k) { $k != "password" }) %}' },
      Next: 'hire',
    },
    hire: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:connect:createUser',
      Arguments: {
        InstanceId: '{% $asked.instance %}',
        Username: '{% $asked.name %}',
        Password: '{% $states.context.Execution.Input.password %}',
        IdentityInfo: { FirstName: '{% $asked.firstName %}', LastName: '{% $asked.lastName %}' },
        SecurityProfileIds: ['{% $asked.security %}'],
        RoutingProfileId: '{% $asked.profile %}',
      },
      TimeoutSeconds: 60,
      Retry: retry,
      Assign: { hired: { id: '{% $states.result.UserId %}' } },
      Output: {},
      Next: 'route',
    },
    route: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:connect:updateUserRoutingProfile',
      Arguments: {
        InstanceId: '{% $asked.instance %}',
        UserId: '{% $hired.id %}',
        RoutingProfileId: '{% $asked.profile %}',
      },
      TimeoutSeconds: 60,
      Retry: retry,
      Output: {},
      Next: 'look',
    },
    look: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:connect:describeUser',
      Arguments: { InstanceId: '{% $asked.instance %}', UserId: '{% $hired.id %}' },
      TimeoutSeconds: 60,
      Retry: retry,
      Next: 'As asked?',
    },
    'As asked?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.User.RoutingProfileId = $asked.profile %}', Next: 'Done' }],
      Default: 'Otherwise',
    },
    Otherwise: { Type: 'Fail', Error: 'Other', Cause: 'Not the profile that was asked for' },
    Done: { Type: 'Succeed', Output: { id: '{% $hired.id %}', profile: '{% $asked.profile %}' } },
  },
};

/** Everything in it is in local/connect/default.yml. */
export const onboardingInput = {
  instance: '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61',
  name: 'new.agent',
  password: 'S3cret!Pa55',
  firstName: 'Robin',
  lastName: 'Example',
  security: '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105',
  profile: 'd05a83c7-9e1b-4f72-86d4-b2c7f5093e18',
};

/** The states in the order in which they were entered. */
export function statesOf({ history }: ExecutionResult): readonly string[] {
  return history.flatMap(({ stateEnteredEventDetails: details }) => (details === undefined ? [] : [details.name]));
}

/** The states that called, once for each attempt. */
export function callsOf({ calls }: ExecutionResult): readonly string[] {
  return calls.map(({ state }) => state);
}
