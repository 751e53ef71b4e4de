import { describe, expect, test } from '@jest/globals';
import {
  parseTaskResource,
  printTaskResource,
  type TaskResource,
  taskArn,
  taskNames,
  taskOperation,
  taskText,
} from '../../../../compiler/apis/index.ts';
import { shippedModels } from '../../../../compiler/node/index.ts';

const createUser = { kind: 'sdk', service: 'connect', action: 'createUser', pattern: 'call' } as const;
const waitedFor = { kind: 'optimised', service: 'states', action: 'startExecution', pattern: 'sync:2' } as const;
const token = { kind: 'optimised', service: 'lambda', action: 'invoke', pattern: 'waitForTaskToken' } as const;
const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:greet:live';
const greet = { kind: 'function', arn, service: 'lambda', action: 'invoke', pattern: 'call' } as const;

describe('the resource of a Task', () => {
  test.each([
    ['arn:aws:states:::aws-sdk:connect:createUser', createUser],
    ['arn:aws:states:::states:startExecution.sync:2', waitedFor],
    ['arn:aws:states:::lambda:invoke.waitForTaskToken', token],
    ['arn:aws:lambda:eu-west-1:123456789012:function:greet:live', greet],
  ])('%s is read, and written the same', (text, resource) => {
    expect(parseTaskResource(text)).toEqual(resource);
    expect(printTaskResource(resource)).toBe(text);
    expect(taskArn(taskNames(resource))).toBe(text);
  });

  test.each(['aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-eusc'])('may be of the partition %s', (partition) => {
    const text = `arn:${partition}:states:::aws-sdk:connect:createUser`;
    expect(parseTaskResource(text)).toEqual(createUser);
    expect(printTaskResource(createUser, partition)).toBe(text);
  });

  test.each([
    'arn:aws:states:us-east-1:123456789012:activity:approve',
    'arn:aws-xx:states:::aws-sdk:connect:createUser',
    'arn:aws:states:::aws-sdk:connect:createUser.later',
    'arn:aws:states:::connect',
    'createUser',
  ])('%s is nothing that can be called', (text) => {
    expect(parseTaskResource(text)).toEqual({ kind: 'other', arn: text });
  });

  test.each<[TaskResource, string]>([
    [createUser, 'connect:createUser'],
    [waitedFor, 'states:startExecution.sync:2'],
    [greet, 'lambda: greet:live'],
    [{ kind: 'other', arn: 'arn:aws:states:us-east-1:123456789012:activity:approve' }, 'activity:approve'],
    [{ kind: 'other', arn: 'createUser' }, 'createUser'],
  ])('of %j reads as %s', (resource, text) => {
    expect(taskText(resource)).toBe(text);
  });

  test.each<[TaskResource, string | undefined]>([
    [createUser, 'CreateUser'],
    [waitedFor, 'StartExecution'],
    [greet, 'Invoke'],
    [{ ...createUser, action: 'CreateUser' }, undefined],
    [{ ...createUser, service: 'conect' }, undefined],
    [{ kind: 'optimised', service: 'events', action: 'putEvents', pattern: 'call' }, 'PutEvents'],
    [{ kind: 'sdk', service: 'events', action: 'putEvents', pattern: 'call' }, undefined],
    [{ kind: 'other', arn: 'createUser' }, undefined],
  ])('of %j calls the operation %s', (resource, name) => {
    expect(taskOperation(resource, shippedModels)?.name).toBe(name);
  });
});
