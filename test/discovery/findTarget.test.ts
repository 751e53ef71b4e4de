import { describe, expect, test } from '@jest/globals';
import { shippedModels } from '../../compiler/node/index.ts';
import { findTarget, searchEverywhere, searchOperations, searchServices } from '../../discovery/index.ts';

const found = (text: string) => {
  const target = findTarget(text, shippedModels);
  switch (target.kind) {
    case 'service':
      return target.service.resource;
    case 'operation':
      return `${target.operation.service.resource}:${target.operation.name}`;
    case 'none':
      return `${target.message}. ${target.help ?? ''}`;
  }
};

describe('findTarget', () => {
  test.each([
    ['connect', 'connect'],
    ['Amazon Connect', 'connect'],
    ['cognito-idp', 'cognitoidentityprovider'],
    ['connect:createUser', 'connect:CreateUser'],
    ['connect:CreateUser', 'connect:CreateUser'],
    ['cognito-idp:adminCreateUser', 'cognitoidentityprovider:AdminCreateUser'],
    ['arn:aws:states:::aws-sdk:sqs:sendMessage', 'sqs:SendMessage'],
    ['arn:aws-cn:states:::aws-sdk:sqs:sendMessage', 'sqs:SendMessage'],
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'sqs:SendMessage'],
  ])('%s', (text, wanted) => {
    expect(found(text)).toBe(wanted);
  });

  test.each([
    ['conect', 'there is no service conect. Did you mean `connect`?'],
    ['connect:creatUser', 'connect has no operation creatUser. Did you mean `connect:createUser`?'],
    ['connect:fly', 'connect has no operation fly. `arazzo-sfn describe connect` lists the operations.'],
    [
      'adminCreateUser',
      'adminCreateUser is an operation, not a service. Ask for cognitoidentityprovider:adminCreateUser.',
    ],
    ['zzzzzz', 'there is no service zzzzzz. `arazzo-sfn describe` lists the services.'],
    ['', 'there is no service . `arazzo-sfn describe` lists the services.'],
    ['__proto__', 'there is no service __proto__. `arazzo-sfn describe` lists the services.'],
  ])('%s is none', (text, wanted) => {
    expect(found(text)).toBe(wanted);
  });
});

describe('search', () => {
  test('finds operations by words in any order', () => {
    const connect = shippedModels.service('connect');
    expect(connect && searchOperations(connect, 'user list')).toContain('ListUsers');
    expect(connect && searchOperations(connect, 'user list')).not.toContain('DescribeUser');
  });

  test('finds services by any of their names', () => {
    expect(searchServices(shippedModels, 'cognito idp').map(({ resource }) => resource)).toEqual([
      'cognitoidentityprovider',
    ]);
    expect(searchServices(shippedModels).length).toBeGreaterThan(300);
  });

  test('finds operations of all services, the shortest names first', () => {
    const everywhere = searchEverywhere(shippedModels, 'create user');
    expect(everywhere[0]?.operation).toBe('CreateUser');
    expect(everywhere).toContainEqual({ service: 'cognitoidentityprovider', operation: 'AdminCreateUser' });
  });
});
