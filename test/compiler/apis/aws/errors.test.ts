import { describe, expect, test } from '@jest/globals';
import { errorsWithStatus, generalError, serverErrors, throttlingErrors } from '../../../../compiler/apis/aws/index.ts';
import { operation, service } from './support.ts';

describe('errors that mean throttling', () => {
  test.each([
    ['connect', ['Connect.ThrottlingException', 'Connect.TooManyRequestsException']],
    [
      'dynamodb',
      [
        'DynamoDb.ProvisionedThroughputExceededException',
        'DynamoDb.RequestLimitExceededException',
        'DynamoDb.ThrottlingException',
      ],
    ],
    ['lambda', ['Lambda.TooManyRequestsException']],
    ['ec2', []],
  ])('%s: %j', (resource, expected) => {
    expect(throttlingErrors(service(resource))).toEqual(expected);
  });

  test('a quota that is used up is not throttling, nor what was throttled behind the service', () => {
    expect(throttlingErrors(service('connect'))).not.toContain('Connect.LimitExceededException');
    expect(throttlingErrors(service('lambda'))).not.toContain('Lambda.Ec2ThrottledException');
  });
});

test("errors that are the server's fault have a 5xx status, or the model's mark", () => {
  expect(serverErrors(operation('connect:DescribeUser'))).toEqual(['Connect.InternalServiceException']);
  expect(serverErrors(operation('dynamodb:PutItem'))).toEqual(['DynamoDb.InternalServerErrorException']);
  expect(serverErrors(operation('ec2:RunInstances'))).toEqual([]);
});

describe('errors with a status', () => {
  test('are those that the model gives it', () => {
    expect(errorsWithStatus(operation('connect:CreateUser'), 409)).toEqual({
      modelled: ['Connect.DuplicateResourceException'],
      unstated: [],
      byName: [],
    });
  });

  test('may be any to which the model gives none; the name says more', () => {
    const found = errorsWithStatus(operation('fms:GetPolicy'), 404);
    expect(found.modelled).toEqual([]);
    expect(found.unstated).toContain('Fms.InternalErrorException');
    expect(found.byName).toEqual(['Fms.ResourceNotFoundException']);
    const conflict = errorsWithStatus(operation('forecast:CreateForecast'), 409);
    expect(conflict.byName).toEqual(['Forecast.ResourceAlreadyExistsException']);
  });
});

test('what the model does not know comes under the general name of the service', () => {
  expect(generalError(service('connect'))).toBe('Connect.ConnectException');
  expect(generalError(service('dynamodb'))).toBe('DynamoDb.DynamoDbException');
});
