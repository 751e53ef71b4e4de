import { type Operation, parseTaskResource, type Shape, taskOperation } from '../../compiler/apis/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import {
  emptyObject,
  isObject,
  type Json,
  type ServiceRequest,
  type Services,
  seededRandom,
  TaskFailure,
  type TaskProblem,
  uuid,
  type WrittenTask,
} from '../interpreter/index.ts';
import { toSfnNames } from './answer.ts';
import type { Backend } from './backend.ts';
import { readRequest } from './request.ts';
import { BrokenConnection, ServiceException } from './service.ts';

/**
 * What Step Functions does between a Task and a service: finds the operation of the resource, checks and renames the
 * request, renames the answer, and words the errors.
 */
export function sdkIntegration(backend: Backend): Services {
  // Request ids are nobody's business but the reader's: the same ones in each run.
  const random = seededRandom(0);
  return {
    check(request) {
      const operation = operationOf(request.resource);
      if (operation === undefined) return [`The resource '${request.resource}' is not recognized`];
      const { faults } = readRequest(operation.input, paramsOf(operation, request), 'sfnName');
      return faults.filter(({ kind }) => kind !== 'constraint').map(({ text }) => text);
    },
    async call(call) {
      const operation = operationOf(call.resource);
      if (operation === undefined) throw new TaskFailure('States.Runtime', `'${call.resource}' is not recognized`);
      try {
        const answer = await backend.call(operation, paramsOf(operation, call), 'sfnName', call.signal);
        return toSfnNames(operation.output, answer);
      } catch (error) {
        throw failureOf(operation, error, () => uuid(random));
      }
    },
  };
}

/**
 * What is wrong with a Task before it runs: a resource that nothing answers to, members of its Arguments that the model
 * doesn't know, required ones that are missing. For `validateDefinition`.
 */
export function checkTask({ resource, arguments: args }: WrittenTask): readonly TaskProblem[] {
  const parsed = parseTaskResource(resource);
  const unknown = `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
  if (parsed.kind === 'other') return [{ field: 'Resource', text: unknown }];
  if (parsed.kind !== 'sdk') return [];
  const operation = operationOf(resource);
  if (operation === undefined) return [{ field: 'Resource', text: unknown }];
  if (!isObject(args)) return [];
  const { faults } = readRequest(operation.input, args, 'sfnName');
  // A token goes where the model knows nothing of it; an expression may be of any type.
  return faults
    .filter(({ kind }) => kind === 'unsupported' || kind === 'missing')
    .map(({ text }) => ({ field: 'Arguments', text }));
}

function operationOf(resource: string): Operation | undefined {
  const operation = taskOperation(parseTaskResource(resource), shippedModels);
  return operation?.supported ? operation : undefined;
}

/** Optimised integrations take any JSON where the service wants text. */
function paramsOf(operation: Operation, { resource, params }: ServiceRequest): Json {
  return parseTaskResource(resource).kind === 'sdk' ? params : withTexts(operation.input, params);
}

function withTexts(shape: Shape, value: Json): Json {
  switch (shape.type) {
    case 'structure': {
      if (!isObject(value)) return value;
      const members = new Map(shape.members.map((member) => [member.sfnName, member.shape]));
      const copy = emptyObject();
      for (const [key, item] of Object.entries(value)) {
        const inner = members.get(key);
        copy[key] = inner === undefined ? item : withTexts(inner, item);
      }
      return copy;
    }
    case 'list':
      return Array.isArray(value) ? value.map((item) => withTexts(shape.member.shape, item)) : value;
    case 'string':
    case 'blob':
      return typeof value === 'string' || value === null ? value : JSON.stringify(value);
    default:
      return value;
  }
}

/** An error as a state machine sees it: the prefix before its name, the facts behind its message. */
function failureOf(operation: Operation, error: unknown, requestId: () => string): unknown {
  const prefix = operation.service.exceptionPrefix;
  if (error instanceof ServiceException) {
    const known = operation.errors.find(({ name }) => name === error.code);
    const name = known?.sfnName ?? `${prefix}.${prefix}Exception`;
    return new TaskFailure(
      name,
      `${error.message} (Service: ${prefix}, Status Code: ${error.status}, Request ID: ${requestId()}) (SDK Attempt Count: 1)`,
    );
  }
  if (error instanceof BrokenConnection) return new TaskFailure(`${prefix}.SdkClientException`, error.message);
  return error;
}
