import { parseTaskResource } from '../../../compiler/apis/index.ts';
import {
  boundFaults,
  type Fields,
  fieldAt,
  fieldsOf,
  isExpression,
  isPart,
  isTimestamp,
  type Part,
  partsAt,
  shapeFaults,
  stateTypes,
} from '../../../compiler/statesLanguage/index.ts';
import { isObject, type Json } from '../json.ts';
import { neutralFields } from '../queryLanguage.ts';
import type { Report } from './diagnostic.ts';
import { checkExpressions } from './expressions.ts';
import { checkMap } from './map.ts';
import type { CheckTask } from './task.ts';
import { oneOf, reportBounds, reportShape } from './words.ts';

/** What a check of a state needs to know of what surrounds it. */
export interface Surroundings {
  /** The query language of the machine. */
  readonly language: unknown;
  readonly express: boolean;
  readonly checkTask: CheckTask;
  readonly decimals: ReadonlySet<string>;
  /** The names of all states so far. */
  readonly names: Set<string>;
  /** The labels of all distributed Maps so far. */
  readonly labels: Set<string>;
  readonly report: Report;
}

/** Checks one state by itself: its fields and what they hold. */
export function checkState(name: string, state: Part, surroundings: Surroundings, location: string): void {
  const { report } = surroundings;
  const type = fieldAt(state, 'Type');
  const fields = fieldsOf(type);
  if (fields === undefined) {
    const message =
      type === undefined
        ? 'These fields are required: [Type]'
        : `The field 'Type' should have one of these values: [${stateTypes.join(', ')}]`;
    report('SCHEMA_VALIDATION_FAILED', message, type === undefined ? location : `${location}/Type`);
    return;
  }
  const refused = refusedLanguage(name, state, surroundings.language);
  if (refused !== undefined) {
    report('SCHEMA_VALIDATION_FAILED', refused, location);
    return;
  }
  reportShape(shapeFaults(state, fields), location, report);
  reportBounds(boundFaults(state, fields), location, report);
  checkGoingOn(state, fields, location, report);
  checkTimes(state, location, report);
  checkErrorNames(state, location, report);
  checkExpressions(state, location, report);
  if (type === 'Task') checkTask(state, surroundings, location);
  if (type === 'Map') checkMap(state, surroundings, location);
}

/** Why a state can't be run in its query language. */
function refusedLanguage(name: string, state: Part, machine: unknown): string | undefined {
  const language = fieldAt(state, 'QueryLanguage') ?? machine;
  // Any other language is told of as a field with a wrong value.
  if (language !== 'JSONPath') return undefined;
  if (machine === 'JSONata') return "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
  if (isObject(state) && neutralFields(state)) return undefined;
  return `The state '${name}' is written in JSONPath, and only JSONata states can run here: set "QueryLanguage": "JSONata"`;
}

function checkGoingOn(state: Part, fields: Fields, location: string, report: Report): void {
  if (!Object.hasOwn(fields, 'Next')) return;
  const [goesOn, ends] = [fieldAt(state, 'Next') !== undefined, fieldAt(state, 'End') === true];
  if (goesOn !== ends) return;
  report('SCHEMA_VALIDATION_FAILED', `${oneOf(goesOn)}: [Next, End]`, location);
}

function checkTimes(state: Part, location: string, report: Report): void {
  const refuse = (message: string, at: string): void => report('SCHEMA_VALIDATION_FAILED', message, at);
  const [seconds, timestamp] = [fieldAt(state, 'Seconds'), fieldAt(state, 'Timestamp')];
  if (fieldAt(state, 'Type') === 'Wait' && (seconds === undefined) === (timestamp === undefined)) {
    refuse(`${oneOf(seconds !== undefined)}: [SecondsPath, Seconds, TimestampPath, Timestamp]`, location);
  }
  if (typeof timestamp === 'string' && !isExpression(timestamp) && !isTimestamp(timestamp)) {
    refuse('String does not match RFC3339 timestamp', `${location}/Timestamp`);
  }
  const [timeout, heartbeat] = [fieldAt(state, 'TimeoutSeconds'), fieldAt(state, 'HeartbeatSeconds')];
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    refuse("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", `${location}/HeartbeatSeconds`);
  }
}

function checkErrorNames(state: Part, location: string, report: Report): void {
  for (const field of ['Retry', 'Catch']) {
    const parts = partsAt(state, field);
    for (const [at, [path, part]] of parts.entries()) {
      const errors = fieldAt(part, 'ErrorEquals');
      if (!Array.isArray(errors) || !errors.includes('States.ALL')) continue;
      if (errors.length === 1 && at === parts.length - 1) continue;
      const message = 'States.ALL must appear alone and at end of list';
      report('SCHEMA_VALIDATION_FAILED', message, `${location}/${path}/ErrorEquals`);
    }
  }
}

function checkTask(state: Part, { express, checkTask: check, decimals, report }: Surroundings, location: string): void {
  const refuse = (message: string, at: string): void => report('SCHEMA_VALIDATION_FAILED', message, at);
  const credentials = fieldAt(state, 'Credentials');
  if (isPart(credentials) && fieldAt(credentials, 'RoleArn') === undefined) {
    refuse("The field 'RoleArn' is required but was missing", `${location}/Credentials`);
  }
  const resource = fieldAt(state, 'Resource');
  if (typeof resource !== 'string') return;
  const called = parseTaskResource(resource);
  const pattern = called.kind === 'other' ? 'call' : called.pattern;
  if (express && pattern !== 'call') {
    // The blank at the end is AWS's.
    const named =
      pattern === 'waitForTaskToken' ? "'.waitForTaskToken' service integration " : "'.sync' service integration";
    refuse(`Express state machine does not support ${named}`, `${location}/Resource`);
  }
  const written = {
    resource,
    arguments: jsonAt(state, 'Arguments'),
    isDecimal: (path: string) => decimals.has(`${location}/Arguments/${path}`),
  };
  for (const { field, text } of check(written)) refuse(text, field === undefined ? location : `${location}/${field}`);
}

function jsonAt(state: Part, field: string): Json | undefined {
  return isObject(state) ? state[field] : undefined;
}
