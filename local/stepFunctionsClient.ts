import type { Cloud } from './cloud.ts';
import type { JsonObject } from './interpreter/index.ts';
import { ServiceException } from './services/index.ts';

/** Step Functions in a cloud of this process, as a client has it. Promises reject with errors that `exception` knows the names of. */
export function stepFunctionsClient(cloud: Cloud) {
  const call =
    (operation: string) =>
    (request: JsonObject): Promise<JsonObject> =>
      cloud.call('sfn', operation, request);
  return {
    start: call('StartExecution'),
    describe: call('DescribeExecution'),
    history: call('GetExecutionHistory'),
    redrive: call('RedriveExecution'),
    exception: exceptionOf,
  };
}

/** The name of the exception that an error of a service is, or an empty text. */
export function exceptionOf(error: unknown): string {
  return error instanceof ServiceException ? error.code : '';
}
