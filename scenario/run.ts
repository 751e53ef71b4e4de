import { positionsOf } from '../compiler/diagnostics/index.ts';
import { type Json, nodeAt, placeOf } from '../compiler/source/index.ts';
import { type Enforcement, enforceRole, localServices, roleOf, runMachine, virtualClock } from '../local/index.ts';
import type { BoundScenario } from './bind.ts';
import { judge } from './judge.ts';
import { redactor } from './redact.ts';
import { type MadeCall, scenarioServices } from './services.ts';

/** What came of a scenario. Plain data. */
export interface ScenarioResult {
  readonly name: string;
  /** Where the scenario stands: file, line and column, from 1. */
  readonly place: ScenarioPlace;
  /** In what it isn't as expected; empty: it passed. */
  readonly failures: readonly Failure[];
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** There where it succeeded. */
  readonly outputs?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly failedState?: string;
  /** The states in the order in which they were entered. */
  readonly states: readonly string[];
  /** The calls in the order in which they were made. */
  readonly calls: readonly MadeCall[];
  /** Seconds that the execution took on its own clock. */
  readonly seconds: number;
  /** Milliseconds that it took here. */
  readonly milliseconds: number;
}

/** Where in a scenario file something stands. */
export interface ScenarioPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One expectation that isn't met. */
export interface Failure {
  readonly message: string;
  /** Where the expectation stands. */
  readonly place: ScenarioPlace;
}

/** When every execution starts: the same times in every run. */
const start = Date.UTC(2026, 0, 1, 9);

/**
 * Runs a scenario on services and a clock of its own. The same scenario gives the same result.
 * @param enforced what its calls are held against; undefined: nothing
 */
export async function runBound(bound: BoundScenario, enforced?: Enforcement): Promise<ScenarioResult> {
  const began = performance.now();
  const { machine, scenario, node, input } = bound;
  const clock = virtualClock(start);
  const calls: MadeCall[] = [];
  const services = scenarioServices(bound, localServices({ clock, apis: machine.connections }).services, clock, calls);
  const result = await runMachine(JSON.parse(machine.text), input, {
    services: enforceRole(services, roleOf(machine, enforced)),
    clock,
    seed: 1,
    machineName: machine.workflowId,
    name: 'scenario',
  });
  const states = result.history.flatMap(({ stateEnteredEventDetails: entered }) => (entered ? [entered.name] : []));
  const redact = redactor(machine, input, calls);
  const placeAt = (path: readonly (string | number)[]): ScenarioPlace => {
    const place = placeOf(nodeAt(node, path));
    const { line, column } = positionsOf(place).start;
    return { file: place.file.name, line, column };
  };
  const { status, output, error, cause, failedState } = result;
  return {
    name: scenario.name,
    place: placeAt(['name']),
    failures: judge(scenario.expect ?? {}, { result, states, calls }).map(({ path, message }) => ({
      message: redact(message),
      place: placeAt(['expect', ...path]),
    })),
    status,
    ...(status === 'SUCCEEDED' && output !== undefined ? { outputs: output } : {}),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(failedState === undefined ? {} : { failedState: failedState }),
    states,
    calls,
    seconds: (clock.now() - start) / 1000,
    milliseconds: performance.now() - began,
  };
}
