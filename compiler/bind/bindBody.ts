import { type AwsOperation, bodyTarget } from '../apis/index.ts';
import type { RequestBody } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { type Node, placeOf } from '../source/index.ts';
import type { Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import { bindNode } from './bindNode.ts';
import { bindMembers, bindShaped } from './bindShaped.ts';
import type { BoundMembers } from './boundMembers.ts';
import { changeOf } from './changes.ts';
import { checkFit } from './checkFit.ts';
import { payloadOf } from './payload.ts';
import type { Scope } from './scope.ts';
import { markReads, reportHardCoded } from './secrets.ts';

/** What a request body sets. */
export interface BoundBody extends BoundMembers {
  /** A payload that is one expression, whose members nobody can see yet. */
  readonly merged?: Value;
}

const NOTHING: BoundBody = { members: [], meant: new Set(), wrong: false };

/** The members that a request body sets; undefined where it can't be read at all (reported). */
export function bindBody(
  body: RequestBody | undefined,
  operation: AwsOperation,
  scope: Scope,
  binder: Binder,
): BoundBody | undefined {
  if (body?.payload === undefined) return NOTHING;
  const { version } = scope.workflow.frame.document;
  const payload = payloadOf(body, operation, version, binder);
  if (payload === undefined) return undefined;
  const contentType = body.contentType?.value;
  const keys = payload.kind === 'map' ? payload.entries.map(({ key }) => key.value) : undefined;
  const target = bodyTarget(operation, contentType, keys);
  if (target.kind === 'member') {
    const { member } = target;
    // A text takes any JSON: what is in it is not described by the model.
    const free = member.shape.type === 'string';
    const value = free ? bindNode(payload, scope, binder) : bindShaped(payload, member.shape, member, scope, binder);
    const meant = new Set([member.sfnName]);
    if (value === undefined) return { members: [], meant, wrong: true };
    reportHardCoded(value, member, payload, binder);
    if (free) markReads(value, member.shape, member, scope);
    const set = { name: member.sfnName, value, required: member.required };
    return { members: [{ member: set, place: placeOf(payload) }], meant, wrong: false };
  }
  const inner =
    target.unwrap === undefined || payload.kind !== 'map' ? payload : (payload.entries[0]?.value ?? payload);
  return inner.kind === 'map'
    ? bindMembers(inner, operation.input, scope, binder)
    : bindWholeBody(inner, operation, scope, binder);
}

/** A payload that is one expression: its members are sent as they are, so they must have the names of Step Functions. */
function bindWholeBody(node: Node, operation: AwsOperation, scope: Scope, binder: Binder): BoundBody | undefined {
  const isChanged = changeOf(node) !== undefined;
  const value = isChanged ? bindShaped(node, operation.input, undefined, scope, binder) : bindNode(node, scope, binder);
  if (value === undefined) return undefined;
  if (value.kind === 'literal' || value.kind === 'array' || value.kind === 'template') {
    return binder.report(
      diagnostic(
        'member-literal-invalid',
        placeOf(node),
        `the payload of ${operation.name} must be an object that holds its members`,
        'Write the members out, or give one expression whose value is an object.',
      ),
    );
  }
  if (!isChanged) {
    markReads(value, operation.input, undefined, scope);
    checkFit(value, operation.input, undefined, node, scope, binder);
  }
  return { ...NOTHING, merged: value };
}
