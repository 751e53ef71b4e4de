import type { AwsOperation } from './model.ts';
import type { Models } from './models.ts';

/** An operation that the compiler itself calls. */
export function awsOperation(service: string, name: string, models: Models): AwsOperation {
  const operation = models.service(service)?.operation(name);
  if (operation === undefined) throw new Error(`models: ${service} has no ${name}`);
  return operation;
}
