import type { AwsOperation } from '../../../compiler/apis/index.ts';
import { isObject, type Json, type JsonObject, toData } from '../../interpreter/index.ts';
import { ServiceException } from '../../services/index.ts';
import type { HttpAnswer, HttpRequest } from '../message.ts';
import { type RestMatch, readRest } from './rest.ts';
import { toWire } from './toWire.ts';

/** The request's members, the body read as JSON. */
export function readRestJson(match: RestMatch, request: HttpRequest): Json {
  return readRest(match, request, bodyOf(match.operation, request));
}

function bodyOf(operation: AwsOperation, { body }: HttpRequest): JsonObject {
  if (body.trim() === '') return {};
  let content: Json | undefined;
  try {
    content = toData(JSON.parse(body));
  } catch {
    throw new ServiceException('SerializationException', 'The body of the request is no JSON');
  }
  if (operation.inputPayload !== undefined) return { [operation.inputPayload]: content ?? null };
  if (!isObject(content)) throw new ServiceException('SerializationException', 'The body of the request is no object');
  return content;
}

export function restJsonAnswer(operation: AwsOperation, answer: JsonObject): HttpAnswer {
  const content = toWire(operation.output, answer, 'wireName');
  const payload = operation.outputPayload;
  const body = payload !== undefined && isObject(content) ? (content[payload] ?? {}) : content;
  return {
    status: operation.status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

export function restJsonError({ code, message, status, details }: ServiceException): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ ...details, Message: message, message }),
  };
}
