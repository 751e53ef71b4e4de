import { fold } from '../../../compiler/apis/aws/findMember.ts';
import type { DependentFacts } from '../../../compiler/apis/aws/format.ts';
import { DOCUMENTED } from './documented.ts';
import { EXCEPTIONS, MISSING, tellsMissing } from './exceptions.ts';
import { encryptingKeys, USUAL_KEY_ACTIONS } from './keys.ts';
import type { InputMember } from './members.ts';
import { passedTo } from './passedTo.ts';
import reference from './reference.json' with { type: 'json' };
import { passedRoles } from './roles.ts';
import { isTagging, taggingNames, tagMembers, thingOf } from './tags.ts';
import { viaService } from './viaService.ts';

/** An operation, as far as the actions depend on it that a call needs besides its own. */
export interface Subject {
  /** The service's resource name in Step Functions. */
  readonly resource: string;
  /** The prefix of its actions. */
  readonly prefix: string;
  readonly operation: string;
  /** Its own actions. */
  readonly actions: readonly string[];
  /** It only reads, or it tags what is there. */
  readonly makesNothing: boolean;
  readonly members: readonly InputMember[];
}

/** What decides whether a call needs an action, by the action. */
export type Dependents = ReadonlyMap<string, Omit<DependentFacts, 'on'>>;

/**
 * The actions that calls of an operation may need besides its own. They come from the Service Authorization Reference, from
 * the exceptions, and from the members: tags, roles, keys, managed passwords.
 * @param exists whether IAM has an action
 */
export function dependentsOf(subject: Subject, exists: (action: string) => boolean): Dependents {
  const found = new Map<string, Set<string>>();
  const add = (action: string, members: readonly string[]): void => {
    if (subject.actions.includes(action) || !exists(action)) return;
    found.set(action, new Set([...(found.get(action) ?? []), ...members]));
  };
  const { resource, operation, members, makesNothing } = subject;
  const tags = makesNothing ? [] : tagMembers(members);
  const roles = makesNothing ? [] : passedRoles(resource, members);
  const keys = makesNothing ? [] : encryptingKeys(resource, members);
  const listed = subject.actions.flatMap(inReference);

  for (const action of listed) {
    if (isTagging(action) && !tagsSecret(action)) add(action, tags);
    else if (action === 'iam:PassRole') add(action, roles);
    else if (action.startsWith('kms:')) add(action, keys);
    else add(action, standingFor(action, subject));
  }
  if (tags.length > 0 && !listed.some((action) => isTagging(action) && !tagsSecret(action))) {
    const tagging = taggingNames(thingOf(operation))
      .map((name) => `${subject.prefix}:${name}`)
      .find(exists);
    if (tagging !== undefined) add(tagging, tags);
  }
  if (roles.length > 0) add('iam:PassRole', roles);
  const exceptions = [EXCEPTIONS, DOCUMENTED].map((table) => table[resource]?.[operation] ?? {});
  for (const [actions, deciding] of exceptions.flatMap(Object.entries<string>))
    for (const action of actions.split(' ')) add(action, deciding === '' ? [] : deciding.split(' '));
  if (keys.length > 0 && ![...found.keys()].some((action) => action.startsWith('kms:')))
    for (const action of USUAL_KEY_ACTIONS)
      add(
        action,
        keys.map((key) => `?${key}`),
      );
  const telling = tellsMissing(resource, operation) ? MISSING : undefined;
  if (telling !== undefined) add(telling, []);
  return new Map(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([action, by]) => [
        action,
        {
          ...(by.size === 0 ? {} : { by: [...by].sort() }),
          ...(action === telling ? { status: 404 } : {}),
          ...condition(action, subject, [...by]),
        },
      ]),
  );
}

/** The condition key that tells such a request from others of the action, with its values. */
function condition(
  action: string,
  { resource, prefix, operation }: Subject,
  by: readonly string[],
): Pick<DependentFacts, 'when'> {
  const deciding = by.filter((member) => !member.startsWith('?'));
  const [key, values] = action.startsWith('kms:')
    ? ['kms:ViaService', viaService(resource, prefix, operation, deciding)]
    : action === 'iam:PassRole'
      ? ['iam:PassedToService', passedTo(resource, operation)]
      : action === 'ec2:CreateTags' && resource === 'ec2'
        ? ['ec2:CreateAction', [operation]]
        : ['', undefined];
  return values === undefined ? {} : { when: { [key]: values } };
}

/** It tags the secret that a password is managed in, whatever is tagged besides. */
function tagsSecret(action: string): boolean {
  return action.startsWith('secretsmanager:');
}

const REFERENCE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = reference.actions;

function inReference(action: string): readonly string[] {
  const [prefix = '', name = ''] = action.split(':');
  return REFERENCE[prefix]?.[name] ?? [];
}

/**
 * The members that stand for what an action acts on: the words behind its verb, or its service, stand in their names.
 * None: nothing that is sent decides.
 */
function standingFor(action: string, { operation, members }: Subject): readonly string[] {
  const [prefix = '', name = ''] = action.split(':');
  if (prefix === 'secretsmanager') {
    const asked = /^(Get|Describe)/.test(name) ? namesSecret : managesPassword;
    return members.filter(asked).map(({ path }) => path);
  }
  const thing = fold(thingOf(name)).replace(/s$/, '');
  // What is searched for is described in the answer, whatever is sent: `DescribeUser` of `SearchUsers`.
  if (fold(operation).includes(thing)) return [];
  if (thing.length < 3 || /ServiceLinkedRole|RolePolicy/.test(name)) return [];
  return members.filter((member) => fold(member.name).includes(thing)).map(({ path }) => path);
}

/** The service is to keep a password in a secret of its own. */
function managesPassword({ name }: InputMember): boolean {
  return /^manage\w*password$/i.test(name);
}

function namesSecret({ name, item }: InputMember): boolean {
  return item.type === 'string' && /secret(arn|id|name)?$/i.test(name);
}
