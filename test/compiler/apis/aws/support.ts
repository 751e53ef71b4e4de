import { loadService, type Operation, type ServiceModel } from '../../../../compiler/apis/aws/index.ts';

/** A service that has to be there. */
export function service(resource: string): ServiceModel {
  const found = loadService(resource);
  if (found === undefined) throw new Error(`no model of ${resource}`);
  return found;
}

/** An operation that has to be there: `connect:CreateUser`. */
export function operation(name: string): Operation {
  const [resource = '', operationName = ''] = name.split(':');
  const found = service(resource).operation(operationName);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}
