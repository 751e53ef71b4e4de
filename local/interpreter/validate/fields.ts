import { isExpression } from '../expression.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Report } from './diagnostic.ts';

/** What a field must hold. `number` and `text` may be expressions where the kind says so. */
type Kind =
  | 'text'
  | 'number'
  | 'template'
  | 'templateNumber'
  | 'templateText'
  | 'object'
  | 'objects'
  | 'texts'
  | 'flag';

/** The fields of one sort of object; those that end in `!` must be there. */
type Fields = Readonly<Record<string, Kind>>;

const common: Fields = { 'Type!': 'text', Comment: 'text', QueryLanguage: 'text' };
const onward: Fields = { ...common, Next: 'text', End: 'flag', Assign: 'object', Output: 'template' };
const handling: Fields = { ...onward, Retry: 'objects', Catch: 'objects' };

const stateFields: Readonly<Record<string, Fields>> = {
  Task: {
    ...handling,
    'Resource!': 'text',
    Arguments: 'template',
    Credentials: 'template',
    TimeoutSeconds: 'templateNumber',
    HeartbeatSeconds: 'templateNumber',
  },
  Parallel: { ...handling, 'Branches!': 'objects', Arguments: 'template' },
  Map: {
    ...handling,
    ItemProcessor: 'object',
    Iterator: 'object',
    Items: 'template',
    ItemSelector: 'template',
    MaxConcurrency: 'templateNumber',
    ToleratedFailurePercentage: 'templateNumber',
    ToleratedFailureCount: 'templateNumber',
  },
  Choice: { ...common, 'Choices!': 'objects', Default: 'text', Assign: 'object', Output: 'template' },
  Pass: onward,
  Wait: { ...onward, Seconds: 'templateNumber', Timestamp: 'templateText' },
  Succeed: { ...common, Output: 'template' },
  Fail: { ...common, Error: 'templateText', Cause: 'templateText' },
};

/** The parts of definitions that are no states. */
export const partFields = {
  machine: {
    'StartAt!': 'text',
    'States!': 'object',
    Comment: 'text',
    Version: 'text',
    QueryLanguage: 'text',
    TimeoutSeconds: 'number',
  },
  branch: { 'StartAt!': 'text', 'States!': 'object', Comment: 'text' },
  processor: { 'StartAt!': 'text', 'States!': 'object', Comment: 'text', ProcessorConfig: 'object' },
  rule: { 'Condition!': 'template', 'Next!': 'text', Comment: 'text', Assign: 'object', Output: 'template' },
  retrier: {
    'ErrorEquals!': 'texts',
    Comment: 'text',
    IntervalSeconds: 'number',
    MaxAttempts: 'number',
    BackoffRate: 'number',
    MaxDelaySeconds: 'number',
    JitterStrategy: 'text',
  },
  catcher: { 'ErrorEquals!': 'texts', 'Next!': 'text', Comment: 'text', Assign: 'object', Output: 'template' },
} satisfies Readonly<Record<string, Fields>>;

/** The fields of a state of this type, or undefined where there is no such type. */
export function fieldsOf(type: string): Fields | undefined {
  return Object.hasOwn(stateFields, type) ? stateFields[type] : undefined;
}

export const stateTypes: readonly string[] = Object.keys(stateFields);

/** Checks that an object has the fields that it must have, no others, and values of the right type in them. */
export function checkFields(object: JsonObject, fields: Fields, location: string, report: Report): void {
  const kinds = new Map(Object.entries(fields).map(([name, kind]) => [name.replace('!', ''), kind]));
  const missing = Object.keys(fields)
    .filter((name) => name.endsWith('!'))
    .map((name) => name.slice(0, -1))
    .filter((field) => !Object.hasOwn(object, field));
  if (missing.length > 0) {
    report('SCHEMA_VALIDATION_FAILED', `These fields are required: [${missing.join(', ')}]`, location);
  }
  for (const [name, value] of Object.entries(object)) {
    const kind = kinds.get(name);
    if (kind === undefined) {
      report('SCHEMA_VALIDATION_FAILED', `Field '${name}' is not supported`, location);
      continue;
    }
    const expected = mismatch(value, kind);
    if (expected !== undefined) {
      report('SCHEMA_VALIDATION_FAILED', `Expected value of type ${expected}`, `${location}/${name}`);
    }
  }
}

/** The types that a value should have had, or undefined where it is right. */
function mismatch(value: unknown, kind: Kind): string | undefined {
  const expression = typeof value === 'string' && isExpression(value);
  switch (kind) {
    case 'template':
      return undefined;
    case 'text':
    case 'templateText':
      return typeof value === 'string' ? undefined : '[STRING]';
    case 'number':
      return typeof value === 'number' ? undefined : '[NUMBER]';
    case 'templateNumber':
      return typeof value === 'number' || expression ? undefined : '[NUMBER, JSONATA_EXPRESSION]';
    case 'flag':
      return typeof value === 'boolean' ? undefined : '[BOOLEAN]';
    case 'object':
      return isObject(value) ? undefined : '[OBJECT]';
    case 'objects':
      return Array.isArray(value) && value.every(isObject) ? undefined : '[ARRAY]';
    case 'texts':
      return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
        ? undefined
        : '[ARRAY]';
  }
}
