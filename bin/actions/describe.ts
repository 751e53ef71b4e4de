import type { ServiceModel } from '../../compiler/apis/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import {
  describeOperation,
  type FoundOperation,
  findTarget,
  operationText,
  searchEverywhere,
  searchOperations,
  searchServices,
  table,
} from '../../discovery/index.ts';
import { UsageError } from '../cli/command.ts';
import type { Io } from '../cli/io.ts';

/** What `describe` is told beside the service or operation. */
export interface DescribeOptions {
  readonly search?: string | undefined;
  readonly depth: number;
  readonly format: 'text' | 'json';
}

/** How many operations of all services a search shows to people. */
const shownOperations = 40;

/** Tells what can be called, and how. Returns the exit code: 1 where a search finds nothing. */
export function describe(what: string | undefined, options: DescribeOptions, io: Io): number {
  if (what === undefined) return listServices(options, io);
  const target = findTarget(what, shippedModels);
  switch (target.kind) {
    case 'none':
      throw new UsageError(target.message, target.help);
    case 'service':
      return listOperations(target.service, options, io);
    case 'operation': {
      if (options.search !== undefined) throw new UsageError('--search looks for operations; leave it out');
      const described = describeOperation(target.operation, Math.max(options.depth, 1));
      io.stdout.write(options.format === 'json' ? json(described) : operationText(described));
      return 0;
    }
    default:
      return target satisfies never;
  }
}

function listServices({ search, format }: DescribeOptions, io: Io): number {
  const services = searchServices(shippedModels, search).map(({ resource, serviceId = '' }) => ({
    service: resource,
    title: serviceId,
  }));
  const operations = search === undefined ? [] : searchEverywhere(shippedModels, search);
  if (services.length + operations.length === 0) return nothing(search, io);
  if (format === 'json') io.stdout.write(json(search === undefined ? services : { services, operations }));
  else io.stdout.write(table(services.map(({ service, title }) => [service, title])) + operationLines(operations));
  return 0;
}

function operationLines(operations: readonly FoundOperation[]): string {
  const shown = operations.slice(0, shownOperations);
  const more = operations.length - shown.length;
  const lines = shown.map(({ service, operation }) => `  ${service}:${operationId(operation)}\n`).join('');
  return more === 0 ? lines : `${lines}and ${more} more: name the service, or give more words\n`;
}

function listOperations(service: ServiceModel, { search, format }: DescribeOptions, io: Io): number {
  const operations = searchOperations(service, search).flatMap((name) => {
    const operation = service.operation(name);
    return operation === undefined ? [] : [operation];
  });
  if (operations.length === 0) return nothing(search, io);
  const rows = operations.map(({ name, action, method, uri, readOnly, supported }) => ({
    operation: name,
    operationId: action,
    method,
    path: uri,
    readOnly,
    callable: supported,
  }));
  if (format === 'json')
    io.stdout.write(json({ service: service.resource, title: service.serviceId, operations: rows }));
  else {
    io.stdout.write(
      table(
        rows.map(({ operationId: id, method, path, callable }) => [
          `${service.resource}:${id}`,
          `${path === '/' ? '' : `${method} ${path}`}${callable ? '' : " (Step Functions can't call it)"}`,
        ]),
      ),
    );
  }
  return 0;
}

function nothing(search: string | undefined, { stderr }: Io): number {
  stderr.write(`arazzo-sfn: nothing has ${search ?? ''} in its name\n`);
  return 1;
}

function operationId(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
