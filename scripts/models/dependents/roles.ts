import type { InputMember } from './members.ts';

/** Services whose members name roles that nobody is let act in: they assume, describe, simulate or manage them. */
const NAMES_ONLY: ReadonlySet<string> = new Set([
  'accessanalyzer',
  'auditmanager',
  'iam',
  'licensemanager',
  'organizations',
  'securityhub',
  'sso',
  'sts',
]);

/**
 * Members by which a call passes a role: ARNs and names of IAM roles, and instance profiles, whose role is passed.
 * What else is called a role (`ParticipantRole`) says nothing of IAM in its documentation.
 */
export function passedRoles(resource: string, members: readonly InputMember[]): readonly string[] {
  if (NAMES_ONLY.has(resource)) return [];
  return members.filter(passesRole).map(({ path }) => path);
}

function passesRole({ path, name, item, documentation }: InputMember): boolean {
  if (item.type !== 'string' || item.enum !== undefined) return false;
  if (/Session|Alias|Filter|^Remove/i.test(name)) return false;
  if (/instanceprofile(\.?(arn|name))?$/i.test(path)) return /IAM/.test(documentation) || /iam/i.test(path);
  if (/role\w*arns?(update|override)?$/i.test(name) || /^SnsCallerArn$/.test(name)) return true;
  if (ACTED_IN.test(name)) return true;
  return (
    /roles?(name|override)?$/i.test(name) &&
    /\bIAM\b|\bARN\b|Amazon Resource Name|role that grants|role (used|that \w+ assumes|that will be assumed)/.test(
      documentation,
    )
  );
}

/** Roles that are called after what a service does in them, also where its documentation leaves IAM out. */
const ACTED_IN =
  /(service|execution|invocation|access|registration|runtime|transfer|update|kms|resource)Role(Override)?$|^(execution|service)Role(Override)?$/i;
