import {
  type CalledOperations,
  findOperationByPath,
  type HttpOperation,
  type HttpService,
  hasOperationNamed,
  type ServiceModel,
} from '../apis/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';

/** What a source description stands for. */
export type Service = { readonly kind: 'aws'; readonly model: ServiceModel } | HttpService;

/** A service, or what is to be reported of a source whose service can't be told. */
export type Found = Service | { readonly kind: 'unknown'; readonly problem: Diagnostic };

/** Hosts of AWS's own services. */
export function isAmazonHost(host: string): boolean {
  return /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|amazonwebservices\.com\.cn)$/i.test(host);
}

/** A source of which nobody can tell what it stands for, and why. */
export function unknown(problem: Diagnostic): Found {
  return { kind: 'unknown', problem };
}

/** Whether a service has an operation of this id. */
export function hasOperation(service: Found | undefined, id: string): boolean {
  if (service === undefined || service.kind === 'unknown') return false;
  return service.kind === 'aws' ? hasOperationNamed(service.model, id) : service.operation(id) !== undefined;
}

/** How many of the operations that a document calls a service has. */
export function countIn(service: Found | undefined, { names, paths }: CalledOperations): number {
  return (
    names.filter((id) => hasOperation(service, id)).length +
    paths.filter(({ method, path }) => hasPath(service, method, path)).length
  );
}

function hasPath(service: Found | undefined, method: string, path: string): boolean {
  if (service === undefined || service.kind === 'unknown') return false;
  return service.kind === 'aws'
    ? findOperationByPath(service.model, method, path) !== undefined
    : service.operationAt(method, path) !== undefined;
}

/** Whether an operation is the same in both: descriptions of parts of one API have some of it in common. */
export function isSame(one: Found | undefined, other: Found | undefined, id: string): boolean {
  if (one === other) return true;
  if (one?.kind === 'aws' && other?.kind === 'aws') return one.model === other.model;
  if (one?.kind !== 'http' || other?.kind !== 'http') return false;
  const [mine, yours] = [one.operation(id), other.operation(id)];
  return mine !== undefined && yours !== undefined && requestLine(mine) === requestLine(yours);
}

function requestLine({ method, uri, servers }: HttpOperation): string {
  return JSON.stringify([method, uri, servers.map(({ url }) => url)]);
}
