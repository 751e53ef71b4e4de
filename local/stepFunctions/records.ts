import type { ExecutionResult } from '../interpreter/index.ts';
import { forgetOldest } from './keeping.ts';
import type { ExecutionRecord, StepFunctionsContext, Target } from './store.ts';

/** What is kept of an execution that begins. */
export function recordOf(
  execution: ExecutionRecord['execution'],
  started: Target,
  inputText: string,
  held: ExecutionRecord['held'],
): ExecutionRecord {
  return {
    execution,
    started,
    inputText,
    child: undefined,
    status: 'RUNNING',
    output: undefined,
    error: undefined,
    cause: undefined,
    stopDate: undefined,
    redriveDate: undefined,
    redrives: new Map(),
    held,
    ended: Promise.resolve(),
  };
}

/** Waits for the end of a run and puts it on record. */
export function follow(context: StepFunctionsContext, record: ExecutionRecord, run: Promise<ExecutionResult>): void {
  record.status = 'RUNNING';
  record.output = undefined;
  record.error = undefined;
  record.cause = undefined;
  record.stopDate = undefined;
  tell(context, record);
  record.ended = run
    .catch(
      (fault: Error): Pick<ExecutionResult, 'status' | 'error' | 'cause'> => ({
        status: 'FAILED',
        error: 'States.Runtime',
        cause: `The interpreter failed: ${fault.message}`,
      }),
    )
    .then((result) => {
      record.status = result.status;
      record.output = 'output' in result ? JSON.stringify(result.output) : undefined;
      // An execution that timed out names its error in the history alone.
      record.error = result.status === 'TIMED_OUT' ? undefined : result.error;
      record.cause = result.status === 'TIMED_OUT' ? undefined : result.cause;
      record.stopDate = new Date(context.clock.now()).toISOString();
      tell(context, record);
      context.changed(record.execution.arn);
      forgetOldest(context);
    });
}

/** Puts a change of status on the event bus; child executions of distributed Maps have none. */
function tell({ statusChanged }: StepFunctionsContext, record: ExecutionRecord): void {
  if (record.child === undefined) statusChanged(record);
}
