import { type AwsOperation, type Models, parseTaskResource, taskOperation, taskText } from '../../apis/index.ts';

/** The operation that a Task's resource names, or what is wrong with it. */
export type Called =
  | { readonly kind: 'operation'; readonly operation: AwsOperation }
  /** Any operation of an HTTP API. */
  | { readonly kind: 'request' }
  | { readonly kind: 'fault'; readonly message: string };

/** The compiler makes SDK integrations that answer with the result, and HTTP requests; whatever else stands in a definition is a fault. */
export function calledBy(arn: string, models: Models): Called {
  const resource = parseTaskResource(arn);
  if (resource.kind === 'optimised' && taskText(resource) === 'http:invoke') return { kind: 'request' };
  if (resource.kind !== 'sdk' || resource.pattern !== 'call') {
    return fault('must be arn:aws:states:::aws-sdk:<service>:<action> or arn:aws:states:::http:invoke');
  }
  const { service, action } = resource;
  if (models.service(service) === undefined) return fault(`there is no service \`${service}\` that can be called`);
  const operation = taskOperation(resource, models);
  if (operation === undefined) return fault(`\`${service}\` has no action \`${action}\``);
  if (!operation.supported) return fault(`Step Functions does not support \`${service}:${action}\``);
  return { kind: 'operation', operation };
}

function fault(message: string): Called {
  return { kind: 'fault', message };
}
