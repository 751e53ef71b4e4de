import { shippedModels } from '../../compiler/node/index.ts';
import { type Backend, ServiceException } from '../services/index.ts';
import { bucketHost } from './hosts.ts';
import { type HttpAnswer, type HttpRequest, header } from './message.ts';
import { awsJsonAnswer, awsJsonError, readAwsJson } from './protocols/awsJson.ts';
import { matchRest } from './protocols/rest.ts';
import { readRestJson, restJsonAnswer, restJsonError } from './protocols/restJson.ts';
import { readRestXml, restXmlAnswer, restXmlError } from './protocols/restXml.ts';

/** The services that are told by a header, and the version of their protocol. */
const targets: ReadonlyMap<string, { readonly service: string; readonly version: string }> = new Map([
  ['AWSStepFunctions', { service: 'sfn', version: '1.0' }],
  ['AWSEvents', { service: 'eventbridge', version: '1.1' }],
  ['secretsmanager', { service: 'secretsmanager', version: '1.1' }],
]);

/**
 * Answers a request as the service that it is meant for: told by the target header, or by the service for which the
 * request was signed. Rejects with a `BrokenConnection` where no answer is to be given.
 */
export async function answerRequest(backend: Backend, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const target = header(request, 'x-amz-target');
  if (target !== '') return answerTarget(backend, request, target, signal);
  return signedFor(request) === 's3' ? answerS3(backend, request, signal) : answerRest(backend, request, signal);
}

async function answerTarget(
  backend: Backend,
  request: HttpRequest,
  target: string,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const [prefix = '', name = ''] = target.split('.');
  const found = targets.get(prefix);
  const version = found?.version ?? '1.0';
  try {
    if (request.method !== 'POST') throw new ServiceException('UnknownOperationException', 'Only POST has a target');
    const operation = found === undefined ? undefined : shippedModels.service(found.service)?.operation(name);
    if (operation === undefined) {
      throw new ServiceException('UnknownOperationException', `Nothing here answers to ${target.slice(0, 100)}`);
    }
    return awsJsonAnswer(operation, await backend.call(operation, readAwsJson(request), 'name', signal), version);
  } catch (error) {
    return awsJsonError(exceptionOf(error), version);
  }
}

async function answerRest(backend: Backend, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    const name = signedFor(request);
    if (name === undefined) {
      throw new ServiceException('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
    }
    const service = shippedModels.service(name);
    const match = service?.protocol === 'rest-json' ? matchRest(service, request) : undefined;
    if (match === undefined) {
      const asked = `${request.method} ${request.path}`.slice(0, 200);
      throw new ServiceException('UnknownOperationException', `${name} has no operation for ${asked}`, 404);
    }
    const answer = await backend.call(match.operation, readRestJson(match, request), 'name', signal);
    return restJsonAnswer(match.operation, answer);
  } catch (error) {
    return restJsonError(exceptionOf(error));
  }
}

/** S3 by path (`/bucket/key`) or by host (`bucket.localhost`). */
async function answerS3(backend: Backend, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { method, path } = request;
  try {
    const bucket = bucketHost(header(request, 'host'));
    const byPath = bucket === undefined ? request : { ...request, path: `/${bucket}${path}` };
    const service = shippedModels.service('s3');
    const match = service === undefined ? undefined : matchRest(service, byPath);
    if (match === undefined) {
      throw new ServiceException('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
    }
    const answer = await backend.call(match.operation, readRestXml(match, byPath), 'name', signal);
    return restXmlAnswer(match.operation, answer, method);
  } catch (error) {
    return restXmlError(exceptionOf(error), method);
  }
}

/** The service in the scope of the request's signature; what the signature is worth is not looked at. */
function signedFor(request: HttpRequest): string | undefined {
  const scope = /Credential=[^/]*\/\d{8}\/[^/]*\/([a-z0-9-]+)\/aws4_request/.exec(header(request, 'authorization'));
  return scope?.[1];
}

/** What a client is told of an error; one that is no answer of a service is thrown on. */
function exceptionOf(error: unknown): ServiceException {
  if (error instanceof ServiceException) return error;
  if (error instanceof URIError) return new ServiceException('ValidationException', 'The address is not well-formed');
  throw error;
}
