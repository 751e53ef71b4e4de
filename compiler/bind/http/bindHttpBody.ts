import { bodyMember, type HttpContent, type HttpOperation, isJsonType } from '../../apis/index.ts';
import type { RequestBody, Step, Text } from '../../arazzo/index.ts';
import { diagnostic } from '../../diagnostics/index.ts';
import { isText, type Node, placeOf } from '../../source/index.ts';
import { literal, membersOf, type ObjectMember, objectOf, type Value } from '../../values/index.ts';
import type { Binder } from '../binder.ts';
import { bindNode } from '../bindNode.ts';
import { bindShaped } from '../bindShaped.ts';
import { parsePayloadText } from '../payloadText.ts';
import { replaceInPayload } from '../replacements.ts';
import type { Scope } from '../scope.ts';
import { markReads } from '../secrets.ts';
import { formBody } from './formBody.ts';
import { isLoose, orAsItStands } from './loose.ts';

/** What a request body adds to the Arguments of an HTTP Task. */
export interface BoundBody {
  readonly members: readonly ObjectMember[];
  readonly headers: readonly ObjectMember[];
}

const TOKEN: Value = { kind: 'token' };

const NONE: BoundBody = { members: [], headers: [] };

/** The body of a step's request; undefined where it is wrong, or can't be sent (reported). */
export function bindHttpBody(
  step: Step,
  operation: HttpOperation,
  text: Text,
  scope: Scope,
  binder: Binder,
): BoundBody | undefined {
  const { requestBody } = step;
  if (requestBody?.payload === undefined) {
    if (operation.body?.required !== true || operation.body.types.length === 0) return NONE;
    const message = `${operation.name} needs a request body`;
    binder.report(
      diagnostic('member-required-missing', placeOf(text.node), message, 'Add a `requestBody` with a `payload`.'),
    );
    return isLoose(binder) ? NONE : undefined;
  }
  const written = replaceInPayload(requestBody.payload, requestBody.replacements, binder);
  if (written === undefined) return undefined;
  const { mediaType, content } = contentOf(requestBody, operation, written);
  const kind = kindOf(mediaType);
  if (kind === undefined) {
    const place = requestBody.contentType?.node ?? text.node;
    const message = `an HTTP Task can't send a body of \`${mediaType}\``;
    const help =
      'It sends JSON, forms (`application/x-www-form-urlencoded`) and text; for anything else let a Lambda function make the call.';
    return binder.report(diagnostic('body-unsupported', placeOf(place), message, help));
  }
  const payload = isText(written) ? parsePayloadText(written, kind === 'text', mediaType, binder) : written;
  const bound = payload === undefined ? undefined : bindContent(payload, kind, content, scope, binder);
  if (bound === undefined) return undefined;
  const value = withKeys(bound, content, operation);
  const type: ObjectMember = { name: 'Content-Type', value: literal(mediaType), required: true };
  if (kind === 'form') return { ...formBody(value, content), headers: [type] };
  // JSON is what an HTTP Task sends by itself.
  const isPlain = /^application\/json$/i.test(mediaType);
  return { members: [{ name: 'RequestBody', value, required: true }], headers: isPlain ? [] : [type] };
}

/** The media type of a body: the step's, else of those that the operation takes JSON before forms before text. */
function contentOf(
  { contentType }: RequestBody,
  { body }: HttpOperation,
  written: Node,
): { readonly mediaType: string; readonly content: HttpContent | undefined } {
  const types = body?.types ?? [];
  const wanted = contentType?.value;
  if (wanted !== undefined) {
    const plain = (type: string) => type.split(';')[0]?.trim().toLowerCase();
    const content =
      types.find(({ mediaType }) => plain(mediaType) === plain(wanted)) ??
      types.find(({ mediaType }) => fits(mediaType, wanted));
    // A range is none that can be sent.
    return { mediaType: wanted.includes('*') ? 'application/json' : wanted, content };
  }
  const ranked = ['json', 'form', 'text'].map((kind) => types.find(({ mediaType }) => kindOf(mediaType) === kind));
  const content = ranked.find((each) => each !== undefined) ?? types[0];
  const usual = isText(written) && content === undefined ? 'text/plain' : 'application/json';
  const named = content === undefined || content.mediaType.includes('*') ? usual : content.mediaType;
  return { mediaType: named, content };
}

/** Idempotency keys that the document leaves out: the same for each attempt, so that the call may be repeated. */
function withKeys(value: Value, content: HttpContent | undefined, { readOnly }: HttpOperation): Value {
  const members = membersOf(value);
  if (members === undefined || content?.shape.type !== 'structure') return value;
  const missing = content.shape.members.filter(
    ({ name, idempotencyToken, required }) =>
      idempotencyToken && (required || !readOnly) && !members.some((member) => member.name === name),
  );
  if (missing.length === 0) return value;
  return objectOf([...members, ...missing.map(({ name }) => ({ name, value: TOKEN, required: true }))]);
}

function fits(range: string, mediaType: string): boolean {
  return (
    range === '*/*' || (range.endsWith('/*') && mediaType.toLowerCase().startsWith(range.slice(0, -1).toLowerCase()))
  );
}

type Kind = 'json' | 'form' | 'text';

function kindOf(mediaType: string): Kind | undefined {
  if (isJsonType(mediaType)) return 'json';
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return 'form';
  return /^text\/|[/+]xml\b|yaml|graphql|csv|ndjson|jsonl|javascript/i.test(mediaType) ? 'text' : undefined;
}

function bindContent(
  payload: Node,
  kind: Kind,
  content: HttpContent | undefined,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  if (content !== undefined && kind !== 'text') {
    const member = bodyMember(content);
    return orAsItStands(bindShaped(payload, content.shape, member, scope, binder), payload, scope, binder);
  }
  const value = bindNode(payload, scope, binder);
  if (value !== undefined && content !== undefined) markReads(value, content.shape, undefined, scope);
  return value;
}
