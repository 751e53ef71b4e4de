import type { BoundFault, Kind, ShapeFault } from '../../../compiler/statesLanguage/index.ts';
import type { Report } from './diagnostic.ts';

/** Tells of fields that are missing, that there are none of, or that hold something else, in AWS's words. */
export function reportShape(faults: readonly ShapeFault[], location: string, report: Report): void {
  for (const fault of faults) {
    switch (fault.kind) {
      case 'missing':
        tell(`These fields are required: [${fault.fields.join(', ')}]`, fault.path);
        break;
      case 'unknown':
        tell(unsupported(fault.field), fault.path);
        break;
      case 'type':
        tell(expected(fault.wanted), fault.path);
        break;
      case 'deep':
        tell(`Nested deeper than ${fault.most} levels`, '');
        break;
    }
  }
  function tell(message: string, path: string): void {
    report('SCHEMA_VALIDATION_FAILED', message, below(location, path));
  }
}

/** Tells of numbers out of bounds, and of lists that hold too little. */
export function reportBounds(faults: readonly BoundFault[], location: string, report: Report): void {
  for (const fault of faults) report('SCHEMA_VALIDATION_FAILED', outOfBounds(fault), below(location, fault.path));
}

/** A place in a definition; the machine itself is `/`. */
export function below(location: string, path: string): string {
  if (path !== '') return `${location}/${path}`;
  return location === '' ? '/' : location;
}

const jsonPathFields: ReadonlySet<string> = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'Parameters',
  'ResultSelector',
  'Result',
  'ItemsPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'SecondsPath',
  'TimestampPath',
  'MaxConcurrencyPath',
  'ToleratedFailurePercentagePath',
  'ToleratedFailureCountPath',
  'ErrorPath',
  'CausePath',
  'Variable',
]);

function unsupported(field: string): string {
  return jsonPathFields.has(field)
    ? `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`
    : `Field '${field}' is not supported`;
}

function expected(wanted: Kind | 'object' | 'JSON'): string {
  if (wanted === 'object') return 'Expected value of type Object';
  if (wanted === 'JSON') return 'Expected a JSON value';
  switch (wanted.kind) {
    case 'string':
    case 'evaluatedString':
      return 'Expected value of type String';
    case 'number':
      return `Expected value of type ${wanted.whole ? 'Integer' : 'Double'}`;
    case 'boolean':
      return 'Expected value of type Boolean';
    case 'condition':
      return 'JSONata string must start with {% and end with %}';
    case 'oneOf':
      return `Value should be one of the following: [${wanted.values.join(', ')}]`;
    case 'errorNames':
    case 'strings':
    case 'parts':
    case 'machines':
      return 'Expected value of type Array';
    case 'template':
    case 'assignments':
    case 'part':
    case 'states':
    case 'machine':
      return 'Expected value of type Object';
  }
}

function outOfBounds(fault: BoundFault): string {
  if (fault.kind === 'short') return 'Value cannot be empty';
  const { value, wanted } = fault;
  if (wanted.whole && !Number.isInteger(value)) return 'Expected value of type Integer';
  return value < wanted.least ? `Minimum value is ${wanted.least}` : `Maximum value is ${wanted.most}`;
}

/** How AWS says that there must be one of several fields, where there are several or none. */
export function oneOf(several: boolean): string {
  return several
    ? 'There should only be one of the following fields'
    : 'This object should have only one of the following fields';
}
