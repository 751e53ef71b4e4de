import { type Clock, seededRandom } from '../interpreter/index.ts';

/** A fault on demand: which calls of which operation it strikes, and what happens then. */
export interface FaultRule {
  /** For example `connect:createUser`, or `connect:*`. */
  readonly operation: string;
  /** The calls that it strikes: their numbers, the first being 1, or a share of them drawn from a seed. */
  readonly calls: readonly number[] | { readonly share: number; readonly seed: number };
  readonly effect: FaultEffect;
}

/** What happens to a call that a fault strikes. */
export type FaultEffect =
  /** The service answers an error of this name (the model's). `happened`: only after it has done what was asked. */
  | { readonly kind: 'error'; readonly name: string; readonly message?: string; readonly happened?: boolean }
  /** What was asked is done, and no answer arrives: the caller waits (`silence`), or sees its connection break (`reset`). */
  | { readonly kind: 'lost'; readonly how: 'silence' | 'reset' }
  /** The answer arrives late. */
  | { readonly kind: 'delay'; readonly seconds: number };

/** Which faults strike the calls of a run. */
export interface FaultPlan {
  /** Counts a call of an operation (`connect:createUser`), and says what happens to it. */
  next(operation: string): FaultEffect | undefined;
}

/** A plan of these rules. The first rule that strikes decides. */
export function faultPlan(rules: readonly FaultRule[]): FaultPlan {
  const counts = new Map<string, number>();
  const drawn = rules.map(({ calls }) => ('share' in calls ? seededRandom(calls.seed) : undefined));
  return {
    next(operation) {
      const count = (counts.get(operation) ?? 0) + 1;
      counts.set(operation, count);
      let effect: FaultEffect | undefined;
      for (const [at, rule] of rules.entries()) {
        if (!covers(rule.operation, operation)) continue;
        // Drawn for every call, struck or not, so that one rule doesn't change what another one draws.
        const struck = 'share' in rule.calls ? (drawn[at]?.() ?? 1) < rule.calls.share : rule.calls.includes(count);
        if (struck) effect ??= rule.effect;
      }
      return effect;
    },
  };
}

function covers(pattern: string, operation: string): boolean {
  return pattern === operation || (pattern.endsWith(':*') && operation.startsWith(pattern.slice(0, -1)));
}

/** How long a caller would wait for an answer that never comes, where it sets no limit of its own. */
const silence = 24 * 60 * 60 * 1000;

/** Waits for an answer that doesn't come, until nobody waits any more. */
export async function waitInVain(clock: Clock, signal: AbortSignal): Promise<void> {
  await clock.sleep(silence, signal);
}
