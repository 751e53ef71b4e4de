import type { OperationFacts, ServiceFacts } from './format.ts';
import { dependentActions, ownActions } from './iam.ts';
import type { AwsOperation, DependentAction, ErrorModel, ServiceModel } from './model.ts';
import { actionName, errorName } from './names.ts';
import { Slice } from './slice.ts';

/**
 * A service's model over its facts. Slices are read, operations and shapes made when they are asked for.
 * @param read gives a part of the model, see format.ts
 */
export function serviceModel(facts: ServiceFacts, read: (part: number) => string): ServiceModel {
  const sliceOf = slices(facts, read);
  const operations = new Map<string, AwsOperation>();
  let errors: readonly ErrorModel[] | undefined;
  const service: ServiceModel = {
    resource: facts.resource,
    exceptionPrefix: facts.exceptionPrefix,
    serviceId: facts.serviceId,
    protocol: facts.protocol,
    source: facts.source,
    generated: facts.generated,
    operationNames: facts.operations.flat(),
    get errors() {
      errors ??= Object.keys(facts.errors).map((error) => errorModel(error, facts));
      return errors;
    },
    operation(name) {
      const made = operations.get(name);
      if (made !== undefined) return made;
      const slice = sliceOf(name);
      const found = slice?.fact('operation', name);
      if (slice === undefined || found === undefined) return undefined;
      const operation = makeOperation(service, name, found, facts, slice);
      operations.set(name, operation);
      return operation;
    },
  };
  return service;
}

/** Finds the slice of an operation; undefined where the service has no operation of the name. */
function slices({ operations }: ServiceFacts, read: (part: number) => string): (name: string) => Slice | undefined {
  const places = new Map(operations.flatMap((names, index) => names.map((name) => [name, index + 2] as const)));
  const made = new Map<number, Slice>();
  let shared: Slice | undefined;
  return (name) => {
    const part = places.get(name);
    if (part === undefined) return undefined;
    shared ??= new Slice(read(1));
    const slice = made.get(part) ?? new Slice(read(part), shared);
    made.set(part, slice);
    return slice;
  };
}

function makeOperation(
  service: ServiceModel,
  name: string,
  facts: OperationFacts,
  ofService: ServiceFacts,
  slice: Slice,
): AwsOperation {
  const { shapes } = slice;
  const iam = ownActions(facts, slice);
  let depends: readonly DependentAction[] | undefined;
  const inputPayload = shapes.payloadOf(facts.input);
  const outputPayload = shapes.payloadOf(facts.output);
  const reads = iam.length > 0 && iam.every(({ accessLevel }) => accessLevel === 'Read' || accessLevel === 'List');
  return {
    kind: 'aws',
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
    errors: (facts.errors ?? []).map((error) => errorModel(error, ofService)),
    supported: facts.unsupported !== 1,
    signed: facts.unsigned !== 1,
    iam,
    get depends() {
      depends ??= dependentActions(facts.depends ?? {}, slice);
      return depends;
    },
    readOnly: reads || facts.readonly === 1 || facts.method === 'GET' || facts.method === 'HEAD',
  };
}

function errorModel(name: string, service: ServiceFacts): ErrorModel {
  const facts = Object.hasOwn(service.errors, name) ? service.errors[name] : undefined;
  return {
    name,
    sfnName: errorName(service.exceptionPrefix, facts?.sfn ?? name),
    ...(facts?.status === undefined ? {} : { status: facts.status }),
    serverFault: facts?.fault === 1 || (facts?.status ?? 0) >= 500,
    throttling: facts?.throttling === 1,
  };
}
