import type { DecideFacts, Machine, RuleFacts, StateFacts } from '../../compiler/index.ts';
import { arrowsOf } from '../drawing/arrows.ts';
import type { Cost, Price, Repetition } from './explanation.ts';

/** Standard workflows in US East (N. Virginia); the first 4,000 transitions of a month are free and not counted here. */
const PRICE: Price = {
  dollarsPerThousandTransitions: 0.025,
  region: 'us-east-1',
  source: 'https://aws.amazon.com/step-functions/pricing/',
  asOf: '2026-11',
};

/** What executions of a machine cost in Step Functions. */
export function costOf({ figures, facts }: Pick<Machine, 'figures' | 'facts'>): Cost {
  const { transitions } = figures;
  return {
    transitions,
    dollars: dollars(transitions),
    dollarsAMillion: dollars(transitions * 1_000_000),
    price: PRICE,
    repetitions: facts.flatMap((state) =>
      state.kind === 'decide' ? state.rules.flatMap((rule) => repetitionOf(state, rule, facts) ?? []) : [],
    ),
  };
}

/** A rule that is taken so often at most leads back to where it is decided. */
function repetitionOf(state: DecideFacts, rule: RuleFacts, facts: readonly StateFacts[]): Repetition | undefined {
  if (rule.atMost === undefined) return undefined;
  const transitions = wayBack(rule.to, state.state, facts);
  if (transitions === undefined) return undefined;
  const waitSeconds = waitsOf(rule, facts);
  return {
    state: state.state,
    ...(rule.action === undefined ? {} : { action: rule.action }),
    atMost: rule.atMost,
    transitions,
    ...(waitSeconds === undefined ? {} : { waitSeconds }),
    dollarsAtMost: dollars(transitions * rule.atMost),
  };
}

/** How many states are entered on the shortest way from one state to another, both counted. */
function wayBack(from: string, to: string, facts: readonly StateFacts[]): number | undefined {
  const states = new Map(facts.map((each) => [each.state, each] as const));
  const distances = new Map([[from, 1]]);
  // A map is walked in the order in which it is filled: breadth first.
  for (const [name, distance] of distances) {
    if (name === to) return distance;
    const state = states.get(name);
    for (const arrow of state === undefined ? [] : arrowsOf(state)) {
      if (!distances.has(arrow.to)) distances.set(arrow.to, distance + 1);
    }
  }
  return undefined;
}

/** Seconds that a rule waits when it is taken as often as it may be. */
function waitsOf({ to, atMost = 0 }: RuleFacts, facts: readonly StateFacts[]): number | undefined {
  const wait = facts.find(({ state }) => state === to);
  if (wait?.kind !== 'wait') return undefined;
  const { seconds } = wait;
  if (typeof seconds === 'number') return seconds * atMost;
  let all = 0;
  for (let round = 0; round < atMost; round++) all += Math.min(seconds.most, seconds.first * 2 ** round);
  return all;
}

/** To a millionth of a cent, so that no binary fraction shows. */
function dollars(transitions: number): number {
  return Number(((transitions * PRICE.dollarsPerThousandTransitions) / 1000).toFixed(8));
}
