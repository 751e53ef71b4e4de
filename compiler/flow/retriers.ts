import { callErrors, type Operation, serviceOf, TIMEOUT } from '../apis/index.ts';
import { diagnostic, type Place } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import type { Retry } from '../plan.ts';
import type { PlacedAction } from './placed.ts';

/** Every error but those that nothing catches; it stands alone and last. */
export const ALL = 'States.ALL';

/** A call, and whether it may be repeated without being asked. */
export interface RetriedCall {
  readonly operation: Operation;
  /** Of the step, for what is to be said about it; absent for a call that the document doesn't have. */
  readonly place?: Place;
  /** Safe to repeat as long as its state isn't left: it only reads, or an idempotency token is sent. */
  readonly repeatable: boolean;
}

/** What the document says of errors that a Retrier may repeat. */
export interface Asked {
  /** Its retries that a Retrier can do, with the errors that they name. */
  readonly native: ReadonlyMap<PlacedAction, readonly string[]>;
  /** Errors that are a success to it: nothing is repeated for them. */
  readonly settled: ReadonlySet<string>;
  /** Errors that nothing but its own retries may repeat, so that they repeat no more often than it says. */
  readonly retried: ReadonlySet<string>;
}

const NOTHING: Asked = { native: new Map(), settled: new Set(), retried: new Set() };

/** The Retriers of a call, in order: throttling, the document's own, and what is safe to repeat without being asked. */
export function retriersOf(
  call: RetriedCall,
  context: Context,
  { native, settled, retried }: Asked = NOTHING,
): readonly Retry[] {
  const { operation, repeatable } = call;
  const { throttling, server, connection, general } = callErrors(operation);
  const own = [...native].map(
    ([
      {
        bound: { action },
      },
      errors,
    ]): Retry => ({
      errors: errors.includes(ALL) ? [ALL] : errors,
      intervalSeconds: Math.max(1, Math.ceil(action.retryAfter?.seconds ?? 0)),
      maxAttempts: action.retryLimit?.count ?? 1,
      backoffRate: 1,
      jitter: false,
      why: 'document',
    }),
  );
  const named = new Set(own.flatMap(({ errors }) => errors));
  const result: Retry[] = [];
  const throttled = throttling.filter((name) => !retried.has(name));
  if (throttled.length > 0) result.push(patient(throttled));
  result.push(
    ...own.filter(({ errors }) => !errors.includes(ALL)),
    ...own.filter(({ errors }) => errors.includes(ALL)),
  );
  if (!repeatable || named.has(ALL)) return result;
  // What has no name may be throttling, but also a refusal or a wrong id: it is not worth many minutes.
  const unnamed = throttling.length === 0 ? [general] : [];
  const safe = [...server, ...unnamed, connection, TIMEOUT].filter(
    (name) => !named.has(name) && !settled.has(name) && !retried.has(name),
  );
  if (safe.length > 0)
    result.push({
      errors: safe,
      intervalSeconds: 1,
      maxAttempts: 5,
      backoffRate: 2,
      maxDelaySeconds: 30,
      jitter: true,
      why: 'harmless',
    });
  if (safe.includes(general) && call.place !== undefined) {
    const message = `${serviceOf(operation).title} has no name of its own for throttling`;
    context.report(diagnostic('throttling-unnamed', call.place, message));
  }
  return result;
}

/** For throttling: a service that is asked too often, by many executions at once, is asked again for many minutes. */
function patient(errors: readonly string[]): Retry {
  return {
    errors,
    intervalSeconds: 1,
    maxAttempts: 20,
    backoffRate: 2,
    maxDelaySeconds: 60,
    jitter: true,
    why: 'throttled',
  };
}
