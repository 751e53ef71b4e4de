import { printTaskResource, taskNames } from '../../../compiler/apis/index.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Visit } from '../run.ts';

/** The files of S3 that a distributed Map reads and writes, under the role of its machine. */
export interface Files {
  /** The text of an object. Rejects with a `TaskFailure`. */
  get(parameters: JsonObject): Promise<string>;
  /** All objects that a listing names, page after page, in the model's names. */
  list(parameters: JsonObject): Promise<readonly JsonObject[]>;
  put(parameters: JsonObject): Promise<void>;
}

export function filesOf({ run, branch, state }: Visit): Files {
  const call = async (action: string, params: JsonObject): Promise<JsonObject> => {
    const resource = { kind: 'optimised', service: 's3', action, pattern: 'call' } as const;
    const answer = await run.services.call({
      state: state.name,
      resource: printTaskResource(resource),
      resourceType: taskNames(resource).resourceType,
      action,
      pattern: 'call',
      params,
      machine: run.machineName,
      attempt: 0,
      signal: branch.signal,
      submitted: () => {},
    });
    return isObject(answer) ? answer : {};
  };
  return {
    get: async (parameters) => String((await call('getObject', parameters))['Body'] ?? ''),
    async list(parameters) {
      const found: JsonObject[] = [];
      for (let token: Json | undefined; ; ) {
        const page = await call('listObjectsV2', {
          ...parameters,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        });
        const { Contents: contents, NextContinuationToken: next } = page;
        if (Array.isArray(contents)) found.push(...contents.filter(isObject));
        if (typeof next !== 'string') return found;
        token = next;
      }
    },
    async put(parameters) {
      await call('putObject', parameters);
    },
  };
}
