import type { HttpOperation, HttpParameter } from '../../apis/index.ts';
import type { Text } from '../../arazzo/index.ts';
import { diagnostic, type Place } from '../../diagnostics/index.ts';
import { operationOf } from '../../frames/index.ts';
import { placeOf } from '../../source/index.ts';
import { readsOf, type Value } from '../../values/index.ts';
import type { Binder } from '../binder.ts';
import type { Scope } from '../scope.ts';

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
  if (!isCookie || !readsSetCookie(value, scope)) return false;
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
  const signsIn = frame.order.slice(0, frame.order.indexOf(step)).find((earlier) => {
    const other = operationOf(earlier);
    return other?.kind === 'http' && other.api.name === operation.api.name && setsCookie(other);
  });
  if (signsIn === undefined) return;
  const names = cookies.map((name) => `\`${name}\``).join(', ');
  const message =
    `${operation.name} is authorized by the cookie ${names}, which \`${signsIn.step.id.value}\` is given by ` +
    '`Set-Cookie`, and an HTTP Task keeps none';
  binder.report(diagnostic('session-cookie', placeOf(text.node), message, HELP));
}

/** Whether a value is what an answer's `Set-Cookie` said, or an output of a step that is. */
function readsSetCookie(
  value: Value,
  { workflow }: Pick<Scope, 'workflow'>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (value.kind === 'converted' && value.by.kind === 'header') return value.by.name.toLowerCase() === 'set-cookie';
  if (value.kind === 'template') return value.parts.some((part) => readsSetCookie(part, { workflow }, seen));
  for (const { from } of readsOf(value)) {
    if (from.kind !== 'output' || from.via.length > 0) continue;
    const step = workflow.frame.steps.get(from.step);
    const key = JSON.stringify([from.step, from.name]);
    const output = step === undefined || seen.has(key) ? undefined : workflow.output(step, from.name);
    if (output !== undefined && readsSetCookie(output, { workflow }, new Set([...seen, key]))) return true;
  }
  return false;
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
