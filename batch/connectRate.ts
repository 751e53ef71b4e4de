import { parseTaskResource } from '../compiler/apis/index.ts';

/** What Amazon Connect allows of each operation by default, a second. */
const PER_SECOND = 2;
/** Of machines that don't call Amazon Connect: well below what Step Functions lets an account start. */
const OTHERWISE = 50;

/**
 * How many executions of a machine may be started a second without Amazon Connect throttling them for long: its quota,
 * divided by how many states call the operation that most of them call.
 */
export function connectRate(definition: object | undefined): number {
  const calls = new Map<string, number>();
  countCalls(definition, calls);
  return calls.size === 0 ? OTHERWISE : PER_SECOND / Math.max(...calls.values());
}

function countCalls(value: unknown, calls: Map<string, number>): void {
  if (typeof value !== 'object' || value === null) return;
  const resource = 'Type' in value && value.Type === 'Task' && 'Resource' in value ? value.Resource : undefined;
  if (typeof resource === 'string') {
    const task = parseTaskResource(resource);
    if (task.kind === 'sdk' && task.service === 'connect') calls.set(task.action, (calls.get(task.action) ?? 0) + 1);
  }
  for (const inner of Object.values(value)) countCalls(inner, calls);
}
