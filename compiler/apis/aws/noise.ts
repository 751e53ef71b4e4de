import type { AwsOperation } from './model.ts';

/** Headers that the SDK sets by itself, for each request. */
const HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'host',
  'user-agent',
  'x-amz-algorithm',
  'x-amz-content-sha256',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
  'x-amz-target',
  'x-amz-user-agent',
]);

/** Query parameters of a signed URL. */
const SIGNING = /^x-amz-(algorithm|credential|date|expires|security-token|signature|signedheaders)$/;

/**
 * Whether a parameter is the protocol's and no member of the input: the operation's own name and version, what the
 * model's URI already holds (`list-type=2`), signing, content negotiation.
 */
export function isNoise(operation: AwsOperation, name: string, place: string | undefined): boolean {
  const lower = name.toLowerCase();
  if (place === 'header') return HEADERS.has(lower);
  if (place !== 'query' && place !== 'querystring') return false;
  if (lower === 'action' || lower === 'version') return queries(operation);
  return SIGNING.test(lower) || fixedQuery(operation.uri).has(lower);
}

function queries(operation: AwsOperation): boolean {
  const { protocol } = operation.service;
  const named = operation.input.members.some((member) => member.name === 'Action' || member.name === 'Version');
  // Services that moved from the query protocol are still described by it.
  return protocol === 'query' || protocol === 'ec2' || (operation.uri === '/' && !named);
}

/** Names in the query of the model's URI: `/{Bucket}?list-type=2`. */
function fixedQuery(uri: string): ReadonlySet<string> {
  const query = uri.split('?')[1] ?? '';
  return new Set(query.split('&').map((part) => (part.split('=')[0] ?? '').toLowerCase()));
}
