import type { Operation } from '../apis/index.ts';
import type { Step } from '../arazzo/index.ts';
import type { CompileOptions } from '../options.ts';

/** Longest run of a Lambda function (AWS Lambda quotas). */
const LAMBDA_SECONDS = 900;
const CALL_SECONDS = 60;

/** Seconds after which a call is given up: the step's own timeout (1.1), the option, or what is usual. */
export function callTimeout({ timeout }: Step, operation: Operation, options: CompileOptions): number {
  if (timeout !== undefined) return Math.max(1, Math.ceil(timeout.milliseconds / 1000));
  if (options.callTimeout !== undefined) return options.callTimeout;
  return operation.service.resource === 'lambda' && operation.name === 'Invoke' ? LAMBDA_SECONDS : CALL_SECONDS;
}
