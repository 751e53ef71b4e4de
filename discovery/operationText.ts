import type { OperationDescription, PermissionDescription, Repetition } from './describeOperation.ts';
import type { Bounds, MemberDescription, ValueDescription } from './describeShape.ts';
import { table } from './table.ts';

/** How many values of an enumeration are shown; JSON has them all. */
const shownValues = 12;

/** A description for people, in lines of at most 100 columns where names allow it. */
export function operationText(described: OperationDescription): string {
  const { service, serviceTitle, operation, operationId, method, path, status, resource } = described;
  const parts = [
    `${service}:${operationId}  ${serviceTitle} ${operation}\n` +
      `  ${method} ${path}, answers with ${status}\n` +
      (resource === undefined ? "  Step Functions can't call it\n" : `  ${resource}\n`),
    section('Request', membersTable(described.request, true), 'It takes no members.'),
    section('Answer', membersTable(described.answer, false), 'It has no members.'),
    section(
      'Errors',
      table(
        described.errors.map(({ name, status: code, kind }) => [name, code === undefined ? '' : `${code}`, kind ?? '']),
      ),
      'The model names none.',
    ),
    section('Permissions', permissionsTable(described.permissions), 'None: the call needs no signature.'),
    `Repetition\n  ${repetitionText(described.repetition)}\n`,
  ];
  return parts.join('\n');
}

function section(heading: string, content: string, empty: string): string {
  return `${heading}\n${content === '' ? `  ${empty}\n` : content}`;
}

function membersTable(members: readonly MemberDescription[], isRequest: boolean): string {
  return table(rowsOf(members, isRequest, 0));
}

function rowsOf(members: readonly MemberDescription[], isRequest: boolean, level: number): string[][] {
  // What must be given comes first; otherwise the model's order.
  const ordered = isRequest ? [...members].sort((a, b) => Number(b.required) - Number(a.required)) : members;
  return ordered.flatMap((member) => [
    [`${'  '.repeat(level)}${member.name}`, typeText(member.value), notesOf(member, isRequest, level).join('; ')],
    ...rowsOf(innerMembers(member.value), isRequest, level + 1),
  ]);
}

function innerMembers(value: ValueDescription): readonly MemberDescription[] {
  switch (value.type) {
    case 'object':
      return value.members ?? [];
    case 'array':
      return innerMembers(value.items);
    case 'map':
      return innerMembers(value.values);
    default:
      return [];
  }
}

function typeText(value: ValueDescription): string {
  switch (value.type) {
    case 'array':
      return `array of ${plural(value.items)}`;
    case 'map':
      return `map to ${plural(value.values)}`;
    default:
      return value.type;
  }
}

function plural(value: ValueDescription): string {
  switch (value.type) {
    case 'array':
      return `arrays of ${plural(value.items)}`;
    case 'map':
      return `maps to ${plural(value.values)}`;
    case 'any':
      return 'any values';
    case 'bytes':
      return 'bytes';
    default:
      return `${value.type}s`;
  }
}

function notesOf(
  { required, in: place, secrecy, idempotencyToken, value }: MemberDescription,
  isRequest: boolean,
  level: number,
): string[] {
  return [
    ...(required && isRequest ? ['required'] : []),
    ...(secrecy === undefined ? [] : [secrecy === 'credential' ? 'secret' : 'sensitive']),
    ...(idempotencyToken ? ['idempotency token'] : []),
    ...(level === 0 && place !== 'body' ? [`in ${place}`] : []),
    ...valueNotes(value),
  ];
}

function valueNotes(value: ValueDescription): string[] {
  switch (value.type) {
    case 'any':
      return [];
    case 'object':
      if (value.recursive) return ['like the one that it stands in'];
      return [
        ...(value.oneOf ? ['with exactly one of its members'] : []),
        ...(value.members === undefined ? ['members by a larger --depth'] : []),
      ];
    case 'array':
      return [...boundsText(value, 'item', 'items'), ...valueNotes(value.items).map((note) => `each ${note}`)];
    case 'map':
      return [...boundsText(value, 'entry', 'entries'), ...valueNotes(value.values).map((note) => `each ${note}`)];
    case 'string':
      return value.enum === undefined ? boundsText(value, 'character', 'characters') : [enumText(value.enum)];
    case 'bytes':
      return boundsText(value, 'byte', 'bytes');
    case 'whole number':
    case 'number':
    case 'boolean':
    case 'timestamp':
      return boundsText(value);
  }
}

function enumText(values: readonly string[]): string {
  const more = values.length - shownValues;
  const shown = values.slice(0, more > 1 ? shownValues : values.length).join(', ');
  return `one of ${shown}${more > 1 ? ` and ${more} more` : ''}`;
}

function boundsText({ min = 0, max }: Bounds, one?: string, many?: string): string[] {
  const unit = one === undefined ? '' : ` ${(max ?? min) === 1 ? one : many}`;
  if (max === undefined) return min === 0 ? [] : [`at least ${min}${unit}`];
  if (min === max) return [`exactly ${max}${unit}`];
  return [min === 0 && one !== undefined ? `at most ${max}${unit}` : `${min} to ${max}${unit}`];
}

function permissionsTable(permissions: readonly PermissionDescription[] | undefined): string {
  if (permissions === undefined) return '  Not known: the option `actions` says them.\n';
  return table(
    permissions.map(({ action, accessLevel, resources }) => {
      const types = resources.map(({ type, required }) => (required ? type : `${type} (where it is named)`));
      return [action, accessLevel, types.length === 0 ? 'on all resources' : `on ${types.join(', ')}`];
    }),
  );
}

function repetitionText(repetition: Repetition): string {
  switch (repetition.kind) {
    case 'reads':
      return 'It only reads: a call that failed is repeated without harm.';
    case 'token':
      return `Without harm where ${repetition.members.join(' or ')} is sent: the same token means the same call.`;
    case 'unsafe':
      return 'A call that failed may have had its effect: only one that was throttled is repeated by itself.';
    default:
      return repetition satisfies never;
  }
}
