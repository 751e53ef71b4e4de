import { type CalledResource, type TaskNames, taskNames } from '../../compiler/apis/index.ts';
import type { StateError } from './errors.ts';
import { type EventDetails, errorDetails, type Kept } from './history.ts';
import type { Json } from './json.ts';

type Event = readonly [type: string, details: EventDetails];

/** The events of one attempt of a Task. Lambda functions that are named by their own ARN have a family of their own. */
export interface TaskEvents {
  scheduled(request: Scheduled): Event;
  readonly started: Event;
  /** The request has been answered, its result is still to come; undefined where the answer is the result. */
  submitted(output: Kept): Event | undefined;
  succeeded(output: Kept): Event;
  failed(failure: StateError): Event;
  timedOut(failure: StateError): Event;
}

export interface Scheduled {
  readonly params: Kept;
  readonly region: string;
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
  readonly credentials: Json | undefined;
}

export function taskEvents(resource: CalledResource): TaskEvents {
  return resource.kind === 'function'
    ? lambdaEvents(resource.arn)
    : integrationEvents(taskNames(resource), resource.pattern !== 'call');
}

function integrationEvents(task: TaskNames, twoSteps: boolean): TaskEvents {
  return {
    scheduled: ({ params, region, timeout, heartbeat, credentials }) => [
      'TaskScheduled',
      {
        taskScheduledEventDetails: {
          ...task,
          region,
          parameters: params.text,
          ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
          ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
          ...credentialDetails(credentials),
        },
      },
    ],
    started: ['TaskStarted', { taskStartedEventDetails: task }],
    submitted: ({ text, details }) =>
      twoSteps
        ? ['TaskSubmitted', { taskSubmittedEventDetails: { ...task, output: text, outputDetails: details } }]
        : undefined,
    succeeded: ({ text, details }) => [
      'TaskSucceeded',
      { taskSucceededEventDetails: { ...task, output: text, outputDetails: details } },
    ],
    failed: (failure) => ['TaskFailed', { taskFailedEventDetails: { ...task, ...errorDetails(failure) } }],
    timedOut: (failure) => ['TaskTimedOut', { taskTimedOutEventDetails: { ...task, ...errorDetails(failure) } }],
  };
}

function credentialDetails(credentials: Json | undefined): { taskCredentials?: { roleArn: string } } {
  if (typeof credentials !== 'object' || credentials === null || !('RoleArn' in credentials)) return {};
  const roleArn = credentials['RoleArn'];
  return typeof roleArn === 'string' ? { taskCredentials: { roleArn } } : {};
}

function lambdaEvents(resource: string): TaskEvents {
  return {
    scheduled: ({ params, timeout }) => [
      'LambdaFunctionScheduled',
      {
        lambdaFunctionScheduledEventDetails: {
          resource,
          input: params.text,
          inputDetails: params.details,
          ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
        },
      },
    ],
    started: ['LambdaFunctionStarted', {}],
    submitted: () => undefined,
    succeeded: ({ text, details }) => [
      'LambdaFunctionSucceeded',
      { lambdaFunctionSucceededEventDetails: { output: text, outputDetails: details } },
    ],
    failed: (failure) => ['LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: errorDetails(failure) }],
    timedOut: (failure) => ['LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: errorDetails(failure) }],
  };
}
