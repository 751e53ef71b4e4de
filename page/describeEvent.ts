import { parseTaskResource, taskArn, taskText } from '../compiler/apis/index.ts';
import { type HistoryEvent, isHttpTask, isObject, type Json } from '../local/index.ts';

/** An event in a few words. */
export function describeEvent(event: HistoryEvent): string {
  const { type } = event;
  const about = subjectOf(event);
  const [words = type] = WORDS.find(([, pattern]) => pattern.test(type)) ?? [];
  return about === undefined ? words.replace(/(:| of| for| in)$/, '') : `${words} ${about}`;
}

const WORDS: readonly (readonly [words: string, type: RegExp])[] = [
  ['execution started', /^ExecutionStarted$/],
  ['execution succeeded', /^ExecutionSucceeded$/],
  ['execution failed:', /^ExecutionFailed$/],
  ['execution stopped', /^ExecutionAborted$/],
  ['execution timed out', /^ExecutionTimedOut$/],
  ['execution redriven', /^ExecutionRedriven$/],
  ['entered', /StateEntered$/],
  ['left', /StateExited$/],
  ['call of', /Scheduled$/],
  ['started', /^(Task|LambdaFunction)Started$/],
  ['waits for', /^TaskSubmitted$/],
  ['answer of', /^(Task|LambdaFunction)Succeeded$/],
  ['failed:', /^(Task|LambdaFunction)Failed$/],
  ['timed out:', /^(Task|LambdaFunction)TimedOut$/],
  ['expression failed in', /^EvaluationFailed$/],
  ['iteration started:', /^MapIterationStarted$/],
  ['iteration succeeded:', /^MapIterationSucceeded$/],
  ['iteration failed:', /^MapIterationFailed$/],
  ['iteration ended:', /^MapIterationAborted$/],
  ['iterations started', /^MapStateStarted$/],
  ['iterations succeeded', /^MapStateSucceeded$/],
  ['iterations failed', /^MapStateFailed$/],
  ['branches started', /^ParallelStateStarted$/],
  ['branches succeeded', /^ParallelStateSucceeded$/],
  ['branches failed', /^ParallelStateFailed$/],
  ['ended with the others', /StateAborted$/],
];

/** The method and address of an HTTP Task that is about to be done. */
function requestOf({ taskScheduledEventDetails: scheduled }: HistoryEvent): string | undefined {
  if (scheduled === undefined || !isHttpTask(taskArn(scheduled))) return undefined;
  const sent: Json = JSON.parse(scheduled.parameters);
  return isObject(sent) ? `${sent['Method']} ${sent['ApiEndpoint']}` : undefined;
}

/** What an event is about: a state, an operation, an error. */
function subjectOf(event: HistoryEvent): string | undefined {
  const state = event.stateEnteredEventDetails ?? event.stateExitedEventDetails;
  if (state !== undefined) return state.name;
  const failure =
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.lambdaFunctionFailedEventDetails ??
    event.lambdaFunctionTimedOutEventDetails ??
    event.executionFailedEventDetails ??
    event.executionAbortedEventDetails;
  if (failure !== undefined) return failure.error === undefined ? undefined : failure.error;
  if (event.evaluationFailedEventDetails !== undefined) return event.evaluationFailedEventDetails.location;
  const task =
    event.taskScheduledEventDetails ??
    event.taskStartedEventDetails ??
    event.taskSubmittedEventDetails ??
    event.taskSucceededEventDetails;
  if (task !== undefined) return requestOf(event) ?? taskText(parseTaskResource(taskArn(task)));
  if (event.lambdaFunctionScheduledEventDetails !== undefined) return 'lambda:invoke';
  const iteration =
    event.mapIterationStartedEventDetails ??
    event.mapIterationSucceededEventDetails ??
    event.mapIterationFailedEventDetails ??
    event.mapIterationAbortedEventDetails;
  return iteration === undefined ? undefined : `${iteration.name} ${iteration.index + 1}`;
}
