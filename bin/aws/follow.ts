import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { Progress } from '../../local/index.ts';
import { type Watch, watchHistory } from './watchHistory.ts';

/** How often to look, in milliseconds: soon at first, then at a pace that a day of waiting bears. */
const SOONEST = 250;
const LATEST = 5000;

/** How an execution ended. */
export interface End {
  readonly description: DescribeExecutionOutput;
  readonly failedState: string | undefined;
}

/**
 * Follows an execution to its end.
 * @param from the id of the last event that was there before; later ones are shown
 */
export async function follow(
  client: SFNClient,
  executionArn: string,
  show: (progress: Progress) => void,
  from = 0,
): Promise<End> {
  const watch = watchHistory();
  let last = 0;
  for (let pause = SOONEST; ; pause = Math.min(LATEST, pause * 1.5)) {
    // Asked before the history is read: what it says of the end, the history then has.
    const description = await client.send(new DescribeExecutionCommand({ executionArn }));
    const seen = await readOn(client, executionArn, watch, last, (event, progress) => {
      if (event > from) show(progress);
    });
    if (description.status !== 'RUNNING') return { description, failedState: watch.failedState };
    if (seen > last) pause = SOONEST;
    last = seen;
    await sleep(pause);
  }
}

/** The id of the last event of an execution. */
export async function lastEvent(client: SFNClient, executionArn: string): Promise<number> {
  const { events = [] } = await client.send(
    new GetExecutionHistoryCommand({
      executionArn,
      reverseOrder: true,
      maxResults: 1,
      includeExecutionData: false,
    }),
  );
  return events[0]?.id ?? 0;
}

async function readOn(
  client: SFNClient,
  executionArn: string,
  watch: Watch,
  last: number,
  show: (event: number, progress: Progress) => void,
): Promise<number> {
  let seen = last;
  // Payloads may hold secrets, and nothing here shows them: they aren't asked for.
  const request = { executionArn, maxResults: 1000, includeExecutionData: false };
  for await (const { events = [] } of paginateGetExecutionHistory({ client }, request)) {
    for (const event of events) {
      const id = event.id ?? 0;
      if (id <= seen) continue;
      seen = id;
      for (const progress of watch.see(event)) show(id, progress);
    }
  }
  return seen;
}
