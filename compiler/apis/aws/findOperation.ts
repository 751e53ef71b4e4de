import { neighbour } from '../../diagnostics/index.ts';
import type { AwsOperation, ServiceModel } from './model.ts';

export type OperationFinding =
  /** `case`: found only without regard to letter case beyond the first letter. */
  | { readonly kind: 'found'; readonly operation: AwsOperation; readonly note?: 'case' }
  | { readonly kind: 'unknown'; readonly nearest?: string };

/**
 * The operation that an `operationId` means. OpenAPI descriptions of AWS services write it as the model does, with a
 * small first letter, or, for query services, with the method in front (`GET_DescribeInstances`).
 */
export function findOperation(service: ServiceModel, operationId: string): OperationFinding {
  const bare = bareName(operationId);
  const exact = service.operation(capital(bare)) ?? service.operation(bare);
  if (exact !== undefined) return { kind: 'found', operation: exact };
  const name = foldedNames(service).get(bare.toLowerCase());
  const loose = name === undefined ? undefined : service.operation(name);
  if (loose !== undefined) return { kind: 'found', operation: loose, note: 'case' };
  const close = neighbour(capital(bare), service.operationNames);
  if (close === undefined) return { kind: 'unknown' };
  // In the manner of the document: with a small first letter where it has one.
  return { kind: 'unknown', nearest: capital(bare) === bare ? close : close.charAt(0).toLowerCase() + close.slice(1) };
}

/** Whether a service has the operation that an `operationId` means, letter case aside. */
export function hasOperationNamed(service: ServiceModel, operationId: string): boolean {
  return foldedNames(service).has(bareName(operationId).toLowerCase());
}

const folded = new WeakMap<ServiceModel, ReadonlyMap<string, string>>();

/** The names of a service's operations by what they are in small letters. */
function foldedNames(service: ServiceModel): ReadonlyMap<string, string> {
  const names =
    folded.get(service) ?? new Map(service.operationNames.map((name) => [name.toLowerCase(), name] as const));
  folded.set(service, names);
  return names;
}

/** The model's name of an operation, if the `operationId` is it but for what {@link findOperation} overlooks without a note. */
export function operationNameOf(operationId: string): string {
  return capital(bareName(operationId));
}

function bareName(operationId: string): string {
  return operationId.replace(/^(GET|POST)_/, '');
}

/**
 * The operation at a method and path template, as an `operationPath` gives them: by the model's own URIs, whatever their
 * parameters are called; for services with one path for all, by the operation's name behind `#Action=`, `?Action=` or
 * `#X-Amz-Target=`, which is how their OpenAPI descriptions tell operations apart.
 */
export function findOperationByPath(service: ServiceModel, method: string, path: string): AwsOperation | undefined {
  const named = /[#?&](?:Action|X-Amz-Target)=(?:[^&#]*\.)?([A-Za-z0-9]+)/.exec(path)?.[1];
  if (named !== undefined) return service.operation(named);
  const wanted = uri(path);
  const fitting: { readonly operation: AwsOperation; readonly literals: number }[] = [];
  for (const name of service.operationNames) {
    const operation = service.operation(name);
    if (operation === undefined || operation.method !== method.toUpperCase()) continue;
    const known = uri(operation.uri);
    if (known.query === wanted.query && sameSegments(known.segments, wanted.segments)) {
      fitting.push({ operation, literals: known.segments.filter((segment) => segment !== '{}').length });
    }
  }
  return fitting.sort((a, b) => b.literals - a.literals)[0]?.operation;
}

interface Uri {
  /** Literal segments, `{}` for parameters. */
  readonly segments: readonly string[];
  /** Fixed query, sorted: `list-type=2`. */
  readonly query: string;
}

function uri(text: string): Uri {
  const [path = '', query = ''] = text.replace(/#.*$/, '').split('?');
  const segments = path.split('/').filter((segment) => segment !== '');
  return {
    segments: segments.map((segment) => segment.replace(/\{[^}]*\}/g, '{}')),
    query: query
      .split('&')
      // `x-id` names the operation for tracing, and OpenAPI descriptions don't have it.
      .filter((part) => part !== '' && !part.startsWith('x-id='))
      .map((part) => part.replace(/=$/, ''))
      .sort()
      .join('&'),
  };
}

function sameSegments(known: readonly string[], wanted: readonly string[]): boolean {
  return known.length === wanted.length && known.every((segment, index) => segment === wanted[index]);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
