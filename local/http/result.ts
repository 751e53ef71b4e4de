import { STATUS_CODES } from 'node:http';
import { type Json, type JsonObject, TaskFailure } from '../interpreter/index.ts';
import type { IncomingAnswer } from './model.ts';

/** Bytes that a state may hand on. */
const MOST_BYTES = 262_144;

/**
 * The result of an HTTP Task, or the failure that an answer is: any status but 2xx is one, of which AWS tells the reason
 * phrase alone (recorded).
 */
export function resultOf(method: string, { status, headers, body }: IncomingAnswer): Json {
  if (status < 200 || status > 299) throw new TaskFailure(`States.Http.StatusCode.${status}`, reasonOf(status));
  const names = new Map<string, string[]>();
  for (const [name, value] of headers) names.set(name, [...(names.get(name) ?? []), value]);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const hasBody = status !== 204 && method !== 'HEAD' && body.length > 0;
  const result: JsonObject = {
    Headers: Object.fromEntries(names),
    ...(hasBody ? { ResponseBody: bodyOf(type, body) } : {}),
    StatusCode: status,
    StatusText: reasonOf(status) ?? '',
  };
  if (Buffer.byteLength(JSON.stringify(result)) > MOST_BYTES) {
    const cause = 'The state/task returned a result with a size exceeding the maximum number of bytes service limit.';
    throw new TaskFailure('States.DataLimitExceeded', cause);
  }
  return result;
}

/** The reason phrase of a status; AWS gives none for 418 (recorded). */
export function reasonOf(status: number): string | undefined {
  return status === 418 ? undefined : STATUS_CODES[status];
}

function bodyOf(type: string, bytes: Uint8Array): Json {
  const plain = type.split(';')[0]?.trim() ?? '';
  if (/^(?:application\/octet-stream|image\/|video\/|audio\/)/i.test(plain)) throw unsupported(plain);
  const text = decoded(bytes, plain);
  if (!/[/+]json$/i.test(plain)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new TaskFailure('States.Runtime', `The response body could not be parsed as '${plain}'`);
  }
}

function decoded(bytes: Uint8Array, type: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unsupported(type);
  }
}

function unsupported(type: string): TaskFailure {
  const cause = `Unsupported response content-type '${type}'. Please see documentation for list of unsupported content-types.`;
  return new TaskFailure('States.Runtime', cause);
}
