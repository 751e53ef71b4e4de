import { describe, expect, test } from '@jest/globals';
import { allows, PolicyError, statementsOf } from '../../../local/iam/index.ts';

const policy = (...statements: object[]) => statementsOf({ Statement: JSON.parse(JSON.stringify(statements)) });
const user = 'arn:aws:connect:us-east-1:1:instance/i/agent';

describe('allows', () => {
  test.each([
    [`${user}/u`, `${user}/u`, true],
    [`${user}/*`, `${user}/u`, true],
    ['*', `${user}/u`, true],
    [`${user}/?`, `${user}/u`, true],
    [`${user}/?`, `${user}/uu`, false],
    [`${user}/v`, `${user}/u`, false],
    // What isn't known is as the policy wants it.
    [`${user}/v`, `${user}/*`, true],
    ['arn:aws:connect:*:*:instance/*/agent/a*', 'arn:aws:connect:us-east-1:1:instance/*/agent/*', true],
    ['arn:aws:connect:*:*:instance/j/agent/*', `${user}/*`, false],
    ['arn:aws:connect:*:*:instance/i/queue/*', `${user}/*`, false],
    ['(a.b)', '(a.b)', true],
    ['(a.b)*', '(axb)', false],
  ])('%s, asked for %s: %s', (allowed, asked, expected) => {
    const statements = policy({ Effect: 'Allow', Action: 'connect:*', Resource: allowed });
    expect(allows(statements, 'connect:DescribeUser', asked, {})).toBe(expected);
  });

  test('actions are alike whatever their letter case, and others are not', () => {
    const statements = policy({ Effect: 'Allow', Action: ['Connect:describe*', 'sqs:SendMessage'], Resource: '*' });
    expect(allows(statements, 'connect:DescribeUser', user, {})).toBe(true);
    expect(allows(statements, 'connect:CreateUser', user, {})).toBe(false);
  });

  test('what is denied is not allowed, but only where it is for certain', () => {
    const statements = policy(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'connect:*', Resource: `${user}/a` },
    );
    expect(allows(statements, 'connect:DescribeUser', `${user}/a`, {})).toBe(false);
    expect(allows(statements, 'connect:DescribeUser', `${user}/b`, {})).toBe(true);
    expect(allows(statements, 'connect:DescribeUser', `${user}/*`, {})).toBe(true);
  });

  test('NotAction and NotResource are about all the others', () => {
    const statements = policy({ Effect: 'Allow', NotAction: 'iam:*', NotResource: `${user}/a` });
    expect(allows(statements, 'connect:DescribeUser', `${user}/b`, {})).toBe(true);
    expect(allows(statements, 'connect:DescribeUser', `${user}/a`, {})).toBe(false);
    expect(allows(statements, 'iam:PassRole', `${user}/b`, {})).toBe(false);
  });

  test('conditions hold by what is known; those on other keys are not met, unless they are taken so', () => {
    const passed = { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'] };
    const statements = policy({
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: '*',
      Condition: { StringEquals: passed },
    });
    expect(allows(statements, 'iam:PassRole', '*', passed)).toBe(true);
    expect(allows(statements, 'iam:PassRole', '*', { 'iam:PassedToService': ['ec2.amazonaws.com'] }, 'met')).toBe(
      false,
    );
    expect(allows(statements, 'iam:PassRole', '*', {})).toBe(false);
    expect(allows(statements, 'iam:PassRole', '*', {}, 'met')).toBe(true);
  });
});

test.each([[{}], [{ Statement: ['all'] }], [{ Statement: [{ Action: '*' }] }], [{ Statement: { Effect: 'Allow' } }]])(
  '%j is no policy',
  (document) => {
    expect(() => statementsOf(document)).toThrow(PolicyError);
  },
);
