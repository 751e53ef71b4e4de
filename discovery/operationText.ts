import type {
  DependentDescription,
  OperationDescription,
  PermissionDescription,
  Repetition,
} from './describeOperation.ts';
import type { MemberDescription, ValueDescription } from './describeShape.ts';
import { memberNotes, typeText } from './memberText.ts';
import { table } from './table.ts';

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
    ...(described.besides.length === 0
      ? []
      : [section('Permissions by what is sent', besidesTable(described.besides))]),
    `Repetition\n  ${repetitionText(described.repetition)}\n`,
  ];
  return parts.join('\n');
}

function section(heading: string, content: string, empty = ''): string {
  return `${heading}\n${content === '' ? `  ${empty}\n` : content}`;
}

function membersTable(members: readonly MemberDescription[], isRequest: boolean): string {
  return table(rowsOf(members, isRequest, 0));
}

function rowsOf(members: readonly MemberDescription[], isRequest: boolean, level: number): string[][] {
  // What must be given comes first; otherwise the model's order.
  const ordered = isRequest ? [...members].sort((a, b) => Number(b.required) - Number(a.required)) : members;
  return ordered.flatMap((member) => [
    [
      `${'  '.repeat(level)}${member.name}`,
      typeText(member.value),
      memberNotes(member, isRequest, level === 0).join('; '),
    ],
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

function permissionsTable(permissions: readonly PermissionDescription[] | undefined): string {
  if (permissions === undefined) return '  Not known: the option `actions` says them.\n';
  return table(
    permissions.map(({ action, accessLevel, resources }) => {
      const types = resources.map(({ type, required }) => (required ? type : `${type} (where it is named)`));
      return [action, accessLevel, types.length === 0 ? 'on all resources' : `on ${types.join(', ')}`];
    }),
  );
}

function besidesTable(besides: readonly DependentDescription[]): string {
  return table(besides.map((each) => [each.action, each.accessLevel, neededWhere(each)]));
}

/** When a call needs an action besides those of its operation. */
function neededWhere({ where, perhapsWhere, status }: DependentDescription): string {
  const cases = [
    ...(where.length === 0 ? [] : [`with ${where.join(' or ')}`]),
    ...(perhapsWhere.length === 0 ? [] : [`perhaps with ${perhapsWhere.join(' or ')}`]),
    ...(status === undefined ? [] : [`where the document goes on after ${status}`]),
  ];
  return cases.length === 0 ? 'perhaps, whatever is sent' : cases.join(', ');
}

/** Whether a call may be repeated, in a sentence. */
export function repetitionText(repetition: Repetition): string {
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
