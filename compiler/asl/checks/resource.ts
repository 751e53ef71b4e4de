import { actionName, type Models, type Operation, type ServiceModel } from '../../apis/index.ts';

/** The operation that a Task's resource names, or what is wrong with it. */
export type Called =
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'fault'; readonly message: string };

/** Reads `arn:<partition>:states:::aws-sdk:<service>:<action>` (AWS Step Functions, AWS SDK service integrations). */
export function calledBy(resource: string, models: Models): Called {
  const parts = /^arn:aws(?:-cn|-us-gov)?:states:::aws-sdk:([^:]+):([^:]+)$/.exec(resource);
  const [, service = '', action = ''] = parts ?? [];
  if (parts === null) return fault('must be arn:aws:states:::aws-sdk:<service>:<action>');
  const model = models.service(service);
  if (model === undefined) return fault(`there is no service \`${service}\` that can be called`);
  const operation = operationOf(model, action);
  if (operation === undefined) return fault(`\`${service}\` has no action \`${action}\``);
  if (!operation.supported) return fault(`Step Functions does not support \`${service}:${action}\``);
  return { kind: 'operation', operation };
}

function fault(message: string): Called {
  return { kind: 'fault', message };
}

function operationOf(model: ServiceModel, action: string): Operation | undefined {
  const lowered = model.operation(action);
  const operation = lowered ?? model.operation(action.charAt(0).toUpperCase() + action.slice(1));
  return operation !== undefined && actionName(operation.name) === action ? operation : undefined;
}
