import { type Child, hasFailed, type JsonObject, type MapRun } from '../interpreter/index.ts';
import { optionalNumber, refusal, textIn } from '../services/index.ts';
import { checkArn, executionOf } from './arns.ts';
import { listPage } from './paging.ts';
import type { SfnCall, SfnHandlers } from './store.ts';

/** Map runs: the runs of distributed Maps. */
export const mapRuns: SfnHandlers = {
  DescribeMapRun(call) {
    const mapRun = mapRunOf(call);
    const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = mapRun.limits;
    const { redriveCount, redriveDate } = mapRun;
    return {
      ...shown(mapRun),
      status: mapRun.status,
      maxConcurrency,
      toleratedFailurePercentage: toleratedFailurePercentage ?? 0,
      toleratedFailureCount: toleratedFailureCount ?? 0,
      itemCounts: countsOf(mapRun, ({ items }) => items),
      executionCounts: countsOf(mapRun, () => 1),
      redriveCount,
      ...(redriveDate === undefined ? {} : { redriveDate: redriveDate.toISOString() }),
    };
  },

  ListMapRuns(call) {
    const { arn } = executionOf(call).execution;
    const all = [...call.context.mapRuns.values()].filter(({ executionArn }) => executionArn === arn).reverse();
    return listPage(call, all, 'mapRuns', (mapRun) => ({ ...shown(mapRun), stateMachineArn: mapRun.machineArn }));
  },

  UpdateMapRun(call) {
    const mapRun = mapRunOf(call);
    const limits = {
      maxConcurrency: optionalNumber(call, 'maxConcurrency'),
      toleratedFailurePercentage: optionalNumber(call, 'toleratedFailurePercentage'),
      toleratedFailureCount: optionalNumber(call, 'toleratedFailureCount'),
    };
    const given = Object.entries(limits).filter(([, value]) => value !== undefined);
    if (given.length === 0) {
      throw refusal(call, 'ValidationException', 'At least one of the limits of the Map Run must be specified');
    }
    mapRun.update(Object.fromEntries(given));
    return {};
  },
};

/** The map run that the request names. */
export function mapRunOf(call: SfnCall): MapRun {
  const arn = textIn(call, 'mapRunArn');
  checkArn(call, arn);
  const found = call.context.mapRuns.get(arn);
  if (found === undefined) throw refusal(call, 'ResourceNotFound', `Resource not found: '${arn}'`);
  return found;
}

function shown({ arn, executionArn, startDate, stopDate }: MapRun): JsonObject {
  return {
    mapRunArn: arn,
    executionArn,
    startDate: startDate.toISOString(),
    ...(stopDate === undefined ? {} : { stopDate: stopDate.toISOString() }),
  };
}

/** How many are in which status, each child execution counted as `weight` says. */
function countsOf({ children = [], redriveCount, status }: MapRun, weight: (child: Child) => number): JsonObject {
  const counts = { pending: 0, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0 };
  let [total, resultsWritten, toRedrive] = [0, 0, 0];
  for (const child of children) {
    const weighs = weight(child);
    counts[MEMBERS[child.status]] += weighs;
    total += weighs;
    if (child.isWritten) resultsWritten += weighs;
    if (hasFailed(child)) toRedrive += weighs;
  }
  return {
    ...counts,
    total,
    resultsWritten,
    failuresNotRedrivable: 0,
    // While a redrive is under way: those whose turn is yet to come.
    pendingRedrive: redriveCount > 0 && status === 'RUNNING' ? toRedrive : 0,
  };
}

/** Where the child executions of each status are counted. */
const MEMBERS = {
  PENDING: 'pending',
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
} as const satisfies Record<Child['status'], string>;
