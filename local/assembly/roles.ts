import { PolicyError, type Statement, statementsOf } from '../iam/index.ts';
import { isObject, type Json } from '../interpreter/index.ts';
import { type Environment, resolve } from './intrinsics.ts';
import { AssemblyError, type Resource } from './template.ts';

/** The roles of a template, and what is known of them. */
export interface Roles {
  /** What each role may do, by its ARN. */
  readonly known: ReadonlyMap<string, readonly Statement[]>;
  /** The ids of those of which not all policies can be read here. */
  readonly unknown: readonly string[];
}

/** What the roles of a template may do: by policies of their own, and by those that the template attaches to them. */
export function rolesOf(environment: Environment): Roles {
  const { resources } = environment.template;
  const ofType = (...types: readonly string[]) => [...resources].filter(([, { type }]) => types.includes(type));
  const attached = ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy');
  const known = new Map<string, readonly Statement[]>();
  const unknown: string[] = [];
  for (const [id, role] of ofType('AWS::IAM::Role')) {
    const statements = tried(() => statementsOfRole(id, role, attached, environment));
    if (statements === undefined) unknown.push(id);
    else known.set(String(resolve({ 'Fn::GetAtt': [id, 'Arn'] }, environment)), statements);
  }
  return { known, unknown };
}

function statementsOfRole(
  id: string,
  { properties }: Resource,
  attached: readonly (readonly [string, Resource])[],
  environment: Environment,
): readonly Statement[] {
  const name = String(resolve({ Ref: id }, environment));
  const read = (document: Json | undefined) => statementsOf(resolve(document ?? null, environment));
  const own = list(properties['Policies']).flatMap((policy) =>
    isObject(policy) ? read(policy['PolicyDocument']) : [],
  );
  const mine = attached.filter(([policy, each]) => {
    const { Roles: roles, RoleName: role } = each.properties;
    const named = [...list(roles), role ?? ''].some((each) => resolve(each, environment) === name);
    return named || list(properties['ManagedPolicyArns']).some((arn) => isObject(arn) && arn['Ref'] === policy);
  });
  // A policy from elsewhere may allow anything.
  const others = list(properties['ManagedPolicyArns']).filter(
    (arn) => !(isObject(arn) && attached.some(([policy]) => arn['Ref'] === policy)),
  );
  if (others.length > 0) throw new AssemblyError(`${id} has policies that aren't in the template`);
  return [...own, ...mine.flatMap(([, policy]) => read(policy.properties['PolicyDocument']))];
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** What something comes to; undefined where a policy or a reference in it can't be read here. */
function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AssemblyError || error instanceof PolicyError) return undefined;
    throw error;
  }
}
