import { queryText } from '../../apis/index.ts';
import { type CallArguments, literal, type Value } from '../../values/index.ts';

/**
 * The address that an HTTP Task requests, with its query as Step Functions encodes it; without what the connection adds.
 * Undefined where what is sent is wrong (reported).
 */
export function requestedUrl(request: CallArguments | undefined): Value | undefined {
  const [endpoint, query] = ['ApiEndpoint', 'QueryParameters'].map(
    (name) => request?.members.find((member) => member.name === name)?.value,
  );
  if (endpoint === undefined || query === undefined) return endpoint;
  const parts = endpoint.kind === 'template' ? endpoint.parts : [endpoint];
  const sign = parts.some((part) => part.kind === 'literal' && String(part.value).includes('?')) ? '&' : '?';
  const text: Value =
    query.kind === 'literal'
      ? literal(queryText(query.value, sign))
      : { kind: 'converted', of: query, by: { kind: 'query', sign } };
  if (endpoint.kind === 'literal' && text.kind === 'literal')
    return literal(`${String(endpoint.value)}${String(text.value)}`);
  return { kind: 'template', parts: [...parts, text] };
}
