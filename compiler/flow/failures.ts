import { callErrors, type Operation } from '../apis/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import type { Retry, Test } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { fold, type KnownStatus, readsFailureStatus } from '../values/index.ts';
import type { PlacedAction } from './placed.ts';
import { ALL, type RetriedCall, retriersOf, TIMEOUT } from './retriers.ts';

/** What becomes of the errors of a call. */
export interface FailurePlan {
  readonly retry: readonly Retry[];
  /** Errors whose name alone decides which action is taken. */
  readonly direct: readonly { readonly errors: readonly string[]; readonly action: PlacedAction }[];
  /** Errors that a Choice has to look at, and the actions that it chooses from, in order. */
  readonly decided: readonly string[];
  readonly rules: readonly { readonly action: PlacedAction; readonly test: Test }[];
}

/** What decides how a call's errors are treated. */
export interface FailingCall extends RetriedCall {
  /** The actions in order; those of the steps around an inlined workflow come last. */
  readonly actions: readonly PlacedAction[];
  /** Whether this action's retry can be a Retrier of the state: it repeats just this call, and nothing else leads to it. */
  isNative(action: PlacedAction): boolean;
  /** Whether the action may be taken only so often, so that a Choice has to count. */
  isCounted(action: PlacedAction): boolean;
}

/** An error that a call can have, and what is known of its status. */
interface Candidate {
  readonly name: string;
  readonly status: KnownStatus;
  /** The call may have had its effect: a retry of the document leaves it out where the call is not safe to repeat. */
  readonly unsure: boolean;
}

/** Decides for each error of a call: repeated, caught for an action, or left uncaught. */
export function planFailures(call: FailingCall, context: Context): FailurePlan {
  const { throttling } = callErrors(call.operation);
  const native = new Map<PlacedAction, string[]>();
  const direct = new Map<PlacedAction, string[]>();
  const decided: string[] = [];
  const chosen = new Set<PlacedAction>();
  const candidates = candidatesOf(call.operation);
  const routes = candidates.map((candidate) => ({ candidate, route: routeOf(candidate, call, context) }));
  const rest = routes.find(({ candidate }) => candidate.name === ALL)?.route;
  for (const { candidate, route } of routes) {
    const covered = candidate.name !== ALL && rest !== undefined && rest.length > 0 && sameRoute(route, rest);
    if (covered) continue;
    const [first, ...others] = route;
    if (first === undefined) continue;
    const repeats =
      first.certain &&
      first.action.bound.action.type === 'retry' &&
      call.isNative(first.action) &&
      isFirstWhereverItIs(first.action, routes);
    if (repeats && !throttling.includes(candidate.name)) push(native, first.action, candidate.name);
    const [next] = repeats ? others : route;
    if (next === undefined) continue;
    if (next.certain && next.action.bound.action.type !== 'retry' && !call.isCounted(next.action))
      push(direct, next.action, candidate.name);
    else {
      decided.push(candidate.name);
      for (const { action } of repeats ? others : route) chosen.add(action);
    }
  }
  const rules = call.actions
    .filter((action) => chosen.has(action))
    .map((action) => ({ action, test: ruleTest(action, call) }));
  return {
    retry: retriersOf(call, context, native),
    direct: [...direct].map(([action, errors]) => ({ errors, action })),
    decided,
    rules,
  };
}

interface Stop {
  readonly action: PlacedAction;
  /** Whether it is surely taken for this error, or only perhaps. */
  readonly certain: boolean;
}

/** The actions that an error can lead to, in order; a retry may be followed by what is taken when it is used up. */
function routeOf(candidate: Candidate, call: FailingCall, context: Context): readonly Stop[] {
  const route: Stop[] = [];
  for (const action of call.actions) {
    const readsStatus = readsFailureStatus(action.whenFailed);
    if (candidate.name === ALL && readsStatus) continue;
    const test = fold(action.whenFailed, candidate.status);
    if (test.kind === 'constant' && !test.value) continue;
    const certain = test.kind === 'constant';
    if (action.bound.action.type === 'retry' && candidate.unsure && !call.repeatable) {
      if (!readsStatus || !certain) continue;
      context.report(
        diagnostic(
          'retry-repeats-effect',
          placeOf(action.bound.action.node),
          `this retry repeats ${call.operation.name} after \`${candidate.name}\`, when it may already have had its effect`,
          'Leave out errors of the server, or make sure that a repetition is harmless.',
        ),
      );
    }
    route.push({ action, certain });
    if (certain && action.bound.action.type !== 'retry') break;
  }
  return candidate.name === callErrors(call.operation).general && isForNamed(route, call) ? [] : route;
}

/**
 * Whether errors that the model doesn't name could lead to actions only that ask for statuses which it does name. Then they
 * aren't caught, only to be looked at and to end in a Fail state: a redrive goes on at the call.
 */
function isForNamed(route: readonly Stop[], { operation }: FailingCall): boolean {
  const named = new Set(callErrors(operation).named.map(({ status }) => status));
  return route.every(
    ({ action: { whenFailed }, certain }) =>
      !certain &&
      readsFailureStatus(whenFailed) &&
      FAILURES.every((status) => named.has(status) || isNever(fold(whenFailed, status))),
  );
}

/** The statuses of calls that fail. */
const FAILURES = Array.from({ length: 200 }, (_, index) => 400 + index);

function isNever(test: Test): boolean {
  return test.kind === 'constant' && !test.value;
}

function candidatesOf(operation: Operation): readonly Candidate[] {
  const { named, server, general, connection } = callErrors(operation);
  const unsure = new Set(server);
  const modelled = new Map(
    named.map(({ name, status }) => [name, { name, status, unsure: unsure.has(name) }] as const),
  );
  return [
    ...modelled.values(),
    { name: general, status: undefined, unsure: true },
    { name: TIMEOUT, status: 'none', unsure: true },
    { name: connection, status: 'none', unsure: true },
    { name: ALL, status: undefined, unsure: true },
  ];
}

function sameRoute(one: readonly Stop[], other: readonly Stop[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ action, certain }, index) => action === other[index]?.action && certain === other[index]?.certain)
  );
}

/** A Retrier serves only where nothing of the document comes before it for any error that it names. */
function isFirstWhereverItIs(action: PlacedAction, routes: readonly { readonly route: readonly Stop[] }[]): boolean {
  return routes.every(({ route }) => {
    const at = route.findIndex((stop) => stop.action === action);
    return at < 0 || (at === 0 && route[0]?.certain === true);
  });
}

/** What a Choice tests for an action; a retry of a call that is not safe to repeat leaves out errors of the server. */
function ruleTest({ bound: { action }, whenFailed }: PlacedAction, call: FailingCall): Test {
  const { server: unsure } = callErrors(call.operation);
  if (action.type !== 'retry' || call.repeatable || readsFailureStatus(whenFailed) || unsure.length === 0)
    return whenFailed;
  return fold({ kind: 'and', tests: [whenFailed, { kind: 'not', test: { kind: 'failedWith', errors: unsure } }] });
}

function push(map: Map<PlacedAction, string[]>, action: PlacedAction, name: string): void {
  const names = map.get(action);
  if (names === undefined) map.set(action, [name]);
  else names.push(name);
}
