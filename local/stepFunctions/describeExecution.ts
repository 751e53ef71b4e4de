import type { JsonObject } from '../interpreter/index.ts';
import type { ExecutionRecord } from './store.ts';

/** What is told of an execution wherever it is listed. */
export function summary(record: ExecutionRecord): JsonObject {
  const { execution, machine, status, stopDate, redriveDate } = record;
  return {
    executionArn: execution.arn,
    stateMachineArn: machine.arn,
    name: execution.name,
    status,
    startDate: execution.startDate.toISOString(),
    ...(stopDate === undefined ? {} : { stopDate }),
    redriveCount: execution.redriveCount,
    ...(redriveDate === undefined ? {} : { redriveDate }),
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
export function redriveStatus({ status, machine }: ExecutionRecord): JsonObject {
  if (machine.type === 'STANDARD' && status !== 'RUNNING' && status !== 'SUCCEEDED') {
    return { redriveStatus: 'REDRIVABLE' };
  }
  return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: `Execution is ${status} and cannot be redriven` };
}
