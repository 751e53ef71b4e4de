import { callErrors } from '../apis/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import type { Retry, Test } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { canHold, type FailureCase, failureCases, fold, isNever, readsFailure } from '../values/index.ts';
import type { PlacedAction } from './placed.ts';
import { ALL, type RetriedCall, retriersOf } from './retriers.ts';

/** Where a call that failed can lead to. */
export interface Way {
  readonly test: Test;
  /** An action of the step; absent where it has succeeded all the same and goes on with the next step. */
  readonly action?: PlacedAction;
  /** The step has succeeded, as its criteria hold for the error; else it is a failure action. */
  readonly succeeds: boolean;
}

/** What becomes of the errors of a call. */
export interface FailurePlan {
  readonly retry: readonly Retry[];
  /** Errors whose name alone decides where they lead to. */
  readonly direct: readonly { readonly errors: readonly string[]; readonly way: Way }[];
  /** Errors that a Choice has to look at, and the ways that it chooses from, in order. */
  readonly decided: readonly string[];
  readonly rules: readonly Way[];
}

/** What decides how a call's errors are treated. */
export interface FailingCall extends RetriedCall {
  /** The ways in order: of success, of failure, and those of the steps around an inlined workflow last. */
  readonly ways: readonly Way[];
  /** Safe to repeat also where its state is entered anew, where a token that the compiler makes is another one. */
  readonly repeatableAnew: boolean;
  /** Whether this action's retry can be a Retrier of the state: it repeats just this call, and nothing else leads to it. */
  isNative(action: PlacedAction): boolean;
  /** Whether the action may be taken only so often, so that a Choice has to count. */
  isCounted(action: PlacedAction): boolean;
}

/** An error that a call can have. */
interface Candidate extends FailureCase {
  /** The call may have had its effect: a retry of the document leaves it out where the call is not safe to repeat. */
  readonly unsure: boolean;
}

/** Decides for each error of a call: repeated, caught, or left uncaught. */
export function planFailures(call: FailingCall, context: Context): FailurePlan {
  const { throttling, ofStatus } = callErrors(call.operation);
  const isPatient = ofStatus === undefined;
  const native = new Map<PlacedAction, string[]>();
  const direct = new Map<Way, string[]>();
  const decided: string[] = [];
  const chosen = new Set<Way>();
  const settled = new Set<string>();
  const routes = candidatesOf(call).map((candidate) => ({ candidate, route: routeOf(candidate, call, context) }));
  const rest = routes.find(({ candidate }) => candidate.error === ALL)?.route;
  const retried = new Set(routes.filter(({ route }) => route.some(isRetried)).map(({ candidate }) => candidate.error));
  for (const { candidate, route } of routes) {
    const { error } = candidate;
    const covered = error !== ALL && rest !== undefined && rest.length > 0 && sameRoute(route, rest);
    if (covered) continue;
    const [first, ...others] = route;
    if (first === undefined) continue;
    const retry = first.certain ? retryOf(first.way) : undefined;
    const repeats = retry !== undefined && call.isNative(retry) && isFirstWhereverItIs(first.way, routes);
    if (repeats && !(throttling.includes(error) && isPatient)) push(native, retry, error);
    const [next] = repeats ? others : route;
    if (next === undefined) continue;
    if (next.certain && next.way.succeeds) settled.add(error);
    if (next.certain && !isCounted(next.way, call)) push(direct, next.way, error);
    else {
      decided.push(error);
      for (const { way } of repeats ? others : route) chosen.add(way);
    }
  }
  const rules = call.ways.filter((way) => chosen.has(way)).map((way) => ({ ...way, test: ruleTest(way, call) }));
  return {
    retry: retriersOf(call, context, { native, settled, retried: isPatient ? new Set() : retried }),
    direct: [...direct].map(([way, errors]) => ({ errors, way })),
    decided,
    rules,
  };
}

/** The statuses of requests that were refused (RFC 9110, section 15.5, and the registry of status codes). */
const REFUSALS = [
  ...[400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423],
  ...[424, 425, 426, 428, 429, 431, 451],
];

interface Stop {
  readonly way: Way;
  /** Whether it is surely taken for this error, or only perhaps. */
  readonly certain: boolean;
}

