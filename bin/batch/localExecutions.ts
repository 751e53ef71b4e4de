import { type Executions, executionsOf } from '../../batch/index.ts';
import { type Cloud, type JsonObject, ServiceException } from '../../local/index.ts';
import type { Secrets } from './firstPasswords.ts';

/** Secrets Manager in a cloud of this process. */
export function localSecrets(cloud: Cloud): Secrets {
  return { create: (request) => cloud.call('secretsmanager', 'CreateSecret', request), exception };
}

function exception(error: unknown): string {
  return error instanceof ServiceException ? error.code : '';
}

/** The executions of a state machine in a cloud of this process. */
export function localExecutions(cloud: Cloud, stateMachineArn: string): Executions {
  const call =
    (operation: string) =>
    (request: JsonObject): Promise<JsonObject> =>
      cloud.call('sfn', operation, request);
  return executionsOf(stateMachineArn, {
    start: call('StartExecution'),
    describe: call('DescribeExecution'),
    history: call('GetExecutionHistory'),
    redrive: call('RedriveExecution'),
    exception,
  });
}
