import { baseAddress, type HttpOperation, needsCertificate, type ServerFault } from '../../apis/index.ts';
import type { Step, Text } from '../../arazzo/index.ts';
import { diagnostic } from '../../diagnostics/index.ts';
import { placeOf } from '../../source/index.ts';
import { type CallArguments, literal, type ObjectMember, objectOf, type Value } from '../../values/index.ts';
import type { Binder } from '../binder.ts';
import type { Scope } from '../scope.ts';
import { acceptHeader } from './acceptHeader.ts';
import { bindHttpBody } from './bindHttpBody.ts';
import { bindHttpParameters, type GivenParameter } from './bindHttpParameters.ts';
import { connectionOf } from './connection.ts';
import { loosened } from './loose.ts';
import { answersByRedirect, reportRedirect } from './redirects.ts';
import { reportNeededSession } from './sessions.ts';
import { cookieHeader, queryOf, styledValue } from './styledValue.ts';

/**
 * The Arguments of an HTTP Task that makes a step's call (AWS Step Functions, "Call HTTPS APIs"). Undefined where something
 * is wrong (reported).
 */
export function bindHttpCall(
  step: Step,
  operation: HttpOperation,
  text: Text,
  scope: Scope,
  binder: Binder,
): CallArguments | undefined {
  const base = baseOf(operation, text, binder);
  if (needsCertificate(operation)) {
    const message = `${operation.name} asks for a certificate of the client, and an HTTP Task has none`;
    const help = 'Let a Lambda function make the call.';
    return binder.report(diagnostic('authorization-unsupported', placeOf(text.node), message, help));
  }
  reportNeededSession(operation, text, scope, binder);
  if (answersByRedirect(operation)) reportRedirect(operation, text, binder);
  const byDescription = loosened(binder);
  const parameters = bindHttpParameters(step, operation, text, scope, byDescription);
  const body = bindHttpBody(step, operation, text, scope, byDescription);
  const accept = acceptHeader(operation, text, binder);
  if (base === undefined || parameters === undefined || body === undefined || accept === undefined) return undefined;
  const { given: sent, lifted } = parameters;
  const headers = [...headersOf(sent), ...cookieHeader(sent)];
  const given = new Set(headers.map(({ name }) => name.toLowerCase()));
  const own = [...accept, ...body.headers].filter(({ name }) => !given.has(name.toLowerCase()));
  const all = [...headers, ...own];
  const query = queryOf(sent);
  return {
    members: [
      required('ApiEndpoint', address(base, operation, sent)),
      required('Method', literal(operation.method)),
      required('InvocationConfig', literal({ ConnectionArn: connectionOf(operation.api, binder.options) })),
      ...(all.length === 0 ? [] : [required('Headers', objectOf(all))]),
      ...(query === undefined ? [] : [required('QueryParameters', query)]),
      ...body.members,
    ],
    ...(lifted.length === 0 ? {} : { lifted }),
  };
}

function required(name: string, value: Value): ObjectMember {
  return { name, value, required: true };
}

function baseOf(operation: HttpOperation, text: Text, binder: Binder): string | undefined {
  const { name } = operation.api;
  const base = baseAddress(operation.servers, binder.options.servers?.[name]);
  if (typeof base === 'string') return base;
  const help = `Give it with the option \`servers\`, as \`${name}=https://...\`.`;
  const code = base.kind === 'insecure' ? 'server-insecure' : 'server-unknown';
  return binder.report(diagnostic(code, placeOf(text.node), faultText(base, operation), help));
}

function faultText(fault: ServerFault, { api }: HttpOperation): string {
  switch (fault.kind) {
    case 'none':
      return `the description of \`${api.name}\` names no server`;
    case 'relative':
      return `the server \`${fault.url}\` of \`${api.name}\` is no whole https address`;
    case 'open':
      return `the server \`${fault.url}\` of \`${api.name}\` leaves ${fault.variables.map((name) => `\`${name}\``).join(', ')} open`;
    case 'insecure':
      return `\`${fault.url}\` can't be called by an HTTP Task, which speaks https alone`;
    case 'credentials':
      return `a server of \`${api.name}\` has a user's name or password in it`;
    default:
      return fault satisfies never;
  }
}

/** Base and path, each placeholder the value of its parameter. */
function address(base: string, { uri }: HttpOperation, parameters: readonly GivenParameter[]): Value {
  const given = new Map(parameters.flatMap((each) => (each.of.in === 'path' ? [[each.of.name, each] as const] : [])));
  const parts: Value[] = [];
  let before = base;
  let at = 0;
  for (const found of uri.matchAll(/\{([^{}]*)\}/g)) {
    const parameter = given.get(found[1] ?? '');
    before += uri.slice(at, found.index);
    at = found.index + found[0].length;
    const value = parameter === undefined ? literal(found[0]) : styledValue(parameter);
    if (value.kind === 'literal') before += String(value.value);
    else {
      parts.push(literal(before), value);
      before = '';
    }
  }
  const rest = before + uri.slice(at);
  if (parts.length === 0) return literal(rest);
  return { kind: 'template', parts: rest === '' ? parts : [...parts, literal(rest)] };
}

function headersOf(parameters: readonly GivenParameter[]): readonly ObjectMember[] {
  return parameters.flatMap((each): readonly ObjectMember[] => {
    const { of, value } = each;
    if (of.in !== 'header') return [];
    return [{ name: of.name, value: value.kind === 'token' ? value : styledValue(each), required: of.required }];
  });
}
