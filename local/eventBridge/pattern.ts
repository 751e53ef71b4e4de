import { isObject, type Json, type JsonObject } from '../interpreter/index.ts';

/** An event pattern that is none. */
export class PatternError extends Error {}

/** Whether a pattern is one; throws a `PatternError` where it isn't. */
export function checkPattern(pattern: Json): asserts pattern is JsonObject {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw new PatternError('Event pattern is not valid. Reason: Filter is not an object');
  }
  for (const [key, value] of Object.entries(pattern)) {
    if (key === '$or') {
      if (!Array.isArray(value)) throw new PatternError('Event pattern is not valid. Reason: "$or" must be an array');
      for (const part of value) checkPattern(part);
    } else if (Array.isArray(value)) {
      if (value.length === 0)
        throw new PatternError('Event pattern is not valid. Reason: Empty arrays are not allowed');
      for (const test of value) checkTest(test);
    } else if (isObject(value)) {
      checkPattern(value);
    } else {
      throw new PatternError(`Event pattern is not valid. Reason: "${key}" must be an object or an array`);
    }
  }
}

const operators = ['prefix', 'suffix', 'exists', 'anything-but', 'numeric', 'equals-ignore-case', 'wildcard', 'cidr'];

function checkTest(test: Json): void {
  if (!isObject(test)) return;
  const [operator, ...more] = Object.keys(test);
  if (operator === undefined || more.length > 0 || !operators.includes(operator)) {
    throw new PatternError(`Event pattern is not valid. Reason: Unrecognized match type ${operator ?? ''}`);
  }
  if (operator === 'cidr') {
    throw new PatternError('Event pattern is not valid. Reason: "cidr" is not available here');
  }
}

/** Whether an event meets a pattern: every field of the pattern must be met by one of its tests. */
export function meetsPattern(pattern: JsonObject, event: Json): boolean {
  return Object.entries(pattern).every(([key, tests]) => {
    if (key === '$or') return Array.isArray(tests) && tests.some((part) => isObject(part) && meetsPattern(part, event));
    const value = isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined;
    if (Array.isArray(tests)) return meetsTests(tests, value);
    // A field of a list of objects is met where it is met by one of them.
    const inner = Array.isArray(value) ? value : [value ?? {}];
    return isObject(tests) && inner.some((item) => meetsPattern(tests, item));
  });
}

function meetsTests(tests: readonly Json[], value: Json | undefined): boolean {
  const values = Array.isArray(value) ? value : [value];
  return tests.some((test) => values.some((item) => meetsTest(test, item)));
}

function meetsTest(test: Json, value: Json | undefined): boolean {
  if (!isObject(test)) return test === value;
  const [[operator, operand] = ['', null]] = Object.entries(test);
  switch (operator) {
    case 'exists':
      return (value !== undefined && !isObject(value)) === operand;
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
    case 'wildcard':
      return typeof value === 'string' && meetsText(operator, operand, value);
    case 'anything-but':
      return value !== undefined && !meetsAnythingBut(operand, value);
    case 'numeric':
      return typeof value === 'number' && Array.isArray(operand) && meetsNumeric(operand, value);
    default:
      return false;
  }
}

function meetsText(operator: string, operand: Json, value: string): boolean {
  if (isObject(operand)) {
    const [[inner, text] = ['', null]] = Object.entries(operand);
    return inner === 'equals-ignore-case' && meetsText(operator, String(text).toLowerCase(), value.toLowerCase());
  }
  const wanted = String(operand);
  switch (operator) {
    case 'prefix':
      return value.startsWith(wanted);
    case 'suffix':
      return value.endsWith(wanted);
    case 'equals-ignore-case':
      return value.toLowerCase() === wanted.toLowerCase();
    default: {
      const parts = wanted.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.*')}$`, 's').test(value);
    }
  }
}

function meetsAnythingBut(operand: Json, value: Json): boolean {
  const refused = Array.isArray(operand) ? operand : [operand];
  return refused.some((test) => meetsTest(test, value));
}

function meetsNumeric(comparisons: readonly Json[], value: number): boolean {
  for (let at = 0; at + 1 < comparisons.length; at += 2) {
    const [operator, operand] = [comparisons[at], Number(comparisons[at + 1])];
    const met =
      operator === '<'
        ? value < operand
        : operator === '<='
          ? value <= operand
          : operator === '>'
            ? value > operand
            : operator === '>='
              ? value >= operand
              : value === operand;
    if (!met) return false;
  }
  return true;
}
