import { dependentsOf, type NeededAction, type UndecidedAction } from './dependents.ts';
import type { AwsOperation, GivenMember, IamResource, TouchableResource } from './model.ts';

/** What a role must be allowed for one call, and what it may need besides. */
export interface CallPermissions {
  readonly needed: readonly NeededAction[];
  readonly undecided: readonly UndecidedAction[];
}

/**
 * What a role must be allowed for one call: the actions of the operation on the types of resources that it touches, and
 * those that what is sent asks for besides.
 * @param handled statuses of errors after which the document goes on
 */
export function permissionsFor(
  operation: AwsOperation,
  given: readonly GivenMember[],
  handled: readonly number[] = [],
): CallPermissions {
  const own = operation.iam.map((action) => ({
    ...action,
    resources: touchedTypes(action.resources, given),
    by: [],
    conditions: {},
  }));
  const { needed, undecided } = dependentsOf(operation, given, handled);
  return { needed: [...own, ...needed], undecided };
}

/**
 * The types that a call touches: those that each call does, and those that what is sent stands for (`HierarchyGroupId`:
 * `hierarchy-group`). Types that one member stands for are alternatives, as are those that any member may stand for: none
 * of them is required. Where nothing that is sent names one, the call acts on one of those that the action knows.
 */
function touchedTypes(types: readonly TouchableResource[], given: readonly GivenMember[]): readonly IamResource[] {
  const touched = types.flatMap((type) => touchedType(type, types, given));
  return (touched.length > 0 ? touched : types.map((type) => ({ ...type, required: false }))).map(plain);
}

function touchedType(
  type: TouchableResource,
  types: readonly TouchableResource[],
  given: readonly GivenMember[],
): readonly TouchableResource[] {
  const { by, otherwise } = type;
  if (by === undefined) return [{ ...type, required: true }];
  if (by === 'any') return types.some(({ required }) => required) ? [] : [{ ...type, required: false }];
  const standing = given.filter((member) => by.some((path) => mayBe(member, path)));
  if (standing.length === 0) return otherwise === undefined ? [] : [{ ...type, required: true, named: otherwise }];
  const alone = standing.some(({ path }) =>
    types.every((other) => other === type || !Array.isArray(other.by) || !other.by.includes(path)),
  );
  return [{ ...type, required: alone }];
}

/** Whether a member is sent, or may be in what is sent. */
function mayBe({ path: sentPath, open }: GivenMember, path: string): boolean {
  return sentPath === path || (open && (sentPath === '' || path.startsWith(`${sentPath}.`)));
}

function plain({ type, required, arns, named }: IamResource): IamResource {
  return { type, required, arns, ...(named === undefined ? {} : { named }) };
}
