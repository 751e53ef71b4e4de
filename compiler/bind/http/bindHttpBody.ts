import { bodyMember, type HttpContent, type HttpOperation } from '../../apis/index.ts';
import type { Step, Text } from '../../arazzo/index.ts';
import { diagnostic } from '../../diagnostics/index.ts';
import { type Node, placeOf } from '../../source/index.ts';
import { literal, membersOf, type ObjectMember, objectOf, type Value } from '../../values/index.ts';
import type { Binder } from '../binder.ts';
import { bindNode } from '../bindNode.ts';
import { bindShaped } from '../bindShaped.ts';
import { payloadOf } from '../payload.ts';
import type { Scope } from '../scope.ts';
import { markReads } from '../secrets.ts';
import { type BodyKind, bodyContent } from './bodyContent.ts';
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
    if (operation.body?.required !== true || operation.body.types.length === 0 || !hasBody(operation)) return NONE;
    const message = `${operation.name} needs a request body`;
    binder.report(
      diagnostic('member-required-missing', placeOf(text.node), message, 'Add a `requestBody` with a `payload`.'),
    );
    return isLoose(binder) ? NONE : undefined;
  }
  const { mediaType, content, kind } = bodyContent(requestBody, operation);
  if (kind === undefined) {
    const place = requestBody.contentType?.node ?? text.node;
    const message = `an HTTP Task can't send a body of \`${mediaType}\``;
    const help =
      'It sends JSON, forms (`application/x-www-form-urlencoded`) and text; for anything else let a Lambda function make the call.';
    return binder.report(diagnostic('body-unsupported', placeOf(place), message, help));
  }
  const { version } = scope.workflow.frame.document;
  const payload = payloadOf(requestBody, operation, version, binder);
  const bound = payload === undefined ? undefined : bindContent(payload, kind, content, scope, binder);
  if (bound === undefined) return undefined;
  const value = withKeys(bound, content, operation);
  const type: ObjectMember = { name: 'Content-Type', value: literal(mediaType), required: true };
  if (kind === 'form') return { ...formBody(value, content), headers: [type] };
  // JSON is what an HTTP Task sends by itself.
  const isPlain = /^application\/json$/i.test(mediaType);
  return { members: [{ name: 'RequestBody', value, required: true }], headers: isPlain ? [] : [type] };
}

/** Whether bodies mean something to the method: of others OpenAPI takes no notice (OpenAPI 3.0.3, section 4.7.10.1). */
function hasBody({ method }: HttpOperation): boolean {
  return !/^(?:GET|HEAD|DELETE)$/.test(method);
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

function bindContent(
  payload: Node,
  kind: BodyKind,
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
