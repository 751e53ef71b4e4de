import { type Resolved, resolveIn } from '../aws/index.ts';
import type { HttpOperation } from './model.ts';

/** Where the part of a response body that a JSON Pointer names stands in the result of the Task. */
export function resolveAnswer({ output }: HttpOperation, tokens: readonly string[]): Resolved {
  const body = output.members.find(({ name }) => name === 'ResponseBody');
  if (body === undefined) throw new Error('the result of an HTTP Task has a body');
  return resolveIn(body, tokens);
}
