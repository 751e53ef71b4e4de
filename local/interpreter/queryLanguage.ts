import { isExpression } from '../../compiler/statesLanguage/index.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

const fields: Readonly<Record<string, readonly string[]>> = {
  Pass: ['Next', 'End', 'Assign'],
  Wait: ['Next', 'End', 'Assign', 'Seconds', 'Timestamp'],
  Succeed: [],
  Fail: ['Error', 'Cause'],
};

/**
 * Whether a JSONPath state means the same in JSONata: it uses nothing of which the two languages make different things.
 * Such states stand in machines that were moved to JSONata one state at a time.
 */
export function neutralFields(state: JsonObject): boolean {
  const allowed = fields[String(state['Type'])];
  if (allowed === undefined) return false;
  return Object.entries(state).every(
    ([field, value]) =>
      ['Type', 'Comment', 'QueryLanguage'].includes(field) || (allowed.includes(field) && isLiteral(value)),
  );
}

/** Holds neither paths nor anything that JSONata would evaluate. */
function isLiteral(value: Json): boolean {
  if (typeof value === 'string') return !isExpression(value);
  if (Array.isArray(value)) return value.every(isLiteral);
  if (isObject(value)) return Object.entries(value).every(([key, item]) => !key.endsWith('.$') && isLiteral(item));
  return true;
}
