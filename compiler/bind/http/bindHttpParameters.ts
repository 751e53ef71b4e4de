import {
  ANYTHING,
  carriesCredentials,
  fromUrl,
  type HttpOperation,
  type HttpParameter,
  isForbiddenHeader,
  isFromConnection,
  isIdempotencyHeader,
  isSentByItself,
  parameterMember,
  type Shape,
} from '../../apis/index.ts';
import type { Parameter, Step, Text } from '../../arazzo/index.ts';
import { type DiagnosticCode, diagnostic, didYouMean, nearest } from '../../diagnostics/index.ts';
import { inPlaceOf, isText, type Node, placeOf } from '../../source/index.ts';
import { type LiftedParameter, literal, type Value } from '../../values/index.ts';
import { parameterValue } from '../bindCall.ts';
import type { Binder } from '../binder.ts';
import { bindNode } from '../bindNode.ts';
import type { Scope } from '../scope.ts';
import { markReads, reportHardCoded } from '../secrets.ts';
import { leaveToConnection, lift } from './lift.ts';
import { isLoose, orAsItStands } from './loose.ts';
import { asObject, queryParameters } from './queryString.ts';
import { reportSentSession } from './sessions.ts';

/** A parameter of an operation, and the value that a step gives it. */
export interface GivenParameter {
  readonly of: HttpParameter;
  readonly value: Value;
}

/** The parameters of a call: those that the Task sends, and those that the connection does. */
export interface GivenParameters {
  readonly given: readonly GivenParameter[];
  readonly lifted: readonly LiftedParameter[];
}

/** The parameters of a step; undefined where one is unknown, missing or wrong (reported). */
export function bindHttpParameters(
  step: Step,
  operation: HttpOperation,
  text: Text,
  scope: Scope,
  binder: Binder,
): GivenParameters | undefined {
  const given: GivenParameter[] = [];
  const lifted: LiftedParameter[] = [];
  let wrong = false;
  for (const parameter of step.parameters) {
    if (carriesCredentials(operation, nameOf(parameter))) {
      const found = lift(parameter, binder);
      if (found === undefined) wrong = true;
      else lifted.push(found);
      continue;
    }
    const of = parameterOf(parameter, operation, binder);
    if (of === 'left out') continue;
    const value = of === undefined ? undefined : boundValue(parameter, of, scope, binder);
    const sent = of === undefined ? undefined : orAsItStands(value, parameter.value, scope, binder);
    const isSession =
      of !== undefined && sent !== undefined && reportSentSession(of, sent, placeOf(parameter.node), scope, binder);
    if (of === undefined || sent === undefined || isSession) wrong = true;
    else given.push({ of, value: sent });
  }
  const named = new Set(given.map(({ of }) => key(of)));
  const sent = new Set(lifted.map(({ name }) => name.toLowerCase()));
  const hasWholeQuery = given.some(({ of }) => of.in === 'querystring');
  const absent = demanded(operation).filter(
    (each) => !named.has(key(each)) && !sent.has(each.name.toLowerCase()) && !(hasWholeQuery && each.in === 'query'),
  );
  for (const each of absent.filter((parameter) => isFromConnection(operation, parameter)))
    lifted.push(leaveToConnection(each, text, binder));
  const asked = absent.filter((parameter) => !isFromConnection(operation, parameter));
  const fallbacks = asked.flatMap((of) => (of.fallback === undefined ? [] : [{ of, value: literal(of.fallback) }]));
  // What seems to be missing may be what could not be read.
  const missing = scope.step?.step.broken ? [] : asked.filter(({ fallback }) => fallback === undefined);
  if (wrong) return undefined;

  const lacks = (code: DiagnosticCode, which: readonly HttpParameter[]) => {
    const names = which.map(({ name }) => `\`${name}\``).join(', ');
    const message = `required, but not given: ${names}`;
    if (which.length > 0) binder.report(diagnostic(code, placeOf(text.node), message, addingHelp(which)));
    return which.length > 0;
  };
  const isPathOpen = lacks(
    'path-incomplete',
    missing.filter((each) => each.in === 'path'),
  );
  const isRuledOut = lacks(
    'member-required-missing',
    missing.filter((each) => each.in !== 'path'),
  );
  if (isPathOpen || (isRuledOut && !isLoose(binder))) return undefined;
  return { given: [...given, ...fallbacks, ...keysOf(operation, named)], lifted };
}

/** How what is missing can be given, where it can. */
function addingHelp(missing: readonly HttpParameter[]): string {
  const [refused] = missing.filter(({ in: place, name }) => place === 'header' && isForbiddenHeader(name));
  if (refused === undefined) return `Add ${missing.map(({ name }) => `\`${name}\``).join(', ')}.`;
  return `An HTTP Task can't send \`${refused.name}\`; a Lambda function that makes the call can.`;
}

/** Idempotency keys that the document leaves out: the same for each attempt, so that the call may be repeated. */
function keysOf({ parameters, readOnly }: HttpOperation, given: ReadonlySet<string>): readonly GivenParameter[] {
  const missing = parameters.filter(
    (each) => isIdempotencyHeader(each) && !given.has(key(each)) && (each.required || !readOnly),
  );
  return missing.map((of) => ({ of, value: { kind: 'token' } }));
}

function nameOf({ name, in: place }: Parameter): { readonly name: string; readonly in?: HttpParameter['in'] } {
  return { name: name.value, ...(place === undefined ? {} : { in: place }) };
}

