import {
  type AwsOperation,
  type CalledResource,
  parseTaskResource,
  type Shape,
  taskOperation,
} from '../../compiler/apis/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import {
  emptyObject,
  isObject,
  type Json,
  type JsonObject,
  type Services,
  seededRandom,
  TaskFailure,
  uuid,
} from '../interpreter/index.ts';
import { toTaskNames } from './answer.ts';
import type { Backend } from './backend.ts';
import { taskFailure } from './errorNames.ts';
import { invocation } from './lambdaResult.ts';
import { memberName, type Naming, namingOf } from './naming.ts';
import { readRequest } from './request.ts';

/**
 * What Step Functions does between a Task and a service: finds the operation of the resource, checks and renames the
 * request, renames the answer, and words the errors.
 */
export function sdkIntegration(backend: Backend): Services {
  // Request ids are nobody's business but the reader's: the same ones in each run.
  const random = seededRandom(0);
  return {
    check(request) {
      const called = calledBy(request.resource);
      if (called === undefined) return [`The resource '${request.resource}' is not recognized`];
      const { operation, naming } = called;
      const { faults } = readRequest(operation.input, paramsOf(called, request.params), naming);
      return faults.filter(({ kind }) => kind !== 'constraint').map(({ text }) => text);
    },
    async call(call) {
      const called = calledBy(call.resource);
      if (called === undefined) throw new TaskFailure('States.Runtime', `'${call.resource}' is not recognized`);
      const { resource, operation, naming } = called;
      try {
        const answer = await backend.call(operation, paramsOf(called, call.params), naming, call.signal);
        return resultOf(called, answer);
      } catch (error) {
        throw taskFailure(resource, operation, error, () => uuid(random));
      }
    },
  };
}

/** What a Task calls, and its request in the model's names; undefined where nothing is known of it. */
export function requestOf(
  resource: string,
  params: Json,
): { readonly resource: CalledResource; readonly operation: AwsOperation; readonly request: JsonObject } | undefined {
  const called = calledBy(resource);
  if (called === undefined) return undefined;
  const { operation, naming } = called;
  const { request } = readRequest(operation.input, paramsOf(called, params), naming);
  return { resource: called.resource, operation, request };
}

/** What a Task's resource calls. */
interface Called {
  readonly resource: CalledResource;
  readonly operation: AwsOperation;
  readonly naming: Naming;
}

function calledBy(arn: string): Called | undefined {
  const resource = parseTaskResource(arn);
  const operation = taskOperation(resource, shippedModels);
  if (resource.kind === 'other' || !operation?.supported) return undefined;
  return { resource, operation, naming: namingOf(resource) };
}

function paramsOf({ resource, operation, naming }: Called, params: Json): Json {
  switch (resource.kind) {
    case 'sdk':
      return params;
    case 'optimised':
      return withTexts(operation.input, params, naming);
    case 'function':
      return { FunctionName: resource.arn, Payload: JSON.stringify(params) };
  }
}

function resultOf({ resource, operation, naming }: Called, answer: JsonObject): Json {
  const { service, action, kind } = resource;
  if (kind === 'sdk' || service !== 'lambda' || action !== 'invoke') {
    return toTaskNames(operation.output, answer, naming);
  }
  const invoked = invocation(answer);
  return kind === 'function' ? (invoked['Payload'] ?? null) : invoked;
}

/** Optimised integrations take any JSON where the service wants text. */
function withTexts(shape: Shape, value: Json, naming: Naming): Json {
  switch (shape.type) {
    case 'structure': {
      if (!isObject(value)) return value;
      const members = new Map(shape.members.map((member) => [memberName(member, naming), member.shape]));
      const copy = emptyObject();
      for (const [key, item] of Object.entries(value)) {
        const inner = members.get(key);
        copy[key] = inner === undefined ? item : withTexts(inner, item, naming);
      }
      return copy;
    }
    case 'list':
      return Array.isArray(value) ? value.map((item) => withTexts(shape.member.shape, item, naming)) : value;
    case 'string':
    case 'blob':
      return typeof value === 'string' || value === null ? value : JSON.stringify(value);
    default:
      return value;
  }
}
