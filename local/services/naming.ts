import type { Member, TaskResource } from '../../compiler/apis/index.ts';

/**
 * How a message calls its members: by the model's own names (clients over HTTP), by those of SDK integrations, or by
 * those of optimised integrations, which are the model's with a capital first letter (`MD5OfMessageBody`, `BOOL`).
 */
export type Naming = 'name' | 'sfnName' | 'optimised';

export function memberName({ name, sfnName }: Pick<Member, 'name' | 'sfnName'>, naming: Naming): string {
  switch (naming) {
    case 'name':
      return name;
    case 'sfnName':
      return sfnName;
    case 'optimised':
      return name.charAt(0).toUpperCase() + name.slice(1);
  }
}

/** How the Arguments and results of a Task call their members. */
export function namingOf(resource: TaskResource): Naming {
  return resource.kind === 'sdk' ? 'sfnName' : 'optimised';
}
