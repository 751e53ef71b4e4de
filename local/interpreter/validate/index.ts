import { isObject, type Json, type JsonObject } from '../json.ts';
import { neutralFields } from '../queryLanguage.ts';
import type { DefinitionDiagnostic, Report } from './diagnostic.ts';
import { type Available, checkTemplate } from './expressions.ts';
import { checkFields, fieldsOf, partFields, stateTypes } from './fields.ts';
import { checkTransitions } from './transitions.ts';

export type { DefinitionDiagnostic } from './diagnostic.ts';

/** Something wrong with what a Task calls. */
export interface TaskProblem {
  readonly field: 'Resource' | 'Arguments';
  readonly text: string;
}

/** Checks what a Task calls with what: the resource, and the members of its Arguments. Gives what is wrong. */
export type CheckTask = (resource: string, args: Json | undefined) => readonly TaskProblem[];

/**
 * All that is wrong with a definition, in its order; none: it can run. What AWS refuses is refused in its words as far as
 * they are known.
 */
export function validateDefinition(definition: Json, checkTask: CheckTask = () => []): readonly DefinitionDiagnostic[] {
  const found: DefinitionDiagnostic[] = [];
  const report: Report = (code, message, location) => found.push({ severity: 'ERROR', code, message, location });
  if (!isObject(definition)) {
    report('SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', '');
    return found;
  }
  const language = languageOf(definition, 'JSONPath', '', report);
  checkFields(definition, partFields.machine, '', report);
  const names = new Set<string>();
  checkStates(definition, { language, machineLanguage: language, outer: new Set(), names, checkTask, report }, '');
  return found;
}

interface Place {
  readonly language: string;
  readonly machineLanguage: string;
  /** Variables that an enclosing state's chain assigns; a branch may not. */
  readonly outer: ReadonlySet<string>;
  /** The names of all states so far. */
  readonly names: Set<string>;
  readonly checkTask: CheckTask;
  readonly report: Report;
}

function languageOf(object: JsonObject, inherited: string, location: string, report: Report): string {
  const language = object['QueryLanguage'];
  if (typeof language !== 'string') return inherited;
  if (language !== 'JSONPath' && language !== 'JSONata') {
    report(
      'SCHEMA_VALIDATION_FAILED',
      'Value should be one of the following: [JSONPath, JSONata]',
      `${location}/QueryLanguage`,
    );
    return 'JSONata';
  }
  return language;
}

