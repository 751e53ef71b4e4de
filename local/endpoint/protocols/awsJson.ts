import type { AwsOperation } from '../../../compiler/apis/index.ts';
import { type Json, type JsonObject, toData } from '../../interpreter/index.ts';
import { ServiceException } from '../../services/index.ts';
import type { HttpAnswer, HttpRequest } from '../message.ts';
import { toWire } from './toWire.ts';

/** AWS JSON 1.0 and 1.1: one address, the operation in a header, members by the names of the model. */
export function readAwsJson({ body }: HttpRequest): Json {
  if (body.trim() === '') return {};
  try {
    return toData(JSON.parse(body)) ?? {};
  } catch {
    throw new ServiceException('SerializationException', 'The body of the request is no JSON');
  }
}

export function awsJsonAnswer(operation: AwsOperation, answer: JsonObject, version: string): HttpAnswer {
  return { status: 200, headers: contentType(version), body: JSON.stringify(toWire(operation.output, answer, 'name')) };
}

export function awsJsonError({ code, message, status, details }: ServiceException, version: string): HttpAnswer {
  return {
    status,
    headers: { ...contentType(version), 'x-amzn-errortype': code },
    body: JSON.stringify({ ...details, __type: code, message }),
  };
}

function contentType(version: string): Record<string, string> {
  return { 'content-type': `application/x-amz-json-${version}` };
}
