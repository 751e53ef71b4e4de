import type { CallErrors } from '../callErrors.ts';
import type { HttpOperation } from './model.ts';

const PREFIX = 'States.Http.StatusCode.';

/** Statuses of servers that are in trouble, whether or not a description has them. */
const SERVER = [500, 502, 503, 504];

const ofStatus = (status: number): string => `${PREFIX}${status}`;

/**
 * How a call can fail: each status outside of 200 to 299 is an error of its name. Those that the description has are named;
 * of any other the status is in the error's name.
 */
export function httpErrors({ responses }: HttpOperation): CallErrors {
  const described = responses.flatMap(({ status }) => (/^[345]\d\d$/.test(status) ? [Number(status)] : []));
  const statuses = [...new Set([...described, 429, ...SERVER])].sort((a, b) => a - b);
  return {
    throttling: [ofStatus(429)],
    server: statuses.filter((status) => status >= 500).map(ofStatus),
    general: 'States.TaskFailed',
    connection: 'States.Http.Socket',
    named: statuses.map((status) => ({ name: ofStatus(status), status, known: 'model' })),
    ofStatus,
  };
}
