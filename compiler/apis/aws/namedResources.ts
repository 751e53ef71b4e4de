import type { GivenMember } from './model.ts';

/*
 * ARNs of resources that members name, as `IamResource.named` has them. Undefined where one of them is known only when the
 * machine runs, or says less than an ARN.
 */

/** The roles that are passed, by their ARNs or names; a name may stand below any path. */
export function namedRoles(members: readonly GivenMember[]): readonly string[] | undefined {
  return named(members, ({ path }, text) => {
    if (/instance_?profile/i.test(path)) return undefined;
    if (text.startsWith('arn:')) return text.includes(':role/') ? [text] : undefined;
    const name = text.replace(/^role\//, '');
    if (!/^[\w+=,.@/-]+$/.test(name)) return undefined;
    return (name.includes('/') ? [name] : [name, `*/${name}`]).map((each) => arn('iam', '', `role/${each}`));
  });
}

/** The keys that are named by their ids or ARNs; behind an alias may be any. */
export function namedKeys(members: readonly GivenMember[]): readonly string[] | undefined {
  return named(members, (_, text) => {
    if (text.startsWith('arn:')) return text.includes(':key/') ? [text] : undefined;
    return /^(mrk-)?[0-9a-f-]{32,36}$/.test(text) ? [arn('kms', place('Region'), `key/${text}`)] : undefined;
  });
}

/**
 * The secrets whose ARNs are given, or that a service keeps the passwords in which it manages: `rds!db-...`. (Amazon RDS and
 * Redshift, Secrets Manager.)
 */
export function namedSecrets(service: string, members: readonly GivenMember[]): readonly string[] | undefined {
  if (!members.every(({ name }) => /password$/i.test(name)))
    return named(members, (_, text) => (text.startsWith('arn:') ? [text] : undefined));
  const owner = service.startsWith('redshift') ? 'redshift' : 'rds';
  return [arn('secretsmanager', place('Region'), `secret:${owner}!*`)];
}

/** The buckets that are named, and not by the ARN of an access point. */
export function namedBuckets(members: readonly GivenMember[]): readonly string[] | undefined {
  const buckets = members.filter(({ path }) => path === 'Bucket');
  return named(buckets, (_, text) =>
    /^[a-z0-9.-]+$/.test(text) ? [`arn:${place('Partition')}:s3:::${text}`] : undefined,
  );
}

function named(
  members: readonly GivenMember[],
  read: (member: GivenMember, text: string) => readonly string[] | undefined,
): readonly string[] | undefined {
  const found: string[] = [];
  for (const member of members) {
    if (member.values === undefined) return undefined;
    for (const value of member.values) {
      const arns = typeof value === 'string' ? read(member, value) : undefined;
      if (arns === undefined) return undefined;
      found.push(...arns);
    }
  }
  return found.length === 0 ? undefined : [...new Set(found)].sort();
}

function arn(service: string, region: string, resource: string): string {
  return `arn:${place('Partition')}:${service}:${region}:${place('Account')}:${resource}`;
}

/** A placeholder, as ARN patterns have it. */
function place(name: string): string {
  return `\${${name}}`;
}
