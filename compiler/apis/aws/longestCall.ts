import type { AwsOperation } from './model.ts';

/** Longest run of a Lambda function (AWS Lambda quotas). */
const LAMBDA_SECONDS = 900;
const CALL_SECONDS = 60;

/** Seconds that a call may take. */
export function longestCall({ service, name }: AwsOperation): number {
  return service.resource === 'lambda' && name === 'Invoke' ? LAMBDA_SECONDS : CALL_SECONDS;
}
