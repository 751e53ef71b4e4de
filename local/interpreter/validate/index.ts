import { isExpression } from '../expression.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { neutralFields } from '../queryLanguage.ts';
import { isTimestamp } from '../seconds.ts';
import type { DefinitionDiagnostic, Report } from './diagnostic.ts';
import { checkTemplate } from './expressions.ts';
import { checkFields, fieldsOf, partFields, stateTypes } from './fields.ts';
import { checkHandlers, checkYield, objectsAt } from './parts.ts';
import type { CheckTask, Place } from './place.ts';
import { checkTransitions } from './transitions.ts';

export type { DefinitionDiagnostic } from './diagnostic.ts';
export type { CheckTask, TaskProblem } from './place.ts';

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
  const { Timestamp: timestamp } = state;
  if (typeof timestamp === 'string' && !isExpression(timestamp) && !isTimestamp(timestamp)) {
    report('SCHEMA_VALIDATION_FAILED', 'String does not match RFC3339 timestamp', `${location}/Timestamp`);
  }
  if (type === 'Wait' && has('Seconds') === has('Timestamp')) {
    report('SCHEMA_VALIDATION_FAILED', "Exactly one of 'Seconds' and 'Timestamp' is needed", location);
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

/** The names that a state assigns, its rules and catchers too. */
function assignedIn(state: Json): readonly string[] {
  if (!isObject(state)) return [];
  const parts = [state, ...objectsAt(state, 'Choices'), ...objectsAt(state, 'Catch')];
  return parts.flatMap(({ Assign: assign }) => (isObject(assign) ? Object.keys(assign) : []));
}
