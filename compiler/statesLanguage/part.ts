import { type Fields, fieldsOf } from './fields.ts';

/** A state, a rule, a Retrier or another object of a definition, whose fields are looked at by name. */
export interface Part {
  readonly [field: string]: unknown;
}

export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a field of its own; undefined where it has none. */
export function fieldAt(part: Part, field: string): unknown {
  return Object.hasOwn(part, field) ? part[field] : undefined;
}

/** The objects of a list, each with its path (`Catch[0]`); empty where the field holds no list. */
export function partsAt(part: Part, field: string): readonly (readonly [path: string, part: Part])[] {
  const list = fieldAt(part, field);
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, at) => (isPart(item) ? [[`${field}[${at}]`, item] as const] : []));
}

/** The states of a machine that are objects, by their names. */
export function statesOf(machine: Part): ReadonlyMap<string, Part> {
  const states = fieldAt(machine, 'States');
  const named = isPart(states) ? Object.entries(states) : [];
  return new Map(named.flatMap(([name, state]) => (isPart(state) ? [[name, state] as const] : [])));
}

/** A machine within a state: a branch of a Parallel, the processor of a Map. */
export interface InnerMachine {
  /** For example `Branches[0]`. */
  readonly path: string;
  readonly machine: Part;
  /** The fields that it may have. */
  readonly fields: Fields;
}

/** The machines within a state. */
export function machinesIn(state: Part): readonly InnerMachine[] {
  const fields = Object.entries(fieldsOf(fieldAt(state, 'Type')) ?? {});
  return fields.flatMap(([name, field]): readonly InnerMachine[] => {
    if (field.kind === 'machines') {
      return partsAt(state, name).map(([path, machine]) => ({ path, machine, fields: field.fields }));
    }
    const machine = field.kind === 'machine' ? fieldAt(state, name) : undefined;
    return field.kind === 'machine' && isPart(machine) ? [{ path: name, machine, fields: field.fields }] : [];
  });
}

/** What a state assigns, its rules and catchers too, each with its path (`Choices[0]/Assign`). */
export function assignmentsIn(state: Part): readonly (readonly [path: string, assignment: Part])[] {
  const parts = [['', state] as const, ...partsAt(state, 'Choices'), ...partsAt(state, 'Catch')];
  return parts.flatMap(([path, part]) => {
    const assignment = fieldAt(part, 'Assign');
    return isPart(assignment) ? [[within(path, 'Assign'), assignment] as const] : [];
  });
}

/** A path in an object of a definition: `Catch[0]/Next`. */
export function within(path: string, field: string): string {
  return path === '' ? field : `${path}/${field}`;
}
