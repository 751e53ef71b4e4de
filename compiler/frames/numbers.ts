import type { Action, Step } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { MOST, type Node, placeOf } from '../source/index.ts';
import type { Context } from './context.ts';

/** Reports what a step says of times and counts that no field of Step Functions could hold. */
export function reportNumbers({ timeout, onSuccess, onFailure }: Step, context: Context): void {
  if (timeout !== undefined) check('timeout', timeout.milliseconds / 1000, timeout.node, context);
  for (const action of [...onSuccess, ...onFailure]) reportNumbersOf(action, context);
}

function reportNumbersOf({ retryAfter, retryLimit, polling, node }: Action, context: Context): void {
  if (retryAfter !== undefined) check('retryAfter', retryAfter.seconds, retryAfter.node, context);
  if (retryLimit !== undefined) check('retryLimit', retryLimit.count, retryLimit.node, context);
  for (const [name, value] of Object.entries(polling ?? {})) check(`x-polling: ${name}`, value, node, context);
}

function check(field: string, value: number, node: Node, context: Context): void {
  if (value <= MOST) return;
  const message = `\`${field}\` is more than Step Functions takes: ${MOST}${field === 'retryLimit' ? '' : ' seconds'}`;
  const help = 'An execution ends after a year, and after 25,000 events.';
  context.report(diagnostic('number-too-large', placeOf(node), message, help));
}
