import { describe, expect, test } from '@jest/globals';
import {
  type AwsOperation,
  type GivenMember,
  type IamResource,
  permissionsFor,
  type Shape,
  type TouchableResource,
} from '../../../../compiler/apis/aws/index.ts';
import { shippedModels } from '../../../../compiler/node/index.ts';

/** Every operation of every model. */
function* everyOperation(): Generator<AwsOperation> {
  for (const { resource } of shippedModels.services) {
    const service = shippedModels.service(resource);
    for (const name of service?.operationNames ?? []) {
      const operation = service?.operation(name);
      if (operation !== undefined) yield operation;
    }
  }
}

function titleOf({ service, name }: AwsOperation): string {
  return `${service.resource}:${name}`;
}

function given(path: string): GivenMember {
  return { path, name: path.split('.').at(-1) ?? '', open: false };
}

/** The members that stand for a type; none for one that each call touches, or that any may stand for. */
function standingFor({ by }: TouchableResource): readonly string[] {
  return Array.isArray(by) ? by : [];
}

/** What is wrong with the types of a statement, given what is sent. */
function wrongIn(
  types: readonly TouchableResource[],
  found: readonly IamResource[],
  sent: readonly string[],
): string[] {
  const named = types.filter((type) => standingFor(type).some((path) => sent.includes(path)));
  const each = types.filter(({ by }) => by === undefined);
  const has = (type: IamResource) => found.some((other) => other.type === type.type);
  const missing = [...each, ...named].filter((type) => !has(type)).map(({ type }) => `lacks ${type}`);
  // Nothing that is sent says which of its types an action is on: any of them.
  const open = each.length === 0 && named.length === 0;
  const surplus = found.filter(({ type, named: otherwise }) => {
    const touchable = types.find((other) => other.type === type);
    if (touchable === undefined) return true;
    const allowed = touchable.by === 'any' || each.includes(touchable) || named.includes(touchable);
    return otherwise === undefined && !open && !allowed;
  });
  return [...missing, ...surplus.map(({ type }) => `has ${type}`)];
}

describe('of every operation of every model', () => {
  test('the statement has all types that the call touches, and none that nothing sent stands for', () => {
    const wrong: string[] = [];
    for (const operation of everyOperation()) {
      const paths = [...new Set(operation.iam.flatMap(({ resources }) => resources.flatMap(standingFor)))];
      for (const sent of [[], paths, ...paths.map((path) => [path])]) {
        const { needed } = permissionsFor(operation, sent.map(given));
        for (const { action, resources } of operation.iam) {
          const found = needed.find((each) => each.action === action && each.by.length === 0)?.resources ?? [];
          for (const each of wrongIn(resources, found, sent)) wrong.push(`${titleOf(operation)} (${sent}): ${each}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('members that decide are members of its request', () => {
    const wrong: string[] = [];
    for (const operation of everyOperation()) {
      const paths = [
        ...operation.iam.flatMap(({ resources }) => resources.flatMap(standingFor)),
        ...operation.depends.flatMap(({ by }) => by.map(({ path }) => path)),
      ];
      for (const path of new Set(paths))
        if (!isMember(operation.input, path.split('.'))) wrong.push(`${titleOf(operation)}: ${path}`);
    }
    expect(wrong).toEqual([]);
  });

  test('an ARN pattern is one ARN', () => {
    const wrong: string[] = [];
    for (const operation of everyOperation())
      for (const { action, resources } of [...operation.iam, ...operation.depends.map((each) => each.action)])
        for (const arn of resources.flatMap(({ arns }) => arns))
          if (!/^arn:\$\{Partition\}:[^\s,]+$/.test(arn)) wrong.push(`${titleOf(operation)}: ${action} on ${arn}`);
    expect([...new Set(wrong)]).toEqual([]);
  });
});

/** Whether a shape has a member of this path, lists and maps left out. */
function isMember(shape: Shape, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  switch (shape.type) {
    case 'structure': {
      const member = shape.members.find((each) => each.name === name);
      return member !== undefined && isMember(member.shape, rest);
    }
    case 'list':
      return isMember(shape.member.shape, [name, ...rest]);
    case 'map':
      return isMember(shape.value.shape, [name, ...rest]);
    default:
      return false;
  }
}
