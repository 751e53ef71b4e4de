import type { Json } from '../../source/index.ts';
import type { AwsOperation, Conditions, DependentAction, GivenMember, IamAction, IamResource } from './model.ts';
import { namedBuckets, namedKeys, namedRoles, namedSecrets } from './namedResources.ts';

/** An action that a call needs. */
export interface NeededAction extends IamAction {
  /**
   * What asks for it: sent members, their names from outside in, or the status of an error that is handled; empty: every
   * such call needs it.
   */
  readonly by: readonly string[];
  readonly conditions: Conditions;
}

/** An action that a call may need: what it sends doesn't say so. */
export interface UndecidedAction {
  readonly action: string;
  /** The sent members by which that would be decided, `*` the payload as a whole; empty: nothing that is sent decides. */
  readonly by: readonly string[];
}

/**
 * What a call needs besides the actions of its operation, and what it may need.
 * @param handled statuses of errors after which the document goes on
 */
export function dependentsOf(
  operation: AwsOperation,
  sent: readonly GivenMember[],
  handled: readonly number[],
): { readonly needed: readonly NeededAction[]; readonly undecided: readonly UndecidedAction[] } {
  const needed: NeededAction[] = [];
  const undecided: UndecidedAction[] = [];
  for (const each of operation.depends) {
    const { action } = each.action;
    if (each.status !== undefined) {
      if (handled.includes(each.status)) needed.push(forStatus(operation, each, sent));
      continue;
    }
    const asking = each.by.flatMap(({ path, decides }) =>
      decides ? sent.filter((member) => member.path === path && asks(action, member)) : [],
    );
    if (asking.length > 0) {
      needed.push(neededAction(operation, each, asking, sent));
      continue;
    }
    const open = sent.filter((member) => each.by.some(({ path, decides }) => mayHold(member, path, decides)));
    if (open.length > 0 || each.by.length === 0) undecided.push({ action, by: pathsOf(open) });
  }
  return { needed, undecided };
}

/** What EC2 needs to find an image that is named by a parameter. */
const IMAGE_LOOKUP = 'ssm:GetParameters';

/** Whether what is sent asks for the action: a key of AWS's own needs none, and only some images are looked up in a parameter. */
function asks(action: string, { values }: GivenMember): boolean {
  if (values === undefined) return action !== IMAGE_LOOKUP;
  if (action.startsWith('kms:')) return !values.every(isAwsKey);
  if (action === IMAGE_LOOKUP) return values.some(isParameter);
  return true;
}

/** Whether the action may be asked for by what the member is, or holds, when the machine runs. */
function mayHold({ path: sentPath, open, values }: GivenMember, path: string, decides: boolean): boolean {
  if (sentPath === path) return !decides;
  return open && values === undefined && (sentPath === '' || path.startsWith(`${sentPath}.`));
}

/** The alias of a key that AWS made for a service in this account: whoever may call the service may use it. */
function isAwsKey(value: Json): boolean {
  return typeof value === 'string' && /(^|:)alias\/aws\//.test(value);
}

/** EC2 looks such an image up in Systems Manager. */
function isParameter(value: Json): boolean {
  return typeof value === 'string' && value.startsWith('resolve:ssm:');
}

function neededAction(
  operation: AwsOperation,
  { action, conditions }: DependentAction,
  asking: readonly GivenMember[],
  sent: readonly GivenMember[],
): NeededAction {
  const resources = action.resources.map((resource) => ({ ...resource, ...namedBy(action.action, operation, asking) }));
  return { ...action, resources: ofTaggedTypes(resources, asking, sent), by: pathsOf(asking), conditions };
}

/** What is needed so that an error comes with its status. Of a bucket that is written out, this one. */
function forStatus(
  operation: AwsOperation,
  { action, status, conditions }: DependentAction,
  sent: readonly GivenMember[],
): NeededAction {
  const named = operation.service.resource === 's3' ? namedBuckets(sent) : undefined;
  const resources = action.resources.flatMap((resource) => {
    if (named === undefined) return [resource];
    return resource.type === 'bucket' ? [{ ...resource, named }] : [];
  });
  return { ...action, resources, by: [`$statusCode == ${status}`], conditions };
}

/** The resources that the asking members name. */
function namedBy(
  action: string,
  { service: { resource } }: AwsOperation,
  asking: readonly GivenMember[],
): Pick<IamResource, 'named'> {
  const named = resourcesNamed(action, resource, asking);
  return named === undefined ? {} : { named };
}

function resourcesNamed(
  action: string,
  service: string,
  asking: readonly GivenMember[],
): readonly string[] | undefined {
  if (action === 'iam:PassRole') return namedRoles(asking);
  if (action.startsWith('kms:')) return namedKeys(asking);
  if (action.startsWith('secretsmanager:')) return namedSecrets(service, asking);
  return undefined;
}

/** Tags come with the types that they are for, where the request makes things of several: `TagSpecifications.ResourceType`. */
function ofTaggedTypes(
  resources: readonly IamResource[],
  asking: readonly GivenMember[],
  sent: readonly GivenMember[],
): readonly IamResource[] {
  const types = sent.filter(({ path }) => asking.some((each) => path === `${each.path}.ResourceType`));
  if (types.length === 0 || types.some(({ values }) => values === undefined)) return resources;
  const said = new Set(types.flatMap(({ values = [] }) => values));
  const tagged = resources.filter(({ type }) => said.has(type));
  return tagged.length === 0 ? resources : tagged.map((each) => ({ ...each, required: true }));
}

function pathsOf(members: readonly GivenMember[]): readonly string[] {
  return [...new Set(members.map(({ path }) => (path === '' ? '*' : path)))].sort();
}
