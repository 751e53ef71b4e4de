import { QueryError } from '../errors.ts';
import type { WaitProgram } from '../program.ts';
import { bindingsOf, type Exit, type Visit, yieldOf } from '../run.ts';
import { isTimestamp, wholeSeconds } from '../seconds.ts';
import { evaluateTyped } from '../template.ts';

export async function runWait(visit: Visit, state: WaitProgram): Promise<Exit> {
  const { run, branch } = visit;
  const milliseconds = await waitOf(visit, state);
  run.notify({ kind: 'waited', state: state.name, seconds: milliseconds / 1000 });
  if (milliseconds > 0) await run.clock.sleep(milliseconds, branch.signal);
  return yieldOf(visit, state, undefined, visit.input, state.next);
}

async function waitOf(visit: Visit, { until }: WaitProgram): Promise<number> {
  const bindings = bindingsOf(visit, undefined);
  if (until.field === 'Seconds') {
    return wholeSeconds(await evaluateTyped(until.value, 'Seconds', bindings, 'number'), 'Seconds') * 1000;
  }
  const text = await evaluateTyped(until.value, 'Timestamp', bindings, 'string');
  const time = isTimestamp(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new QueryError(
      'Timestamp',
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    );
  }
  return Math.max(0, time - visit.run.clock.now());
}
