import type { Json } from '../compiler/source/index.ts';
import type { ExecutionResult } from '../local/index.ts';
import { type Mismatch, match, show } from './match.ts';
import type { Expectations } from './scenario.ts';
import type { MadeCall } from './services.ts';
import { isMeant } from './steps.ts';

/** What a run came to, as far as expectations look at it. */
export interface Outcome {
  readonly result: ExecutionResult;
  /** The states in the order in which they were entered. */
  readonly states: readonly string[];
  readonly calls: readonly MadeCall[];
}

/** Everything in which a run isn't as expected. Paths lead into the expectations. */
export function judge(expect: Expectations, { result, states, calls }: Outcome): readonly Mismatch[] {
  return [
    ...judgeStatus(expect, result),
    ...judgeFailure(expect, result),
    ...(expect.outputs === undefined ? [] : judgeOutputs(expect.outputs, result)),
    ...judgeStates(expect.states, states),
    ...judgeCalls(expect.calls, calls),
    ...judgeNeverCalled(expect.neverCalled ?? [], calls),
  ];
}

function judgeOutputs(expected: Json, { status, output }: ExecutionResult): readonly Mismatch[] {
  // One that failed has none, which the status says already.
  return status === 'SUCCEEDED' ? match(expected, output, ['outputs']).map(withPath) : [];
}

function withPath({ path, message }: Mismatch): Mismatch {
  return { path, message: `${path.join('.')}: ${message}` };
}

function judgeStatus(expect: Expectations, { status, error, cause, failedState }: ExecutionResult): Mismatch[] {
  const failure = expect.error ?? expect.cause ?? expect.failedState;
  const wanted = expect.status ?? (failure === undefined ? 'SUCCEEDED' : 'FAILED');
  if (status === wanted) return [];
  const where = failedState === undefined ? '' : ` in ${failedState}`;
  const why =
    status === 'SUCCEEDED' ? '' : `${where}: ${error ?? 'no error'}${cause === undefined ? '' : `: ${cause}`}`;
  return [{ path: ['status'], message: `status: expected ${wanted}, was ${status}${why}` }];
}

function judgeFailure(expect: Expectations, { status, error, cause, failedState }: ExecutionResult): Mismatch[] {
  if (status === 'SUCCEEDED') return [];
  const mismatches: Mismatch[] = [];
  if (expect.error !== undefined && expect.error !== error) {
    mismatches.push({ path: ['error'], message: `error: expected ${expect.error}, was ${error ?? 'absent'}` });
  }
  if (expect.cause !== undefined && !new RegExp(expect.cause, 'u').test(cause ?? '')) {
    const message = `cause: expected text that matches ${expect.cause}, was ${show(cause)}`;
    mismatches.push({ path: ['cause'], message });
  }
  if (expect.failedState !== undefined && !isMeant(expect.failedState, failedState ?? '')) {
    const message = `failedState: expected ${expect.failedState}, was ${failedState ?? 'absent'}`;
    mismatches.push({ path: ['failedState'], message });
  }
  return mismatches;
}

function judgeStates(expected: readonly string[] | undefined, states: readonly string[]): Mismatch[] {
  if (expected === undefined) return [];
  return judgeOrder('states', expected, states);
}

function judgeCalls(expected: Expectations['calls'], calls: readonly MadeCall[]): Mismatch[] {
  if (expected === undefined) return [];
  const wanted = expected.map((call) => (typeof call === 'string' ? { step: call } : call));
  const order = judgeOrder(
    'calls',
    wanted.map(({ step }) => step),
    calls.map(({ state }) => state),
  );
  if (order.length > 0) return order;
  return wanted.flatMap(({ step, arguments: sent }, at) =>
    sent === undefined
      ? []
      : match(sent, calls[at]?.arguments, ['calls', at, 'arguments']).map(({ path, message }) => ({
          path,
          message: `${[step, ...path.slice(3)].join('.')}: ${message}`,
        })),
  );
}

/** The first place where two sequences part. */
function judgeOrder(what: string, expected: readonly string[], actual: readonly string[]): Mismatch[] {
  const at = Array.from({ length: Math.max(expected.length, actual.length) }).findIndex((_, index) => {
    const [wanted, got] = [expected[index], actual[index]];
    return wanted === undefined || got === undefined || !isMeant(wanted, got);
  });
  if (at < 0) return [];
  const all = actual.length === 0 ? 'none' : actual.join(', ');
  const message = `${what}: expected ${expected[at] ?? 'no more'} as number ${at + 1}, was ${actual[at] ?? 'no more'} (all: ${all})`;
  return [{ path: [what, at], message }];
}

function judgeNeverCalled(steps: readonly string[], calls: readonly MadeCall[]): Mismatch[] {
  return steps.flatMap((step, at) => {
    const times = calls.filter(({ state }) => isMeant(step, state)).length;
    return times === 0
      ? []
      : [
          {
            path: ['neverCalled', at],
            message: `neverCalled: ${step} was called${times === 1 ? '' : ` ${times} times`}`,
          },
        ];
  });
}
