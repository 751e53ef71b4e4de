import { isObject, type Json, type JsonObject, TaskFailure } from '../interpreter/index.ts';

/**
 * What a Task makes of the answer of Lambda's Invoke: its payload is JSON, and an error of the function is the Task's.
 * The SDK integration alone hands on the answer as it is.
 * @param answer in the model's names
 */
export function invocation(answer: JsonObject): JsonObject {
  const payload = parsed(answer['Payload']);
  if (answer['FunctionError'] === undefined) return { ...answer, Payload: payload };
  const type = isObject(payload) ? payload['errorType'] : undefined;
  throw new TaskFailure(typeof type === 'string' ? type : 'Lambda.Unknown', JSON.stringify(payload));
}

function parsed(payload: Json | undefined): Json {
  if (typeof payload !== 'string') return payload ?? null;
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
