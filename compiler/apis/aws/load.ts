import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../../packageRoot.ts';
import type { Facts, ModelFile, OperationFacts, ServiceEntry, ServicesFile } from './format.ts';
import { iamActions } from './iam.ts';
import type { ErrorModel, Operation, ServiceModel } from './model.ts';
import { actionName, errorName } from './names.ts';
import { Shapes } from './shapes.ts';

const loaded = new Map<string, ServiceModel | undefined>();
let table: ServicesFile | undefined;
let index: Facts<readonly string[]> | undefined;

/**
 * The model of a service; read on first use and kept.
 * @param resource the service in a Step Functions resource, for example `connect`
 * @returns undefined where there is no model of it
 */
export function loadService(resource: string): ServiceModel | undefined {
  if (loaded.has(resource)) return loaded.get(resource);
  const model = /^[a-z0-9]+$/.test(resource) ? read(resource) : undefined;
  loaded.set(resource, model);
  return model;
}

/** Every service that Step Functions can call, by resource name; those without a `serviceId` have no model here. */
export function listServices(): readonly ServiceEntry[] {
  return servicesFile().services;
}

/** Services of AWS that Step Functions can't call; their `resource` is but a name. */
export function uncallableServices(): readonly ServiceEntry[] {
  return servicesFile().uncallable;
}

function servicesFile(): ServicesFile {
  if (table === undefined) {
    const file: ServicesFile = JSON.parse(readFileSync(modelsFile('services.json'), 'utf8'));
    table = file;
  }
  return table;
}

/** The resource names of the services, callable or not, that have an operation of this model name. */
export function servicesWithOperation(name: string): readonly string[] {
  if (index === undefined) {
    const file: Facts<readonly string[]> = JSON.parse(gunzip('operations.json.gz'));
    index = file;
  }
  return Object.hasOwn(index, name) ? (index[name] ?? []) : [];
}

function modelsFile(name: string): string {
  return join(packageRoot(), 'models', name);
}

function gunzip(name: string): string {
  return gunzipSync(readFileSync(modelsFile(name))).toString('utf8');
}

function read(resource: string): ServiceModel | undefined {
  const name = `${resource}.json.gz`;
  // `operations.json.gz` is an index, and no service is called so.
  if (resource === 'operations' || !existsSync(modelsFile(name))) return undefined;
  const file: ModelFile = JSON.parse(gunzip(name));
  return serviceModel(file);
}

/** A service's model over the facts of its file. Operations and shapes are made when they are asked for. */
export function serviceModel(file: ModelFile): ServiceModel {
  const shapes = new Shapes(file.shapes);
  const operations = new Map<string, Operation>();
  let errors: readonly ErrorModel[] | undefined;
  const service: ServiceModel = {
    resource: file.resource,
    exceptionPrefix: file.exceptionPrefix,
    serviceId: file.serviceId,
    protocol: file.protocol,
    source: file.source,
    generated: file.generated,
    operationNames: Object.keys(file.operations),
    get errors() {
      errors ??= Object.keys(file.errors).map((error) => errorModel(error, file));
      return errors;
    },
    operation(name) {
      const facts = Object.hasOwn(file.operations, name) ? file.operations[name] : undefined;
      if (facts === undefined) return undefined;
      let operation = operations.get(name);
      if (operation === undefined) {
        operation = makeOperation(service, name, facts, file, shapes);
        operations.set(name, operation);
      }
      return operation;
    },
  };
  return service;
}

function makeOperation(
  service: ServiceModel,
  name: string,
  facts: OperationFacts,
  file: ModelFile,
  shapes: Shapes,
): Operation {
  const iam = iamActions(facts.iam ?? [], file);
  const inputPayload = shapes.payloadOf(facts.input);
  const outputPayload = shapes.payloadOf(facts.output);
  const reads = iam.length > 0 && iam.every(({ accessLevel }) => accessLevel === 'Read' || accessLevel === 'List');
  return {
    service,
    name,
    action: actionName(name),
    method: facts.method,
    uri: facts.uri,
    status: facts.status ?? 200,
    input: shapes.structure(facts.input),
    output: shapes.structure(facts.output),
    ...(inputPayload === undefined ? {} : { inputPayload }),
    ...(outputPayload === undefined ? {} : { outputPayload }),
    errors: (facts.errors ?? []).map((error) => errorModel(error, file)),
    supported: facts.unsupported !== 1,
    signed: facts.unsigned !== 1,
    iam,
    readOnly: reads || facts.readonly === 1 || facts.method === 'GET' || facts.method === 'HEAD',
  };
}

function errorModel(name: string, file: ModelFile): ErrorModel {
  const facts = Object.hasOwn(file.errors, name) ? file.errors[name] : undefined;
  return {
    name,
    sfnName: errorName(file.exceptionPrefix, name),
    ...(facts?.status === undefined ? {} : { status: facts.status }),
    serverFault: facts?.fault === 1 || (facts?.status ?? 0) >= 500,
    throttling: facts?.throttling === 1,
  };
}
