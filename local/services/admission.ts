import {
  type AwsOperation,
  type Member,
  parseTaskResource,
  type StructureShape,
  type TaskResource,
  taskOperation,
} from '../../compiler/apis/index.ts';
import { nearest } from '../../compiler/diagnostics/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import { isExpression } from '../../compiler/statesLanguage/index.ts';
import { isObject, type Json, type JsonObject, type TaskProblem, type WrittenTask } from '../interpreter/index.ts';
import { readBoolean } from './booleans.ts';
import { noBoolean, noCollection, noInstance } from './jacksonWords.ts';

/**
 * What is wrong with a Task when its machine is created: a resource that nothing answers to, and of an SDK integration
 * what AWS finds in its Arguments, in its words: top members that are missing, else the first that there is none of or
 * that holds something else. What expressions yield isn't known then. For `validateDefinition`.
 */
export function checkTask(task: WrittenTask): readonly TaskProblem[] {
  const resource = parseTaskResource(task.resource);
  if (!task.resource.startsWith('arn:')) return [{ field: 'Resource', text: 'Value is not a valid resource ARN' }];
  const operation = taskOperation(resource, shippedModels);
  if (!isCallable(resource, operation)) {
    const text = `The resource provided ${task.resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
    return [{ field: 'Resource', text }];
  }
  if (resource.kind === 'sdk' && task.arguments === undefined) {
    return [{ text: 'These fields are required: [Arguments]' }];
  }
  if (operation === undefined || !isObject(task.arguments)) return [];
  const texts =
    resource.kind === 'sdk'
      ? argumentFaults(operation, task.arguments, task)
      : withheldFaults(operation, task.arguments);
  return texts.map((text) => ({ field: 'Arguments', text }));
}

/** Optimised integrations are many more than those with a model here; of SDK integrations all that there are have one. */
function isCallable(resource: TaskResource, operation: AwsOperation | undefined): boolean {
  switch (resource.kind) {
    case 'function':
    case 'optimised':
      return true;
    case 'sdk':
      return operation?.supported === true && (resource.pattern === 'call' || resource.pattern === 'waitForTaskToken');
    case 'other':
      return false;
  }
}

/** Members that an optimised integration doesn't take, as far as that was recorded. */
const withheld: ReadonlyMap<string, readonly string[]> = new Map([['ecs:runTask', ['Count']]]);

function withheldFaults({ service, action }: AwsOperation, args: JsonObject): readonly string[] {
  const names = withheld.get(`${service.resource}:${action}`) ?? [];
  return names
    .filter((name) => Object.hasOwn(args, name))
    .map((name) => `The field '${name}' is not supported by Step Functions`);
}

type Written = Pick<WrittenTask, 'isDecimal'>;

function argumentFaults(operation: AwsOperation, args: JsonObject, written: Written): readonly string[] {
  // The SDK fills in tokens that make a call safe to repeat. A stream is an argument of its own, behind the request.
  const required = operation.input.members
    .filter((member) => member.required && !member.idempotencyToken)
    .sort((a, b) => Number(a.stream) - Number(b.stream));
  const missing = required.filter(({ sfnName }) => !Object.hasOwn(args, sfnName));
  if (missing.length > 0) return missing.map(({ sfnName }) => `The field '${sfnName}' is required but was missing`);
  const fault = memberFault(operation.input, args, '', { written, operation });
  return fault === undefined ? [] : [fault];
}

interface Context {
  readonly written: Written;
  readonly operation: AwsOperation;
}

/** The first thing that is wrong in a structure's members; what the SDK builds the request with stops there. */
function memberFault(shape: StructureShape, value: JsonObject, path: string, context: Context): string | undefined {
  const members = new Map(shape.members.map((member) => [member.sfnName, member]));
  for (const [name, item] of Object.entries(value)) {
    const member = members.get(name);
    const at = path === '' ? name : `${path}/${name}`;
    const fault = member === undefined ? unknownMember(shape, name, path) : valueFault(member, item, at, context);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** At the top the member that was probably meant is named, however far it is. A stream is none of the request's members. */
function unknownMember({ members }: StructureShape, name: string, path: string): string {
  const known = members.filter(({ stream }) => !stream).map(({ sfnName }) => sfnName);
  const near = path === '' ? nearest(name, known, Number.POSITIVE_INFINITY) : undefined;
  const hint = near === undefined ? '' : `. Did you mean '${near}'?`;
  return `The field "${name}" is not supported by Step Functions${hint}`;
}

function valueFault(member: Member, value: Json, path: string, context: Context): string | undefined {
  if (value === null || member.stream || isExpression(value)) return undefined;
  const { shape } = member;
  const must = (type: string): string => `The value for the field '${nameOf(member, path)}' must be ${type}`;
  switch (shape.type) {
    case 'structure':
      if (shape.document) return undefined;
      return isObject(value) ? memberFault(shape, value, path, context) : noInstance(context.operation, shape, value);
    case 'list':
      if (!Array.isArray(value)) return noCollection('java.util.ArrayList', value);
      return first(value.entries(), ([at, item]) => valueFault(shape.member, item, `${path}[${at}]`, context));
    case 'map':
      if (!isObject(value)) return noCollection('java.util.LinkedHashMap', value);
      return first(Object.entries(value), ([key, item]) => valueFault(shape.value, item, `${path}/${key}`, context));
    case 'string':
      return typeof value === 'string' ? undefined : must('a STRING');
    case 'integer':
      return isWhole(value, path, context) ? undefined : must('an INTEGER');
    case 'long':
      return isWhole(value, path, context) ? undefined : must('a LONG');
    case 'float':
      return typeof value === 'number' ? undefined : must('a FLOAT');
    case 'double':
      return typeof value === 'number' ? undefined : must('a DOUBLE');
    case 'boolean':
      return booleanFault(value, path, context);
    case 'timestamp':
      return typeof value === 'number' || typeof value === 'string' ? undefined : must('a TIMESTAMP');
    case 'blob':
      return undefined;
  }
}

/** The member that a path leads to: items of lists and entries of maps are told of by it. */
function nameOf({ sfnName }: Member, path: string): string {
  const last = path.split('/').at(-1) ?? path;
  return last === sfnName ? sfnName : last.replace(/\[\d+\]/g, '');
}

function first<T>(items: Iterable<T>, faultOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isWhole(value: Json, path: string, { written }: Context): boolean {
  return Number.isInteger(value) && !written.isDecimal(path);
}

function booleanFault(value: Json, path: string, context: Context): string | undefined {
  const isFloat = typeof value === 'number' && !isWhole(value, path, context);
  return isFloat || readBoolean(value) === undefined ? noBoolean(value, isFloat) : undefined;
}
