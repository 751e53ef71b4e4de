import { type JsonObject, maxEvents } from '../interpreter/index.ts';
import type { ExecutionRecord } from './store.ts';

/** What is told of an execution wherever it is listed. */
export function summary(record: ExecutionRecord): JsonObject {
  const { execution, started, status, stopDate, redriveDate } = record;
  return {
    executionArn: execution.arn,
    stateMachineArn: started.machine.arn,
    ...(started.version === undefined ? {} : { stateMachineVersionArn: started.version.arn }),
    ...(started.alias === undefined ? {} : { stateMachineAliasArn: started.alias.arn }),
    name: execution.name,
    status,
    startDate: execution.startDate.toISOString(),
    ...(stopDate === undefined ? {} : { stopDate }),
    redriveCount: execution.redriveCount,
    ...(redriveDate === undefined ? {} : { redriveDate }),
    ...(record.child === undefined ? {} : { mapRunArn: record.child.mapRun.arn, itemCount: record.child.items }),
  };
}

/** @param included whether input, output, error and cause are told, or only what is known about the execution */
export function outcome({ status, output, error, cause, stopDate }: ExecutionRecord, included: boolean): JsonObject {
  const data = {
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
  return {
    status,
    ...(stopDate === undefined ? {} : { stopDate }),
    ...(output === undefined ? {} : { outputDetails: { included } }),
    ...(included ? data : {}),
  };
}

export function inputOf({ inputText }: ExecutionRecord, included: boolean): JsonObject {
  return { ...(included ? { input: inputText } : {}), inputDetails: { included } };
}

/** Whether a redrive is possible, and why not. */
export function redriveStatus(record: ExecutionRecord): JsonObject {
  const reason = whyNotRedrivable(record);
  if (reason === undefined && record.child !== undefined) return { redriveStatus: 'REDRIVABLE_BY_MAP_RUN' };
  return reason === undefined
    ? { redriveStatus: 'REDRIVABLE' }
    : { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
}

/** Why an execution can't be redriven, in AWS's words; undefined where it can. */
export function whyNotRedrivable({ status, started, execution }: ExecutionRecord): string | undefined {
  if (started.machine.type === 'EXPRESS' || status === 'RUNNING' || status === 'SUCCEEDED') {
    return `Execution is ${status} and cannot be redriven`;
  }
  if (execution.history.length >= maxEvents) return 'Execution has exceeded the maximum history event limit';
  return undefined;
}
