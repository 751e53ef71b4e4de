import type { JsonObject } from '../local/index.ts';
import type { ExecutionStatus, ExecutionSummary } from './contract.ts';

export const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

/** What the API tells of an execution wherever it lists one. */
export function summaryOf({
  executionArn,
  name,
  status,
  startDate,
  stopDate,
  redriveCount,
}: JsonObject): ExecutionSummary {
  return {
    arn: String(executionArn),
    name: String(name),
    status: STATUSES.find((known) => known === status) ?? 'RUNNING',
    startDate: String(startDate),
    ...(typeof stopDate === 'string' ? { stopDate } : {}),
    redriveCount: Number(redriveCount),
  };
}
