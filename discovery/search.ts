import type { Models, ServiceEntry, ServiceModel } from '../compiler/apis/index.ts';

/** The services that can be called, or those whose names hold all words of a search. */
export function searchServices(models: Models, search?: string): readonly ServiceEntry[] {
  const words = wordsOf(search);
  return models.services.filter(
    ({ resource, serviceId, names, host }) =>
      serviceId !== undefined && hasAll([resource, serviceId, host ?? '', ...names].join(' '), words),
  );
}

/**
 * The operations of a service that Step Functions can call, or those whose names hold all words of a search, in any order:
 * `user list` finds ListUsers.
 * @returns model names, sorted
 */
export function searchOperations(service: ServiceModel, search?: string): readonly string[] {
  const words = wordsOf(search);
  return service.operationNames.filter((name) => hasAll(name, words));
}

/** An operation of one of many services. */
export interface FoundOperation {
  readonly service: string;
  /** The model's name. */
  readonly operation: string;
}

/** The operations of all services whose names hold all words of a search, the shortest names first. */
export function searchEverywhere(models: Models, search: string): readonly FoundOperation[] {
  const found = models.services.flatMap(({ resource }) => {
    const service = models.service(resource);
    return service === undefined
      ? []
      : searchOperations(service, search).map((operation) => ({ service: resource, operation }));
  });
  return found.sort((a, b) => a.operation.length - b.operation.length);
}

function wordsOf(search = ''): readonly string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function hasAll(text: string, words: readonly string[]): boolean {
  const folded = text.toLowerCase();
  return words.every((word) => folded.includes(word));
}