function checkStates(definition: JsonObject, place: Place, location: string): void {
  const { StartAt: startAt, States: states } = definition;
  if (!isObject(states)) return;
  if (Object.keys(states).length === 0) {
    place.report('SCHEMA_VALIDATION_FAILED', 'A state machine must have at least one state', `${location}/States`);
    return;
  }
  const assigned = new Set([...place.outer, ...Object.values(states).flatMap(assignedIn)]);
  for (const [name, state] of Object.entries(states)) {
    const at = `${location}/States/${name}`;
    if (name.length > 80 || name.length === 0) {
      place.report('SCHEMA_VALIDATION_FAILED', 'A state name must have 1 to 80 characters', at);
    }
    if (place.names.has(name)) {
      place.report('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, at);
    }
    place.names.add(name);
    if (isObject(state)) checkState(name, state, place, assigned, at);
    else place.report('SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', at);
  }
  if (typeof startAt === 'string') checkTransitions(startAt, states, location, place.report);
}

function checkState(
  name: string,
  state: JsonObject,
  place: Place,
  assigned: ReadonlySet<string>,
  location: string,
): void {
  const { report } = place;
  const { Type: type } = state;
  const fields = typeof type === 'string' ? fieldsOf(type) : undefined;
  if (typeof type !== 'string' || fields === undefined) {
    report(
      'SCHEMA_VALIDATION_FAILED',
      `Value should be one of the following: [${stateTypes.join(', ')}]`,
      `${location}/Type`,
    );
    return;
  }
  const language = languageOf(state, place.language, location, report);
  if (language !== 'JSONata') {
    if (place.machineLanguage === 'JSONata') {
      report(
        'SCHEMA_VALIDATION_FAILED',
        "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
        location,
      );
      return;
    }
    if (!neutralFields(state)) {
      report(
        'SCHEMA_VALIDATION_FAILED',
        `The state '${name}' is written in JSONPath, and only JSONata states can run here: set "QueryLanguage": "JSONata"`,
        location,
      );
      return;
    }
  }
  checkFields(state, fields, location, report);
  checkGoingOn(type, state, location, report);
  checkYield(state, type === 'Task' || type === 'Parallel' || type === 'Map' ? 'result' : undefined, place, location);
  for (const field of Object.keys(fields)) {
    if (evaluated.has(field)) checkTemplate(state[field], undefined, `${location}/${field}`, report);
  }
  for (const [at, rule] of objectsAt(state, 'Choices').entries()) {
    const ruleAt = `${location}/Choices[${at}]`;
    checkFields(rule, partFields.rule, ruleAt, report);
    checkTemplate(rule['Condition'], undefined, `${ruleAt}/Condition`, report);
    checkYield(rule, undefined, place, ruleAt);
  }
  checkHandlers(state, place, location);
  if (type === 'Task') {
    for (const { field, text } of place.checkTask(String(state['Resource']), state['Arguments'])) {
      report('SCHEMA_VALIDATION_FAILED', text, `${location}/${field}`);
    }
  }
  const inner = { ...place, outer: assigned };
  for (const [at, branch] of objectsAt(state, 'Branches').entries()) {
    checkFields(branch, partFields.branch, `${location}/Branches[${at}]`, report);
    checkStates(branch, inner, `${location}/Branches[${at}]`);
  }
  if (type === 'Map') checkProcessor(state, inner, location);
}

/** Fields that hold expressions and are evaluated before there is a result. */
const evaluated: ReadonlySet<string> = new Set([
  'Arguments',
  'Credentials',
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'Items',
  'ItemSelector',
  'MaxConcurrency',
  'ToleratedFailurePercentage',
  'ToleratedFailureCount',
  'Seconds',
  'Timestamp',
  'Error',
  'Cause',
]);

function checkGoingOn(type: string, state: JsonObject, location: string, report: Report): void {
  const has = (field: string): boolean => Object.hasOwn(state, field);
  if (type === 'Choice') {
    if (objectsAt(state, 'Choices').length === 0) {
      report('SCHEMA_VALIDATION_FAILED', 'A Choice needs at least one rule', `${location}/Choices`);
    }
  } else if (type !== 'Succeed' && type !== 'Fail' && has('Next') === (state['End'] === true)) {
    report('SCHEMA_VALIDATION_FAILED', "Exactly one of 'Next' and 'End' is needed", location);
  }
  if (type === 'Wait' && has('Seconds') === has('Timestamp')) {
    report('SCHEMA_VALIDATION_FAILED', "Exactly one of 'Seconds' and 'Timestamp' is needed", location);
  }
}

function checkYield(part: JsonObject, available: Available, { outer, report }: Place, location: string): void {
  checkTemplate(part['Output'], available, `${location}/Output`, report);
  const assign = part['Assign'];
  if (!isObject(assign)) return;
  checkTemplate(assign, available, `${location}/Assign`, report);
  for (const name of Object.keys(assign)) {
    const at = `${location}/Assign/${name}`;
    if (name === 'states') {
      report('SCHEMA_VALIDATION_FAILED', "The variable name 'states' is reserved", at);
    } else if (!/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u.test(name)) {
      report('SCHEMA_VALIDATION_FAILED', `'${name}' is not a valid variable name`, at);
    } else if (outer.has(name)) {
      report('SCHEMA_VALIDATION_FAILED', `The variable '${name}' is assigned in an outer scope`, at);
    }
  }
}

function checkHandlers(state: JsonObject, place: Place, location: string): void {
  const parts = [
    { field: 'Retry', fields: partFields.retrier },
    { field: 'Catch', fields: partFields.catcher },
  ] as const;
  for (const { field, fields } of parts) {
    const list = objectsAt(state, field);
    for (const [at, part] of list.entries()) {
      const partAt = `${location}/${field}[${at}]`;
      checkFields(part, fields, partAt, place.report);
      const errors = part['ErrorEquals'];
      const all = Array.isArray(errors) && errors.includes('States.ALL');
      if (all && (errors.length > 1 || at < list.length - 1)) {
        place.report(
          'SCHEMA_VALIDATION_FAILED',
          "'States.ALL' must stand alone, in the last element",
          `${partAt}/ErrorEquals`,
        );
      }
      if (field === 'Catch') checkYield(part, 'errorOutput', place, partAt);
    }
  }
}

function checkProcessor(state: JsonObject, place: Place, location: string): void {
  const field = Object.hasOwn(state, 'ItemProcessor') ? 'ItemProcessor' : 'Iterator';
  const processor = state[field];
  if (!isObject(processor)) {
    place.report('SCHEMA_VALIDATION_FAILED', 'These fields are required: [ItemProcessor]', location);
    return;
  }
  const config = processor['ProcessorConfig'];
  if (isObject(config) && config['Mode'] === 'DISTRIBUTED') {
    place.report(
      'SCHEMA_VALIDATION_FAILED',
      'Only Mode INLINE can run here',
      `${location}/${field}/ProcessorConfig/Mode`,
    );
  }
  checkFields(processor, partFields.processor, `${location}/${field}`, place.report);
  checkStates(processor, place, `${location}/${field}`);
}

function objectsAt(state: JsonObject, field: string): readonly JsonObject[] {
  const list = state[field];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** The names that a state assigns, its rules and catchers too. */
function assignedIn(state: Json): readonly string[] {
  if (!isObject(state)) return [];
  const parts = [state, ...objectsAt(state, 'Choices'), ...objectsAt(state, 'Catch')];
  return parts.flatMap(({ Assign: assign }) => (isObject(assign) ? Object.keys(assign) : []));
}
