import { printable } from '../../compiler/diagnostics/index.ts';
import type { Cloud } from '../../local/index.ts';
import type { Output } from './io.ts';
import { duration } from './showProgress.ts';

/** Of so many executions it is remembered what was told. */
const most = 10_000;

/**
 * Writes a line when an execution starts, and one when it ends: names and errors, no inputs and no causes.
 * @returns a function that ends that
 */
export function logExecutions(cloud: Cloud, output: Output): () => void {
  const statuses = new Map<string, string>();
  return cloud.watch((arn) => {
    if (!arn.includes(':execution:')) return;
    cloud.call('sfn', 'DescribeExecution', { executionArn: arn }).then(
      ({ status, name, stateMachineArn, startDate, stopDate, error }) => {
        if (typeof status !== 'string' || statuses.get(arn) === status) return;
        statuses.set(arn, status);
        const [oldest] = statuses.keys();
        if (statuses.size > most && oldest !== undefined) statuses.delete(oldest);
        const machine = String(stateMachineArn).split(':').at(-1) ?? '';
        const took = milliseconds(stopDate) - milliseconds(startDate);
        const end =
          status === 'RUNNING' ? 'started' : `${status.toLowerCase().replace('_', ' ')} after ${duration(took)}`;
        const why = error === undefined ? '' : `: ${String(error)}`;
        output.write(printable(`${machine} ${String(name)} ${end}${why}`).concat('\n'));
      },
      // It was deleted, or fell out of what is kept.
      () => statuses.delete(arn),
    );
  });
}

function milliseconds(time: unknown): number {
  return typeof time === 'number' ? time * (time < 1e11 ? 1000 : 1) : Date.parse(String(time));
}
