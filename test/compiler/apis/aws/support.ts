import type { AwsOperation, ServiceModel } from '../../../../compiler/apis/aws/index.ts';
import { shippedModels } from '../../../../compiler/node/index.ts';

/** A service that has to be there. */
export function service(resource: string): ServiceModel {
  const found = shippedModels.service(resource);
  if (found === undefined) throw new Error(`no model of ${resource}`);
  return found;
}

/** An operation that has to be there: `connect:CreateUser`. */
export function operation(name: string): AwsOperation {
  const [resource = '', operationName = ''] = name.split(':');
  const found = service(resource).operation(operationName);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}
