import type { HttpOperation, HttpParameter } from '../../apis/index.ts';
import type { Text } from '../../arazzo/index.ts';
import { diagnostic, type Place } from '../../diagnostics/index.ts';
import { type Frame, type FrameStep, operationOf } from '../../frames/index.ts';
import { placeOf } from '../../source/index.ts';
import { readsOf, type Value } from '../../values/index.ts';
import type { Binder } from '../binder.ts';

import type { Scope, WorkflowScope } from '../scope.ts';

const HELP =
  'Let the connection sign in, by a key or OAuth client credentials, or make the calls of the session in a Lambda function.';

/** Says so where a parameter sends the cookie that another answer set: an HTTP Task keeps none. */
export function reportSentSession(
  { name, in: place }: HttpParameter,
  value: Value,
  at: Place,
  scope: Scope,
  binder: Binder,
): boolean {
  const isCookie = place === 'cookie' || (place === 'header' && name.toLowerCase() === 'cookie');
  if (!isCookie || !readsSetCookie(value, scope.workflow)) return false;
  const message = `\`${name}\` carries the session that another answer set by \`Set-Cookie\`, and an HTTP Task keeps none`;
  binder.report(diagnostic('session-cookie', at, message, HELP));
  return true;
}

/**
 * Says so where a call needs a cookie that the answer of an earlier step sets, by the descriptions of both: what is put into a
 * connection is another one.
 */
export function reportNeededSession(
  operation: HttpOperation,
  text: Text,
  { workflow: { frame }, step }: Scope,
  binder: Binder,
): void {
  const cookies = keptByCookie(operation);
  if (cookies.length === 0 || step === undefined) return;
  const signsIn = signingIn(frame).get(operation.api.name);
  if (signsIn === undefined || signsIn.index >= step.index) return;
  const names = cookies.map((name) => `\`${name}\``).join(', ');
  const message =
    `${operation.name} is authorized by the cookie ${names}, which \`${signsIn.step.id.value}\` is given by ` +
    '`Set-Cookie`, and an HTTP Task keeps none';
  binder.report(diagnostic('session-cookie', placeOf(text.node), message, HELP));
}

const signedIn = new WeakMap<Frame, ReadonlyMap<string, FrameStep>>();

/** The first steps of a workflow whose answers set a cookie, by the names of their APIs. */
function signingIn(frame: Frame): ReadonlyMap<string, FrameStep> {
  const known = signedIn.get(frame);
  if (known !== undefined) return known;
  const found = new Map<string, FrameStep>();
  for (const step of frame.order) {
    const operation = operationOf(step);
    if (operation?.kind !== 'http' || found.has(operation.api.name) || !setsCookie(operation)) continue;
    found.set(operation.api.name, step);
  }
  signedIn.set(frame, found);
  return found;
}

/** Outputs that are known to have nothing of `Set-Cookie`, by step and name. */
const plain = new WeakMap<WorkflowScope, Set<string>>();

/** Whether a value is what an answer's `Set-Cookie` said, or an output of a step that is. */
function readsSetCookie(value: Value, workflow: WorkflowScope): boolean {
  const known = plain.get(workflow) ?? new Set<string>();
  plain.set(workflow, known);
  const seen = new Set<string>();
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isSetCookie(next)) return true;
    for (const { from } of readsOf(next)) {
      if (from.kind !== 'output' || from.via.length > 0) continue;
      const step = workflow.frame.steps.get(from.step);
      const key = JSON.stringify([from.step, from.name]);
      if (step === undefined || known.has(key) || seen.has(key)) continue;
      seen.add(key);
      const output = workflow.output(step, from.name);
      if (output !== undefined) open.push(output);
    }
  }
  for (const key of seen) known.add(key);
  return false;
}

function isSetCookie(value: Value): boolean {
  if (value.kind === 'template') return value.parts.some(isSetCookie);
  return value.kind === 'converted' && value.by.kind === 'header' && value.by.name.toLowerCase() === 'set-cookie';
}

/** The cookies without which a call isn't authorized in any way. */
function keptByCookie({ security }: HttpOperation): readonly string[] {
  const ways = security.map((way) =>
    way.flatMap((scheme) => (scheme.kind === 'apiKey' && scheme.in === 'cookie' ? [scheme.key] : [])),
  );
  return ways.every((keys) => keys.length > 0) ? [...new Set(ways.flat())] : [];
}

function setsCookie({ responses }: HttpOperation): boolean {
  return responses.some(
    ({ status, headers }) => /^2/.test(status) && headers.some(({ name }) => name.toLowerCase() === 'set-cookie'),
  );
}
