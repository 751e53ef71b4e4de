import type { Field, Fields, Kind, NumberKind } from './fields.ts';
import { fieldAt, isPart, within } from './part.ts';
import { isExpression } from './text.ts';

/** In what an object of a definition isn't as its fields want it. Paths are those within the object: `Catch[0]/Next`. */
export type ShapeFault =
  | { readonly kind: 'missing'; readonly path: string; readonly fields: readonly string[] }
  | { readonly kind: 'unknown'; readonly path: string; readonly field: string }
  | { readonly kind: 'type'; readonly path: string; readonly wanted: Kind | 'object' | 'JSON' }
  /** Nested deeper than common readers of JSON take. */
  | { readonly kind: 'deep'; readonly path: string; readonly most: number };

/** Nesting that common readers of JSON take. */
const DEEPEST = 1000;

/**
 * What is wrong with the shape of an object: fields that are missing or that there are none of, values of another type.
 * Machines and states within it are not looked into. What is undefined isn't there.
 */
export function shapeFaults(value: unknown, fields: Fields): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  checkFields(value, fields, '', faults);
  return faults;
}

/** A number out of bounds, or a list that is too short. */
export type BoundFault =
  | { readonly kind: 'number'; readonly path: string; readonly value: number; readonly wanted: NumberKind }
  | { readonly kind: 'short'; readonly path: string; readonly least: number };

/** What is out of bounds in an object, in the order of its table. Whatever isn't of its type is left out. */
export function boundFaults(value: unknown, fields: Fields): readonly BoundFault[] {
  const faults: BoundFault[] = [];
  checkBounds(value, fields, '', faults);
  return faults;
}

function checkFields(value: unknown, fields: Fields, path: string, faults: ShapeFault[]): void {
  if (!isPart(value)) {
    faults.push({ kind: 'type', path, wanted: 'object' });
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (member === undefined) continue;
    if (field === undefined) faults.push({ kind: 'unknown', path, field: name });
    else checkField(member, field, within(path, name), faults);
  }
  const missing = Object.keys(fields).filter(
    (name) => fields[name]?.required === true && fieldAt(value, name) === undefined,
  );
  if (missing.length > 0) faults.push({ kind: 'missing', path, fields: missing });
}

function checkField(value: unknown, field: Field, path: string, faults: ShapeFault[]): void {
  switch (field.kind) {
    case 'template':
      checkTemplate(value, path, 0, faults);
      break;
    case 'assignments':
      if (isPart(value)) checkTemplate(value, path, 0, faults);
      else faults.push({ kind: 'type', path, wanted: field });
      break;
    case 'part':
      checkFields(value, field.fields, path, faults);
      break;
    case 'parts':
      checkItems(value, field, path, faults, (item, at) => checkFields(item, field.fields, at, faults));
      break;
    case 'machines':
      checkItems(value, field, path, faults, (item, at) => {
        if (!isPart(item)) faults.push({ kind: 'type', path: at, wanted: 'object' });
      });
      break;
    case 'errorNames':
    case 'strings':
      checkItems(value, field, path, faults, (item, at) => {
        if (typeof item !== 'string') faults.push({ kind: 'type', path: at, wanted: { kind: 'string' } });
      });
      break;
    default:
      if (!isOf(value, field)) faults.push({ kind: 'type', path, wanted: field });
  }
}

type Whole = Exclude<
  Kind,
  { readonly kind: 'template' | 'assignments' | 'part' | 'parts' | 'machines' | 'errorNames' | 'strings' }
>;

function isOf(value: unknown, wanted: Whole): boolean {
  switch (wanted.kind) {
    case 'string':
    case 'evaluatedString':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'condition':
      return typeof value === 'boolean' || isExpression(value);
    case 'number':
      return isNumber(value) || (wanted.evaluated && isExpression(value));
    case 'oneOf':
      return wanted.values.some((each) => each === value);
    case 'states':
    case 'machine':
      return isPart(value);
    default:
      return wanted satisfies never;
  }
}

function checkItems(
  value: unknown,
  wanted: Kind,
  path: string,
  faults: ShapeFault[],
  check: (item: unknown, path: string) => void,
): void {
  if (!Array.isArray(value)) faults.push({ kind: 'type', path, wanted });
  else for (const [at, item] of value.entries()) check(item, `${path}[${at}]`);
}

function checkTemplate(value: unknown, path: string, depth: number, faults: ShapeFault[]): void {
  if (depth > DEEPEST) faults.push({ kind: 'deep', path, most: DEEPEST });
  else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) checkTemplate(item, `${path}[${at}]`, depth + 1, faults);
  } else if (isPart(value)) {
    for (const [name, member] of Object.entries(value)) checkTemplate(member, `${path}/${name}`, depth + 1, faults);
  } else if (!isScalar(value)) faults.push({ kind: 'type', path, wanted: 'JSON' });
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || isNumber(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function checkBounds(value: unknown, fields: Fields, path: string, faults: BoundFault[]): void {
  if (!isPart(value)) return;
  for (const [name, field] of Object.entries(fields)) {
    const member = fieldAt(value, name);
    const at = within(path, name);
    switch (field.kind) {
      case 'number':
        if (isNumber(member) && !isWithin(member, field)) {
          faults.push({ kind: 'number', path: at, value: member, wanted: field });
        }
        break;
      case 'part':
        checkBounds(member, field.fields, at, faults);
        break;
      case 'errorNames':
      case 'parts':
      case 'machines': {
        if (!Array.isArray(member)) break;
        const least = field.kind === 'errorNames' ? 1 : field.least;
        if (member.length < least) faults.push({ kind: 'short', path: at, least });
        if (field.kind !== 'parts') break;
        for (const [index, item] of member.entries()) checkBounds(item, field.fields, `${at}[${index}]`, faults);
        break;
      }
      default:
    }
  }
}

function isWithin(value: number, { whole, least, most }: NumberKind): boolean {
  return (!whole || Number.isInteger(value)) && value >= least && value <= most;
}
