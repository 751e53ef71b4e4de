import { type Cloud, isObject, type JsonObject, objectsOf } from '../local/index.ts';
import type { BatchProgress, ExecutionStatus, ExecutionSummary, ExecutionsView, FailureGroup } from './contract.ts';
import { STATUSES, summaryOf } from './summary.ts';

/** Which executions are asked for. */
export interface ExecutionsQuery {
  /** The ARN of a machine, or of a map run, whose child executions are meant. */
  readonly of: { readonly stateMachineArn: string } | { readonly mapRunArn: string };
  readonly status?: ExecutionStatus | undefined;
  /** A part of the name, upper or lower case. */
  readonly name?: string | undefined;
  /** The error that they ended with. */
  readonly error?: string | undefined;
  /** From 0; the last one where there aren't so many. */
  readonly page: number;
}

/** The error that an execution ended with, fit to be shown. */
type Failure = Pick<FailureGroup, 'error' | 'cause'>;

/** How many executions are on a page. */
const PAGE = 50;
/** How many errors are remembered; as many executions are kept by default. */
const REMEMBERED = 10_000;

/**
 * Lists executions, the newest first, with how many there are in which status and which errors they ended with.
 * @param failure reads the error of one that has ended, which is remembered until it is redriven
 */
export function executionsLister(cloud: Cloud, failure: (executionArn: string) => Promise<Failure>) {
  const failures = new Map<string, Failure>();

  const failureOf = async ({ arn, redriveCount }: ExecutionSummary): Promise<Failure> => {
    const key = `${arn} ${redriveCount}`;
    const known = failures.get(key);
    if (known !== undefined) return known;
    const read = await failure(arn);
    if (failures.size >= REMEMBERED) failures.clear();
    failures.set(key, read);
    return read;
  };

  return async ({ of, status, name = '', error, page }: ExecutionsQuery): Promise<ExecutionsView> => {
    const all = await allExecutions(cloud, of);
    const errors = new Map<string, Failure>();
    for (const each of all) if (hasFailed(each)) errors.set(each.arn, await failureOf(each));
    const wanted = all.filter(
      (each) =>
        (status === undefined || each.status === status) &&
        (error === undefined || errors.get(each.arn)?.error === error) &&
        each.name.toLowerCase().includes(name.toLowerCase()),
    );
    const last = Math.max(0, Math.ceil(wanted.length / PAGE) - 1);
    const first = Math.min(Math.max(0, page), last) * PAGE;
    return {
      counts: Object.fromEntries(STATUSES.map((each) => [each, all.filter((one) => one.status === each).length])),
      total: all.length,
      failures: groups([...errors.values()]),
      matching: wanted.length,
      first,
      isLast: first === last * PAGE,
      executions: await Promise.all(
        wanted.slice(first, first + PAGE).map(async (each) => {
          const batch = await batchOf(cloud, each.arn);
          const own = errors.get(each.arn)?.error;
          return { ...each, ...(own === undefined ? {} : { error: own }), ...(batch === undefined ? {} : { batch }) };
        }),
      ),
    };
  };
}

function hasFailed({ status }: ExecutionSummary): boolean {
  return status !== 'RUNNING' && status !== 'SUCCEEDED';
}

async function allExecutions(cloud: Cloud, of: ExecutionsQuery['of']): Promise<readonly ExecutionSummary[]> {
  const found: ExecutionSummary[] = [];
  for (let request: JsonObject | undefined = { ...of, maxResults: 1000 }; request !== undefined; ) {
    const { executions, nextToken }: JsonObject = await cloud.call('sfn', 'ListExecutions', request);
    found.push(...objectsOf(executions).map(summaryOf));
    request = typeof nextToken === 'string' ? { ...request, nextToken } : undefined;
  }
  return found;
}

/** The most frequent first; the cause is that of the latest execution. */
function groups(failures: readonly Failure[]): readonly FailureGroup[] {
  const found = new Map<string, FailureGroup>();
  for (const { error, cause } of failures) {
    const { count, ...group } = found.get(error) ?? { count: 0, error, ...(cause === undefined ? {} : { cause }) };
    found.set(error, { ...group, count: count + 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/** How far the latest map run of an execution is; undefined where it has none. */
export async function batchOf(cloud: Cloud, executionArn: string): Promise<BatchProgress | undefined> {
  // A child execution has none, and the API refuses to be asked.
  if (isChild(executionArn)) return undefined;
  const { mapRuns } = await cloud.call('sfn', 'ListMapRuns', { executionArn, maxResults: 1 });
  const [latest] = objectsOf(mapRuns);
  if (latest === undefined) return undefined;
  const { itemCounts, mapRunArn } = await cloud.call('sfn', 'DescribeMapRun', {
    mapRunArn: String(latest['mapRunArn']),
  });
  const counts = isObject(itemCounts) ? itemCounts : {};
  const of = (...names: readonly string[]) => names.reduce((sum, name) => sum + Number(counts[name] ?? 0), 0);
  return {
    mapRun: String(mapRunArn),
    total: of('total'),
    succeeded: of('succeeded'),
    failed: of('failed', 'timedOut', 'aborted'),
  };
}

/** Whether an execution is one of a map run's: its machine's name has the Map's label behind it. */
function isChild(executionArn: string): boolean {
  return executionArn.split(':')[6]?.includes('/') === true;
}
