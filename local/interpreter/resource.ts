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
      readonly pattern: Pattern;
    }
  | {
      readonly family: 'lambda';
      readonly resourceType: 'lambda';
      /** The function's ARN. */
      readonly resource: string;
      readonly action: 'invoke';
      readonly pattern: 'call';
    };

/** Whether the answer is the result, somebody else gives the result, or it is what the started job comes to. */
export type Pattern = 'call' | 'waitForTaskToken' | 'sync' | 'sync:2';

const patterns: ReadonlyMap<string, Pattern> = new Map([
  ['.waitForTaskToken', 'waitForTaskToken'],
  ['.sync', 'sync'],
  ['.sync:2', 'sync:2'],
]);

const integration =
  /^arn:aws(?:-[a-z-]+)?:states:[^:]*:[^:]*:(aws-sdk:[^:]+|[^:]+):([^:.]+)(\.waitForTaskToken|\.sync(?::2)?)?$/;
const lambdaFunction = /^arn:aws(?:-[a-z-]+)?:lambda:[^:]*:[^:]*:function:.+$/;

/** Reads a resource ARN; undefined where it is nothing that can be called here. */
export function parseResource(arn: string): Resource | undefined {
  if (lambdaFunction.test(arn))
    return { family: 'lambda', resourceType: 'lambda', resource: arn, action: 'invoke', pattern: 'call' };
  const [, resourceType, action, suffix = ''] = integration.exec(arn) ?? [];
  if (resourceType === undefined || action === undefined || resourceType === 'activity') return undefined;
  return { family: 'task', resourceType, resource: action + suffix, action, pattern: patterns.get(suffix) ?? 'call' };
}
