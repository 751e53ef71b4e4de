import type { ModelFile, OperationFacts } from './format.ts';
import { iamActions } from './iam.ts';
import type { ErrorModel, Operation, ServiceModel } from './model.ts';
import { actionName, errorName } from './names.ts';
import { Shapes } from './shapes.ts';

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
