/** What a Task's resource says: which family of events it has, and what is called. */
export type Resource =
  | {
      readonly family: 'task';
      /** For example `aws-sdk:connect`, `lambda`. */
      readonly resourceType: string;
      /** For example `createUser`, `invoke.waitForTaskToken`. */
      readonly resource: string;
      /** `resource` without its pattern. */
      readonly action: string;
      readonly pattern: 'call' | 'waitForTaskToken' | 'sync';
    }
  | {
      readonly family: 'lambda';
      readonly resourceType: 'lambda';
      readonly resource: string;
      readonly action: 'invoke';
    };

const integration = /^arn:aws(?:-[a-z-]+)?:states:[^:]*:[^:]*:(aws-sdk:[^:]+|[^:]+):([^:.]+)(\.[^:]+)?$/;
const lambdaFunction = /^arn:aws(?:-[a-z-]+)?:lambda:[^:]*:[^:]*:function:.+$/;

/** Reads a resource ARN; undefined where it is nothing that can be called here. */
export function parseResource(arn: string): Resource | undefined {
  if (lambdaFunction.test(arn)) return { family: 'lambda', resourceType: 'lambda', resource: arn, action: 'invoke' };
  const [, resourceType, action, suffix = ''] = integration.exec(arn) ?? [];
  if (resourceType === undefined || action === undefined || resourceType === 'activity') return undefined;
  const pattern = suffix === '.waitForTaskToken' ? 'waitForTaskToken' : suffix.startsWith('.sync') ? 'sync' : 'call';
  return { family: 'task', resourceType, resource: action + suffix, action, pattern };
}