/** The ways that an error can lead, in order; a retry may be followed by what is taken when it is used up. */
function routeOf(candidate: Candidate, call: FailingCall, context: Context): readonly Stop[] {
  const route: Stop[] = [];
  for (const way of call.ways) {
    const reads = readsFailure(way.test);
    if (candidate.error === ALL && reads) continue;
    const test = fold(way.test, candidate);
    if (isNever(test)) continue;
    const certain = test.kind === 'constant';
    const retry = retryOf(way);
    if (retry !== undefined && !way.succeeds && candidate.unsure && !call.repeatableAnew) {
      if (!reads || !certain) continue;
      context.report(
        diagnostic(
          'retry-repeats-effect',
          placeOf(retry.bound.action.node),
          `this retry repeats ${call.operation.name} after \`${candidate.error}\`, when it may already have had its effect`,
          'Leave out errors of the server, or make sure that a repetition is harmless.',
        ),
      );
    }
    route.push({ way, certain });
    if (certain && retry === undefined) break;
  }
  return candidate.error === callErrors(call.operation).general && isForNamed(route, candidate) ? [] : route;
}

/**
 * Whether errors that the model doesn't name could lead only to where statuses are asked for which it does name. Then they
 * aren't caught, only to be looked at and to end in a Fail state: a redrive goes on at the call.
 */
function isForNamed(route: readonly Stop[], general: Candidate): boolean {
  return route.every(({ way: { test }, certain }) => !certain && readsFailure(test) && !canHold(test, general));
}

function isRetried({ way }: Stop): boolean {
  return retryOf(way) !== undefined && !way.succeeds;
}

function candidatesOf(call: FailingCall): readonly Candidate[] {
  const { operation, ways } = call;
  const asked = failureCases(
    operation,
    ways.map(({ test }) => test),
  );
  const cases = [...refusals(call, asked), ...asked];
  const { named, server } = callErrors(operation);
  const refused = cases.filter(({ status }) => typeof status === 'number' && status < 500);
  const sure = new Set([...named.map(({ name }) => name), ...refused.map(({ error }) => error)]);
  for (const error of server) sure.delete(error);
  return [...cases, { error: ALL, among: [] }].map((each) => ({ ...each, unsure: !sure.has(each.error) }));
}

/**
 * Refusals that nothing names, where any status has an error of its own: a retry that names no status repeats them, also
 * of a call that may not be repeated whatever became of it.
 */
function refusals(
  { operation, ways, repeatableAnew }: FailingCall,
  asked: readonly FailureCase[],
): readonly FailureCase[] {
  const { ofStatus } = callErrors(operation);
  const isAny = ways.some((way) => isRetried({ way, certain: true }) && !readsFailure(way.test));
  if (ofStatus === undefined || repeatableAnew || !isAny) return [];
  const known = new Set(asked.map(({ status }) => status));
  return REFUSALS.filter((status) => !known.has(status)).map((status) => ({
    error: ofStatus(status),
    status,
    among: [],
  }));
}

function retryOf({ action }: Way): PlacedAction | undefined {
  return action?.bound.action.type === 'retry' ? action : undefined;
}

/** Whether a way is one that a Choice has to count. */
function isCounted(way: Way, call: FailingCall): boolean {
  return way.action !== undefined && (retryOf(way) !== undefined || call.isCounted(way.action));
}

function sameRoute(one: readonly Stop[], other: readonly Stop[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ way, certain }, index) => way === other[index]?.way && certain === other[index]?.certain)
  );
}

/** A Retrier serves only where nothing of the document comes before it for any error that it names. */
function isFirstWhereverItIs(way: Way, routes: readonly { readonly route: readonly Stop[] }[]): boolean {
  return routes.every(({ route }) => {
    const at = route.findIndex((stop) => stop.way === way);
    return at < 0 || (at === 0 && route[0]?.certain === true);
  });
}

/** What a Choice tests for a way; a retry of a call that is not safe to repeat leaves out errors of the server. */
function ruleTest(way: Way, call: FailingCall): Test {
  const { test } = way;
  const { server: unsure } = callErrors(call.operation);
  if (retryOf(way) === undefined || way.succeeds || call.repeatableAnew || readsFailure(test) || unsure.length === 0)
    return test;
  return fold({ kind: 'and', tests: [test, { kind: 'not', test: { kind: 'failedWith', errors: unsure } }] });
}

function push<K>(map: Map<K, string[]>, key: K, name: string): void {
  const names = map.get(key);
  if (names === undefined) map.set(key, [name]);
  else names.push(name);
}
