import { CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { statementsOf } from '../../../local/index.ts';
import { ended, startEndpoint } from '../support/endpoint.ts';

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.close());

test('a client sees an execution fail as on AWS where the role does not allow a call', async () => {
  const { sfn, cloud } = endpoint;
  const roleArn = 'arn:aws:iam::123456789012:role/looks';
  cloud.enforce(
    roleArn,
    statementsOf({ Statement: { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*:hires' } }),
  );
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Send',
    States: {
      Send: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage',
        Arguments: {
          QueueUrl: '{% "https://sqs.us-east-1.amazonaws.com/123456789012/" & $states.input.queue %}',
          MessageBody: 'm',
        },
        End: true,
      },
    },
  });
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name: 'send', definition, roleArn }));
  const end = async (queue: string) => {
    const input = JSON.stringify({ queue });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
    return ended(sfn, executionArn);
  };
  expect((await end('hires')).status).toBe('SUCCEEDED');
  const { status, error, cause } = await end('payroll');
  expect([status, error]).toEqual(['FAILED', 'Sqs.SqsException']);
  expect(cause).toMatch(
    /is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:123456789012:payroll because no identity-based policy allows the sqs:SendMessage action \(Service: Sqs, Status Code: 403, /,
  );
});