function key({ name, in: place }: HttpParameter): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}

/** Required parameters, and the placeholders of the path that none describes; not what OpenAPI says is no parameter. */
function demanded({ uri, parameters }: HttpOperation): readonly HttpParameter[] {
  const inPath = [...uri.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const described = new Set(parameters.flatMap(({ name, in: place }) => (place === 'path' ? [name] : [])));
  return [
    ...parameters.filter((each) =>
      each.in === 'path' ? inPath.includes(each.name) : each.required && !needsNoValue(each),
    ),
    ...inPath.filter((name) => !described.has(name)).map((name) => undescribed(name, 'path')),
  ];
}

/** Whether a header is sent whether or not the document gives it. */
function needsNoValue(each: HttpParameter): boolean {
  return isByItself(each) || isIdempotencyHeader(each) || (each.in === 'header' && isSentByItself(each.name));
}

/** OpenAPI 3.1, section 4.8.12.2: definitions of these headers say nothing. */
function isByItself({ name, in: place }: { readonly name: string; readonly in: HttpParameter['in'] }): boolean {
  return place === 'header' && /^(?:accept|content-type|authorization)$/i.test(name);
}

function undescribed(name: string, place: HttpParameter['in']): HttpParameter {
  const isQuery = place === 'query' || place === 'querystring';
  return {
    name,
    in: place,
    required: place === 'path',
    styling: { style: isQuery ? 'form' : 'simple', explode: isQuery, allowReserved: false },
    shape: ANYTHING,
  };
}

/**
 * The parameter of the operation that one of a step means; undefined where there is none, or it can't be sent (reported).
 * `left out`: it has no place, and that is no error.
 */
function parameterOf(
  written: Parameter,
  operation: HttpOperation,
  binder: Binder,
): HttpParameter | 'left out' | undefined {
  const { name, in: place } = written;
  const same = (each: HttpParameter) =>
    each.in === 'header' ? each.name.toLowerCase() === name.value.toLowerCase() : each.name === name.value;
  const known = operation.parameters.filter(same);
  const found =
    known.find((each) => each.in === place) ??
    // There is one query, whatever it is called.
    (place === 'querystring' ? operation.parameters.find((each) => each.in === place) : undefined) ??
    (place === undefined ? known[0] : undefined);
  const header = found?.in === 'header' || (found === undefined && place === 'header');
  if (header && isForbiddenHeader(name.value)) {
    return binder.report(
      diagnostic(
        'header-forbidden',
        placeOf(name.node),
        `an HTTP Task can't send the header \`${name.value}\``,
        'Leave it out, or let a Lambda function make the call.',
      ),
    );
  }
  if (found !== undefined) return found;
  if (place === 'path' && operation.uri.includes(`{${name.value}}`)) return undescribed(name.value, 'path');
  if (place === 'header' && isByItself({ name: name.value, in: 'header' })) return undescribed(name.value, 'header');
  const close = nearest(
    name.value,
    operation.parameters.map((each) => each.name),
  );
  const what = `${place === undefined ? '' : `${place} `}parameter \`${name.value}\``;
  const open = place === undefined || place === 'path' ? undefined : undescribed(name.value, place);
  const message = `${operation.name} has no ${what}${open === undefined ? '' : ' in its description; it is sent as it stands'}`;
  const code = open === undefined ? 'member-unknown' : 'member-undescribed';
  binder.report(diagnostic(code, placeOf(name.node), message, didYouMean(close)));
  return open ?? (isLoose(binder) ? 'left out' : undefined);
}

/** The value, checked against the parameter's schema. */
function boundValue(written: Parameter, of: HttpParameter, scope: Scope, binder: Binder): Value | undefined {
  const member = parameterMember(of);
  const isWholeQuery = of.in === 'querystring';
  const node = isWholeQuery ? queryParameters(written, of, binder) : itemsOf(written.value, of);
  if (node === undefined) return undefined;
  // A list that is one expression keeps its form: what it comes to is looked at when it is written.
  const isWhole =
    of.shape.type === 'list' && node.kind === 'scalar' && typeof node.value === 'string' && node.value.includes('$');
  const wrap = of.shape.type === 'list' && !isWhole;
  const found = { kind: 'member', path: [member], shape: of.shape, wrap } as const;
  const value = isWhole ? bindNode(node, scope, binder) : parameterValue(node, found, scope, binder);
  if (value === undefined) return undefined;
  if (isWhole) markReads(value, of.shape, member, scope);
  reportHardCoded(value, member, node, binder);
  return isWholeQuery ? asObject(value, node, binder) : value;
}

/** The items of a list, which the document may write as its style would, `a,b`; text in an address is what the item is. */
function itemsOf(node: Node, { shape, styling }: HttpParameter): Node {
  if (shape.type !== 'list') return node;
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => asItem(item, shape.member.shape)) };
  if (styling.explode || !isText(node) || node.value.includes('$')) return node;
  const separator = styling.style === 'pipeDelimited' ? '|' : styling.style === 'spaceDelimited' ? ' ' : ',';
  const items = node.value.split(separator).map((value) => asItem(inPlaceOf(node, value.trim()), shape.member.shape));
  return { kind: 'list', file: node.file, range: node.range, items };
}

function asItem(node: Node, shape: Shape): Node {
  if (node.kind !== 'scalar') return node;
  const value = fromUrl(shape, node.value);
  return typeof value === 'object' ? node : inPlaceOf(node, value);
}
