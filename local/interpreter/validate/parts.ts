import { isObject, type JsonObject } from '../json.ts';
import { type Available, checkTemplate } from './expressions.ts';
import { checkFields, partFields } from './fields.ts';
import type { Place } from './place.ts';

/** Checks what a state, a choice rule or a catcher assigns and puts out. */
export function checkYield(part: JsonObject, available: Available, { outer, report }: Place, location: string): void {
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

/** Checks how a state's errors are handled. */
export function checkHandlers(state: JsonObject, place: Place, location: string): void {
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

/** The objects of a list; whatever else is in it is told of where the field is checked. */
export function objectsAt(state: JsonObject, field: string): readonly JsonObject[] {
  const list = state[field];
  return Array.isArray(list) ? list.filter(isObject) : [];
}
