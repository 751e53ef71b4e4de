import {
  type Fields,
  fieldAt,
  fieldsOf,
  isPart,
  type Kind,
  machineFields,
  type ShapeFault,
  shapeFaults,
} from '../../statesLanguage/index.ts';
import type { StateMachineDefinition } from '../definition.ts';
import type { Report } from './subject.ts';

/** A state machine as the compiler writes it. */
const machine: Fields = { ...machineFields, QueryLanguage: { kind: 'oneOf', values: ['JSONata'], required: true } };

/** The types of states that it writes. */
const types: readonly unknown[] = ['Task', 'Choice', 'Pass', 'Wait', 'Succeed', 'Fail'];

/**
 * Whether a definition is what its type says: fields that exist, with values of their kinds, and nothing that JSON has not
 * got. The other checks rely on it, so where this one finds something it is the only one that runs.
 */
export function checkShape(definition: StateMachineDefinition, report: Report): void {
  for (const fault of shapeFaults(definition, machine)) tell(fault, (field, message) => report({ field, message }));
  const states: unknown = isPart(definition) ? fieldAt(definition, 'States') : undefined;
  if (!isPart(states)) return;
  for (const [name, state] of Object.entries(states)) {
    checkState(state, (field, message) => report({ state: name, field, message }));
  }
}

type Tell = (field: string, message: string) => void;

function checkState(state: unknown, say: Tell): void {
  const type = isPart(state) ? fieldAt(state, 'Type') : undefined;
  const fields = types.includes(type) ? fieldsOf(type) : undefined;
  if (!isPart(state)) say('', 'must be an object');
  else if (fields === undefined) say('Type', `must be ${types.join(' or ')}`);
  else for (const fault of shapeFaults(state, written(fields))) tell(fault, say);
}

/** `End` is written where it is true. */
function written(fields: Fields): Fields {
  return Object.hasOwn(fields, 'End') ? { ...fields, End: { kind: 'oneOf', values: [true] } } : fields;
}

function tell(fault: ShapeFault, say: Tell): void {
  const at = (field: string): string => (fault.path === '' ? field : `${fault.path}/${field}`);
  switch (fault.kind) {
    case 'missing':
      for (const field of fault.fields) say(at(field), 'the field is missing');
      break;
    case 'unknown':
      say(at(fault.field), 'there is no such field here');
      break;
    case 'type':
      say(fault.path, wanted(fault.wanted));
      break;
    case 'deep':
      say('', `a template is nested deeper than ${fault.most} levels`);
      break;
    default:
      fault satisfies never;
  }
}

function wanted(kind: Kind | 'object' | 'JSON'): string {
  if (kind === 'object') return 'must be an object';
  if (kind === 'JSON') return 'is not a JSON value';
  switch (kind.kind) {
    case 'string':
    case 'evaluatedString':
      return 'must be a string';
    case 'number':
      return kind.evaluated ? 'must be a number or an expression' : 'must be a number';
    case 'boolean':
      return 'must be true or false';
    case 'condition':
      return 'the condition is not an expression';
    case 'oneOf':
      return `must be ${[...kind.values].sort().join(' or ')}`;
    case 'errorNames':
    case 'strings':
    case 'parts':
    case 'machines':
      return 'must be an array';
    case 'template':
      return 'is not a JSON value';
    case 'assignments':
    case 'part':
    case 'states':
    case 'machine':
      return 'must be an object';
    default:
      return kind satisfies never;
  }
}
