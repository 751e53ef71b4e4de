import type { CallFacts, Machine, RetryFacts, StateFacts } from '../../compiler/index.ts';
import { isObject } from '../../compiler/source/index.ts';
import { explainMachine } from '../explain/explainMachine.ts';

/** What a change is about, in the order in which a reviewer is told. */
export const areas = [
  'inputs',
  'outputs',
  'permissions',
  'secrets',
  'states',
  'sent',
  'retries',
  'transitions',
  'cost',
] as const;
export type Area = (typeof areas)[number];

/** What a machine is like: for each area, texts by what they are about. Two machines with the same traits do the same. */
export type Traits = Readonly<Record<Area, ReadonlyMap<string, string>>>;

/** The traits of a compiled workflow. */
export function traitsOf(machine: Machine): Traits {
  const { does, permissions, cost, timeoutSeconds, inputs, outputs } = explainMachine(machine);
  const calls = does.filter((facts): facts is CallFacts => facts.kind === 'call');
  const schemas = propertiesOf(machine.inputsSchema);
  return {
    inputs: new Map(
      inputs.map(({ name, required }) => [
        name,
        `${required ? 'required' : 'optional'}${schemas.has(name) ? `, ${schemas.get(name)}` : ''}`,
      ]),
    ),
    outputs: new Map(
      outputs.map(({ name, from, mayBeMissing }) => [name, `${from}${mayBeMissing ? ', may be missing' : ''}`]),
    ),
    permissions: new Map(
      permissions.map(({ action, resources }) => [
        action,
        resources.length === 0 ? 'on all resources' : `on ${resources.map(({ type }) => type).join(', ')}`,
      ]),
    ),
    secrets: new Map([
      ...machine.secretInputs.map((name) => [`input ${name}`, 'secret'] as const),
      ...calls.flatMap(({ state, sends }) =>
        sends.flatMap(({ name, mark }) =>
          mark === 'secret' ? [[`${state} ${name}`, 'sent as a secret'] as const] : [],
        ),
      ),
    ]),
    states: new Map(does.map((facts) => [facts.state, kindText(facts)])),
    sent: new Map(
      calls.flatMap(({ state, sends }) =>
        sends.map(
          ({ name, from, mayBeMissing }) =>
            [`${state} ${name}`, `${from}${mayBeMissing ? ', left out where missing' : ''}`] as const,
        ),
      ),
    ),
    retries: new Map(calls.flatMap(({ state, retries }) => retries.map((each) => retryTrait(state, each)))),
    transitions: new Map(does.flatMap(transitionsOf)),
    cost: new Map([
      ['transitions of the shortest success', String(cost.transitions)],
      ['dollars of a million', cost.dollarsAMillion.toFixed(2)],
      ['seconds until an execution is given up', String(timeoutSeconds)],
      ...cost.repetitions.map(({ state, atMost }) => [`rounds of ${state}`, `at most ${atMost}`] as const),
    ]),
  };
}

function kindText(facts: StateFacts): string {
  switch (facts.kind) {
    case 'call':
      return `calls ${facts.service}:${facts.action}, at most ${facts.timeoutSeconds} s`;
    case 'wait':
      return typeof facts.seconds === 'number'
        ? `waits ${facts.seconds} s`
        : `waits ${facts.seconds.first} s, doubling to ${facts.seconds.most} s`;
    case 'fail':
      return `fails${facts.error === undefined ? '' : ` with ${facts.error}`}`;
    case 'accept':
      return 'checks inputs';
    case 'decide':
      return 'decides';
    case 'start':
      return 'starts';
    case 'succeed':
      return 'succeeds';
    default:
      return facts satisfies never;
  }
}

function retryTrait(state: string, retry: RetryFacts): readonly [string, string] {
  const { errors, maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds } = retry;
  const pace = `${maxAttempts} times, after ${intervalSeconds} s, times ${backoffRate}`;
  return [`${state} ${errors.join(', ')}`, maxDelaySeconds === undefined ? pace : `${pace} to ${maxDelaySeconds} s`];
}

function transitionsOf(facts: StateFacts): readonly (readonly [string, string])[] {
  const { state } = facts;
  switch (facts.kind) {
    case 'call':
      return [
        [state, facts.next],
        ...facts.caught.map(({ errors, to }) => [`${state} on ${errors.join(', ')}`, to] as const),
      ];
    case 'decide':
      return [
        ...facts.rules.map(({ action, when, atMost }, at) => {
          const name = action ?? `rule ${at + 1}`;
          const bound = atMost === undefined ? '' : `, ${atMost} times at most`;
          return [`${state} if ${name}`, `${when?.text ?? 'always'}${bound}: ${facts.rules[at]?.to ?? ''}`] as const;
        }),
        [`${state} otherwise`, facts.otherwise],
      ];
    case 'accept':
      return [[state, facts.accepted]];
    case 'wait':
    case 'start':
      return [[state, facts.next]];
    case 'succeed':
    case 'fail':
      return [];
    default:
      return facts satisfies never;
  }
}

/** What the schema says of each input, as JSON in one line; descriptions change nothing. */
function propertiesOf(schema: Machine['inputsSchema']): ReadonlyMap<string, string> {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  if (!isObject(properties)) return new Map();
  return new Map(
    Object.entries(properties).map(([name, each]) => [
      name,
      JSON.stringify(each, (key, value) =>
        ['description', 'title', 'examples', '$comment'].includes(key) ? undefined : value,
      ),
    ]),
  );
}
