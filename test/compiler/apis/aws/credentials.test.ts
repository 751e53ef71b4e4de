import { expect, test } from '@jest/globals';
import { credentialsIn } from '../../../../compiler/apis/index.ts';
import { shippedModels } from '../../../../compiler/node/index.ts';

function sentBy(service: string, operation: string, value: Parameters<typeof credentialsIn>[1]) {
  const found = shippedModels.service(service)?.operation(operation);
  return found === undefined ? undefined : credentialsIn(found.input, value);
}

test('a member that is a credential', () => {
  expect(sentBy('connect', 'CreateUser', { Username: 'robin', Password: 'Change-Me-1st' })).toEqual(['Change-Me-1st']);
});

test('of each item of a list', () => {
  const users = [
    { Username: 'robin', Password: 'p-1' },
    { Username: 'kim', Password: 'p-2' },
  ];
  expect(sentBy('mq', 'CreateBroker', { BrokerName: 'hr', Users: users })).toEqual(['p-1', 'p-2']);
});

test('the values of a map', () => {
  expect(sentBy('cognitoidentity', 'GetId', { IdentityPoolId: 'pool', Logins: { idp: 't-1' } })).toEqual(['t-1']);
});

test('none where a value is not of its shape', () => {
  expect(sentBy('mq', 'CreateBroker', { Users: 'robin' })).toEqual([]);
  expect(sentBy('mq', 'CreateBroker', null)).toEqual([]);
});
