import { type Fields, fieldsOf, type Holds } from './fields.ts';
import { fieldAt, isPart, type Part, partsAt, within } from './part.ts';

/** A text that Step Functions evaluates where it is an expression. */
export interface EvaluatedText {
  /** For example `Arguments/Tags[0]/Key`. */
  readonly field: string;
  readonly text: string;
  /** What `$states` holds there beside `input` and `context`. */
  readonly holds: Holds;
}

/** Every text of a state that may be an expression, in the order of evaluation; machines within it are not looked into. */
export function evaluatedIn(state: Part): readonly EvaluatedText[] {
  const found: EvaluatedText[] = [];
  const fields = fieldsOf(fieldAt(state, 'Type'));
  if (fields !== undefined) collectFields(state, fields, '', found);
  return found;
}

function collectFields(part: Part, fields: Fields, path: string, found: EvaluatedText[]): void {
  for (const [name, field] of Object.entries(fields)) {
    const value = fieldAt(part, name);
    const at = within(path, name);
    switch (field.kind) {
      case 'template':
      case 'assignments':
      case 'evaluatedString':
      case 'condition':
        collect(value, at, field.holds, found);
        break;
      case 'number':
        if (field.evaluated) collect(value, at, field.holds, found);
        break;
      case 'part':
        if (isPart(value)) collectFields(value, field.fields, at, found);
        break;
      case 'parts':
        for (const [index, item] of partsAt(part, name)) collectFields(item, field.fields, within(path, index), found);
        break;
      default:
    }
  }
}

function collect(value: unknown, field: string, holds: Holds, found: EvaluatedText[]): void {
  if (typeof value === 'string') found.push({ field, text: value, holds });
  else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) collect(item, `${field}[${at}]`, holds, found);
  } else if (isPart(value)) {
    for (const [name, member] of Object.entries(value)) collect(member, `${field}/${name}`, holds, found);
  }
}
