import { LONGEST_NAME } from '../../../compiler/jsonata/index.ts';
import {
  boundFaults,
  fieldAt,
  isPart,
  machineFields,
  machinesIn,
  type Part,
  setVariables,
  shapeFaults,
  statesOf,
} from '../../../compiler/statesLanguage/index.ts';
import type { Json } from '../json.ts';
import type { DefinitionDiagnostic, Report } from './diagnostic.ts';
import { isDistributed, isExpressChild } from './map.ts';
import { checkState, type Surroundings } from './state.ts';
import type { CheckTask } from './task.ts';
import { checkTransitions } from './transitions.ts';
import { assignedBeside, checkAssignments, checkReads } from './variables.ts';
import { below, reportBounds, reportShape } from './words.ts';

export type { DefinitionDiagnostic } from './diagnostic.ts';
export type { CheckTask, TaskProblem, WrittenTask } from './task.ts';

/** What a definition is checked for beside what it says itself. */
export interface ValidateOptions {
  /** Default: STANDARD. */
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** Default: what Tasks call isn't looked at. */
  readonly checkTask?: CheckTask;
  /** The places of numbers that are written with a point or an exponent. Default: none. */
  readonly decimals?: ReadonlySet<string>;
}

/**
 * All that is wrong with a definition, in its order; no error: it can run. What AWS refuses is refused in its words as far
 * as they are known.
 */
export function validateDefinition(definition: Json, options: ValidateOptions = {}): readonly DefinitionDiagnostic[] {
  const { type = 'STANDARD', checkTask = () => [], decimals = new Set() } = options;
  const found: DefinitionDiagnostic[] = [];
  const report: Report = (code, message, location) => {
    const severity = code === 'POSSIBLY_UNDEFINED_VARIABLE' ? 'WARNING' : 'ERROR';
    found.push({ severity, code, message, location });
  };
  if (!isPart(definition)) {
    report('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object', '');
    return found;
  }
  reportShape(shapeFaults(definition, machineFields), '', report);
  reportBounds(boundFaults(definition, machineFields), '', report);
  const language = fieldAt(definition, 'QueryLanguage') ?? 'JSONPath';
  const surroundings = {
    language,
    express: type === 'EXPRESS',
    checkTask,
    decimals,
    names: new Set<string>(),
    labels: new Set<string>(),
    report,
  };
  checkMachine(definition, { assigned: new Set(), set: new Set() }, surroundings, '');
  return found;
}

/** Variables around a machine: those that it may not assign, and those that it may read. */
interface Outer {
  readonly assigned: ReadonlySet<string>;
  readonly set: ReadonlySet<string>;
}

function checkMachine(machine: Part, outer: Outer, surroundings: Surroundings, location: string): void {
  const { report, names } = surroundings;
  const named = fieldAt(machine, 'States');
  if (!isPart(named)) return;
  if (Object.keys(named).length === 0) {
    report('SCHEMA_VALIDATION_FAILED', 'Value cannot be empty', `${location}/States`);
    return;
  }
  for (const [name, state] of Object.entries(named)) {
    const at = `${location}/States/${name}`;
    if (name.length > LONGEST_NAME || name.length === 0) {
      report('SCHEMA_VALIDATION_FAILED', `A state name must have 1 to ${LONGEST_NAME} characters`, at);
    }
    if (names.has(name)) report('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, at);
    names.add(name);
    if (isPart(state)) checkState(name, state, surroundings, at);
    else report('SCHEMA_VALIDATION_FAILED', 'Expected value of type Object', at);
  }
  const states = statesOf(machine);
  const start = fieldAt(machine, 'StartAt');
  const reached = typeof start === 'string' ? checkTransitions(start, states, location, report) : [];
  const set = setVariables(states, reached);
  for (const [name, state] of states) {
    const at = `${location}/States/${name}`;
    const readable = new Set([...outer.set, ...set.at(name)]);
    checkAssignments(state, outer.assigned, at, report);
    if (reached.includes(name)) checkReads(state, readable, at, report);
    const assigned = new Set([...outer.assigned, ...assignedBeside(name, states)]);
    for (const { path, machine: inner, fields } of machinesIn(state)) {
      const innerAt = below(at, path);
      reportShape(shapeFaults(inner, fields), innerAt, report);
      // Child executions see no variables of the one that starts them.
      const apart = isDistributed(inner);
      const around = apart ? { assigned: new Set<string>(), set: new Set<string>() } : { assigned, set: readable };
      const inside = apart ? { ...surroundings, express: isExpressChild(inner) } : surroundings;
      checkMachine(inner, around, inside, innerAt);
    }
  }
}
