import type { AwsOperation, Member } from '../../../compiler/apis/index.ts';
import type { Json, JsonObject } from '../../interpreter/index.ts';
import { bytesOfText, textOfBytes } from '../../s3/index.ts';
import type { ServiceException } from '../../services/index.ts';
import { type HttpAnswer, type HttpRequest, header } from '../message.ts';
import { type RestMatch, readRest } from './rest.ts';
import { escaped, readXml, toXml } from './xml.ts';

/** The request's members, as S3 has them: the body is an object's bytes, or XML. */
export function readRestXml(match: RestMatch, request: HttpRequest): Json {
  const { input, inputPayload } = match.operation;
  const payload = input.members.find(({ name }) => name === inputPayload);
  return readRest(match, request, payload === undefined ? {} : bodyOf(payload, request));
}

function bodyOf({ wireName, shape }: Member, request: HttpRequest): JsonObject {
  const bytes = wholeBody(request);
  if (shape.type === 'blob') return { [wireName]: textOfBytes(bytes) };
  return bytes.length === 0 ? {} : { [wireName]: readXml(shape, request.body) };
}

/** The bytes that were sent, without what `aws-chunked` puts around its pieces. */
function wholeBody(request: HttpRequest): Uint8Array {
  const { bytes } = request;
  if (!header(request, 'content-encoding').includes('aws-chunked')) return bytes;
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const length = Number.parseInt(bytes.toString('latin1', at, lineEnd < 0 ? undefined : lineEnd), 16);
    if (!(length > 0)) break;
    pieces.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return Buffer.concat(pieces);
}

/** @param requested the method: the answer to HEAD has no body */
export function restXmlAnswer(operation: AwsOperation, answer: JsonObject, requested: string): HttpAnswer {
  const { output, outputPayload, status } = operation;
  const headers = Object.fromEntries(output.members.flatMap((member) => headersOf(member, answer[member.name])));
  if (requested === 'HEAD') return { status, headers, body: '' };
  const payload = output.members.find(({ name }) => name === outputPayload);
  if (payload?.shape.type === 'blob') {
    // A part of it is told as such.
    const told = headers['Content-Range'] === undefined ? status : 206;
    return { status: told, headers, body: bytesOfText(String(answer[payload.name] ?? '')) };
  }
  if (status === 204) return { status, headers, body: '' };
  const shape = payload?.shape ?? output;
  const value = payload === undefined ? answer : (answer[payload.name] ?? {});
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(rootOf(operation), shape, value)}`;
  return { status, headers: { ...headers, 'content-type': 'application/xml' }, body };
}

function headersOf(
  { place, wireName, shape }: Member,
  value: Json | undefined,
): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return [];
  if (place === 'headers') return Object.entries(value).map(([name, text]) => [`${wireName}${name}`, String(text)]);
  if (place !== 'header') return [];
  return [[wireName, shape.type === 'timestamp' ? new Date(String(value)).toUTCString() : String(value)]];
}

/** The name of the document's element, where it isn't `<operation>Result`. */
const roots: ReadonlyMap<string, string> = new Map([
  ['ListObjectsV2', 'ListBucketResult'],
  ['ListBuckets', 'ListAllMyBucketsResult'],
  ['DeleteObjects', 'DeleteResult'],
  ['GetBucketLocation', 'LocationConstraint'],
  ['GetBucketNotificationConfiguration', 'NotificationConfiguration'],
]);

function rootOf({ name }: AwsOperation): string {
  return roots.get(name) ?? `${name}Result`;
}

export function restXmlError({ code, message, status }: ServiceException, requested: string): HttpAnswer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body: requested === 'HEAD' ? '' : body };
}
