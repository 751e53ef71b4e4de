import { type AwsOperation, readModelled } from '../compiler/apis/index.ts';
import { type Diagnostics, didYouMean, nearest, type Reporter } from '../compiler/diagnostics/index.ts';
import type { Machine } from '../compiler/index.ts';
import { keyAt, type Node, nodeAt, shape } from '../compiler/source/index.ts';
import type { Json, JsonObject } from '../local/index.ts';
import type { Answer, Scenario, Thrown } from './scenario.ts';
import { callingStates, isMeant, nameHint } from './steps.ts';

const { report } = shape;

/** A scenario that can be run: its names are those of states, its answers are answers of their operations. */
export interface BoundScenario {
  readonly scenario: Scenario;
  /** Where it stands. */
  readonly node: Node;
  readonly machine: Machine;
  readonly input: Json;
  /** By the name that the scenario uses. */
  readonly answers: ReadonlyMap<string, readonly BoundAnswer[]>;
}

/** What the calls from one number to another get, the first call being 1. */
export interface BoundAnswer {
  readonly from: number;
  readonly to: number;
  readonly effect: Effect;
}

export type Effect =
  | { readonly kind: 'return'; readonly answer: Json }
  | { readonly kind: 'throw'; readonly thrown: Thrown }
  | { readonly kind: 'lost'; readonly how: 'silence' | 'reset' }
  | { readonly kind: 'delay'; readonly seconds: number };

/**
 * Binds a scenario to the machine that it is about. Names that no state has, and answers that an operation can't give,
 * are reported; then nothing comes back.
 * @param base the input that the scenario starts from
 */
export function bindScenario(
  scenario: Scenario,
  node: Node,
  machine: Machine,
  base: JsonObject,
  diagnostics: Diagnostics,
): BoundScenario | undefined {
  const before = diagnostics.all.length;
  const calling = callingStates(machine);
  const at = (...path: readonly (string | number)[]) => nodeAt(node, path);
  const answers = new Map<string, readonly BoundAnswer[]>();
  for (const [step, given] of Object.entries(scenario.answers ?? {})) {
    const operation = operationOf(step, keyAt(at('answers'), step), calling, diagnostics);
    answers.set(
      step,
      bindAnswers(given, (index, ...path) => at('answers', step, index, ...path), operation, diagnostics),
    );
  }
  const { expect = {} } = scenario;
  const calls = expect.calls?.map((call) => (typeof call === 'string' ? call : call.step)) ?? [];
  checkNames(calls, at('expect', 'calls'), [...calling.keys()], 'makes a call', diagnostics);
  checkNames(expect.neverCalled ?? [], at('expect', 'neverCalled'), [...calling.keys()], 'makes a call', diagnostics);
  const states = Object.keys(machine.definition.States);
  checkNames(expect.states ?? [], at('expect', 'states'), states, 'is there', diagnostics);
  const { failedState } = expect;
  if (failedState !== undefined) checkName(failedState, at('expect', 'failedState'), states, 'is there', diagnostics);
  if (diagnostics.all.length > before) return undefined;
  return { scenario, node, machine, input: inputOf(scenario, base), answers };
}

/** The input of a scenario: what it starts from, with what it puts in and without what it takes out. */
function inputOf({ input = {}, without = [] }: Scenario, base: JsonObject): Json {
  return Object.fromEntries(Object.entries({ ...base, ...input }).filter(([name]) => !without.includes(name)));
}

function operationOf(
  step: string,
  node: Node,
  calling: ReadonlyMap<string, AwsOperation | undefined>,
  reporter: Reporter,
): AwsOperation | undefined {
  for (const [state, operation] of calling) if (isMeant(step, state)) return operation;
  checkName(step, node, [...calling.keys()], 'makes a call', reporter);
  return undefined;
}

function bindAnswers(
  given: readonly Answer[],
  at: (index: number, ...path: readonly string[]) => Node,
  operation: AwsOperation | undefined,
  reporter: Reporter,
): readonly BoundAnswer[] {
  let next = 1;
  return given.flatMap((answer, index) => {
    const from = answer.call ?? next;
    if (from < next) {
      report(reporter, 'field-value', at(index, 'call'), `call ${from} has an answer already`);
      return [];
    }
    const times = answer.times ?? 1;
    next = times === 'always' ? Number.POSITIVE_INFINITY : from + times;
    const effect = effectOf(answer, (key) => at(index, key), operation, reporter);
    return effect === undefined ? [] : [{ from, to: next - 1, effect }];
  });
}

function effectOf(
  answer: Answer,
  at: (key: string) => Node,
  operation: AwsOperation | undefined,
  reporter: Reporter,
): Effect | undefined {
  const { return: returned, throw: thrown, lost, delay } = answer;
  if (returned !== undefined) {
    if (operation === undefined) return { kind: 'return', answer: returned };
    const name = `the answer of ${operation.name}`;
    return { kind: 'return', answer: readModelled(operation.output, at('return'), name, reporter) };
  }
  if (thrown !== undefined) {
    const error = typeof thrown === 'string' ? { error: thrown } : thrown;
    return { kind: 'throw', thrown: { ...error, error: errorName(error.error, operation, at('throw'), reporter) } };
  }
  if (lost !== undefined) return { kind: 'lost', how: lost };
  return delay === undefined ? undefined : { kind: 'delay', seconds: delay };
}

/** The model's name of an error. One that the model doesn't list may come nevertheless, unless it looks like a slip. */
function errorName(name: string, operation: AwsOperation | undefined, node: Node, reporter: Reporter): string {
  const errors = operation?.errors ?? [];
  const found = errors.find((each) => each.name === name || each.sfnName === name);
  if (found !== undefined) return found.name;
  const near = nearest(
    name,
    errors.flatMap((each) => [each.name, each.sfnName]),
  );
  if (near !== undefined) {
    report(reporter, 'field-value', node, `${operation?.name} has no error \`${name}\``, didYouMean(near));
  }
  return name;
}

function checkNames(
  names: readonly string[],
  list: Node,
  states: readonly string[],
  what: string,
  reporter: Reporter,
): void {
  for (const [index, name] of names.entries()) checkName(name, nodeAt(list, [index]), states, what, reporter);
}

function checkName(name: string, node: Node, states: readonly string[], what: string, reporter: Reporter): void {
  if (states.some((state) => isMeant(name, state))) return;
  report(reporter, 'step-unknown', node, `no state \`${name}\` ${what}`, nameHint(name, states));
}
