import {
  type AwsOperation,
  findOperation,
  findService,
  type Models,
  parseTaskResource,
  type ServiceModel,
  tellUncallable,
} from '../compiler/apis/index.ts';
import { didYouMean } from '../compiler/diagnostics/index.ts';

/** What somebody asks about. */
export type Target =
  | { readonly kind: 'service'; readonly service: ServiceModel }
  | { readonly kind: 'operation'; readonly operation: AwsOperation }
  /** There is no such thing: why, and the way out. */
  | { readonly kind: 'none'; readonly message: string; readonly help?: string };

/**
 * Finds what is meant by a text: a service (`connect`, `cognito-idp`, `Amazon Connect`), an operation behind its service
 * (`connect:createUser`), or the `Resource` of a Task.
 */
export function findTarget(text: string, models: Models): Target {
  const [name, operation] = namesIn(text);
  const found = findService({ name: '', url: '', title: '', option: name }, models);
  switch (found.kind) {
    case 'found':
      return operation === undefined
        ? { kind: 'service', service: found.service }
        : operationOf(found.service, operation);
    case 'uncallable':
      return { kind: 'none', ...tellUncallable(found, models) };
    case 'misnamed':
      return unknown(name, found.nearest, models);
    case 'ambiguous':
    case 'unknown':
      return unknown(name, undefined, models);
    default:
      return found satisfies never;
  }
}

function namesIn(text: string): readonly [service: string, operation?: string] {
  const task = text.startsWith('arn:') ? parseTaskResource(text) : undefined;
  if (task?.kind === 'sdk' || task?.kind === 'optimised') return [task.service, task.action];
  const [, service = text, operation] = /^([^:]+):([^:]+)$/.exec(text) ?? [];
  return operation === undefined ? [service] : [service, operation];
}

function operationOf(service: ServiceModel, name: string): Target {
  const found = findOperation(service, name);
  if (found.kind === 'found') return { kind: 'operation', operation: found.operation };
  const list = `\`arazzo-sfn describe ${service.resource}\` lists the operations.`;
  return {
    kind: 'none',
    message: `${service.resource} has no operation ${name}`,
    help: didYouMean(found.nearest === undefined ? undefined : `${service.resource}:${found.nearest}`) ?? list,
  };
}

/** No service: perhaps an operation without its service. */
function unknown(name: string, nearest: string | undefined, models: Models): Target {
  const callable = new Set(models.services.map(({ resource }) => resource));
  const having = models
    .servicesWithOperation(name.charAt(0).toUpperCase() + name.slice(1))
    .filter((service) => callable.has(service));
  if (having.length > 0) {
    const targets = having.map((service) => `${service}:${name}`);
    return { kind: 'none', message: `${name} is an operation, not a service`, help: `Ask for ${targets.join(', ')}.` };
  }
  const help = didYouMean(nearest) ?? '`arazzo-sfn describe` lists the services.';
  return { kind: 'none', message: `there is no service ${name}`, help };
}
