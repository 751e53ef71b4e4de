import type { AwsOperation } from './model.ts';
import type { Models } from './models.ts';

/** What the `Resource` of a Task names (AWS Step Functions, "Task workflow state"). */
export type TaskResource =
  | CalledResource
  | { /** Activities, and what names nothing. */ readonly kind: 'other'; readonly arn: string };

/** A resource of something that is called. */
export type CalledResource = IntegrationResource | FunctionResource;

export interface IntegrationResource {
  /** `sdk`: an operation as the service's API has it; `optimised`: one that Step Functions has a form of its own for. */
  readonly kind: 'sdk' | 'optimised';
  /** As the resource has it: `connect` of `aws-sdk:connect:createUser`, `states` of `states:startExecution.sync`. */
  readonly service: string;
  /** For example `createUser`. */
  readonly action: string;
  readonly pattern: Pattern;
}

/** A Lambda function by its own ARN. */
export interface FunctionResource {
  readonly kind: 'function';
  readonly arn: string;
  readonly service: 'lambda';
  readonly action: 'invoke';
  readonly pattern: 'call';
}

/** Whether the answer is the result, somebody else gives the result, or it is what the started job comes to. */
export type Pattern = 'call' | 'waitForTaskToken' | 'sync' | 'sync:2';

/** A resource in the two parts that the events of a history have. */
export interface TaskNames {
  /** For example `aws-sdk:connect`. */
  readonly resourceType: string;
  /** For example `createUser`, `invoke.waitForTaskToken`; of a function its ARN. */
  readonly resource: string;
}

const anyPartition = 'arn:aws(?:-cn|-us-gov|-iso|-iso-[a-z]|-eusc)?';
const integration = new RegExp(
  `^${anyPartition}:states:[^:]*:[^:]*:(aws-sdk:)?([^:]+):([^:.]+)(?:[.](waitForTaskToken|sync|sync:2))?$`,
);
const lambdaFunction = new RegExp(`^${anyPartition}:lambda:[^:]*:[^:]*:function:.+$`);
const patterns: readonly Pattern[] = ['waitForTaskToken', 'sync', 'sync:2'];

/** Reads the `Resource` of a Task. */
export function parseTaskResource(arn: string): TaskResource {
  if (lambdaFunction.test(arn)) return { kind: 'function', arn, service: 'lambda', action: 'invoke', pattern: 'call' };
  const [, sdk, service, action, suffix] = integration.exec(arn) ?? [];
  if (service === undefined || action === undefined || service === 'activity') return { kind: 'other', arn };
  const pattern = patterns.find((each) => each === suffix) ?? 'call';
  return { kind: sdk === undefined ? 'optimised' : 'sdk', service, action, pattern };
}

/** Writes the `Resource` of a Task. */
export function printTaskResource(called: CalledResource, partition?: string): string {
  return taskArn(taskNames(called), partition);
}

/** The `Resource` of a Task from its two parts in a history. */
export function taskArn({ resourceType, resource }: TaskNames, partition = 'aws'): string {
  return resource.startsWith('arn:') ? resource : `arn:${partition}:states:::${resourceType}:${resource}`;
}

/** The two parts of a resource in a history. */
export function taskNames(called: CalledResource): TaskNames {
  const resourceType = called.kind === 'sdk' ? `aws-sdk:${called.service}` : called.service;
  return { resourceType, resource: called.kind === 'function' ? called.arn : actionText(called) };
}

/** What a Task calls, for people: `connect:createUser`, `lambda:invoke.waitForTaskToken`; of a function its name. */
export function taskText(resource: TaskResource): string {
  switch (resource.kind) {
    case 'sdk':
    case 'optimised':
      return `${resource.service}:${actionText(resource)}`;
    case 'function':
      return `lambda: ${resource.arn.replace(/^.*:function:/, '')}`;
    case 'other':
      return resource.arn.replace(/^arn:[^:]*:states:[^:]*:[^:]*:/, '');
  }
}

function actionText({ action, pattern }: IntegrationResource): string {
  return pattern === 'call' ? action : `${action}.${pattern}`;
}

/** The operation of the service's model that a Task calls; undefined where the models have none. */
export function taskOperation(resource: TaskResource, models: Models): AwsOperation | undefined {
  if (resource.kind === 'other') return undefined;
  const { kind, service, action } = resource;
  const model = models.service(kind === 'sdk' ? service : (sdkNames.get(service) ?? service));
  const operation = model?.operation(action.charAt(0).toUpperCase() + action.slice(1));
  return operation?.action === action ? operation : undefined;
}

/** Optimised integrations call some services otherwise than the SDK ones do. */
const sdkNames: ReadonlyMap<string, string> = new Map([
  ['states', 'sfn'],
  ['events', 'eventbridge'],
]);
