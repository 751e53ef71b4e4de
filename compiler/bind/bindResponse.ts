import {
  type Operation,
  type Resolved,
  resolveAnswer,
  resolvePointer,
  resolveResponse,
  responseHeader,
  responseHeaders,
  type Undescribed,
} from '../apis/index.ts';
import { diagnostic, didYouMean, type Place, type Range } from '../diagnostics/index.ts';
import type { MessagePart, Name } from '../expressions/index.ts';
import { operationOf } from '../frames/index.ts';
import { type Json, placeOf, positionIn, type ScalarNode } from '../source/index.ts';
import { type ChangedValue, literal, type Read, typeOfShape, type Value, type ValueType } from '../values/index.ts';
import type { Binder } from './binder.ts';
import type { Scope } from './scope.ts';

/** `$response.body#/...` and `$response.header.X` behind a call (Arazzo 1.0.1, section 4.7). */
export function bindResponse(
  part: MessagePart,
  range: Range,
  node: ScalarNode,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const operation = scope.step === undefined ? undefined : operationOf(scope.step);
  // The operation could not be found, which is reported.
  if (scope.step?.runs.kind === 'unknown') return undefined;
  if (operation === undefined || scope.phase === 'request' || scope.phase === 'end') {
    return binder.report(
      diagnostic(
        'expression-not-here',
        placeOf(node, range),
        '`$response` is known only after a call',
        'Use it in criteria, actions or outputs of a step that calls an operation.',
      ),
    );
  }
  if (scope.phase === 'failed') return ofFailure(part, operation, node, binder);
  if (part.kind === 'body') {
    const tokens = part.pointer?.tokens ?? [];
    const value = fromResponse(operation, tokens, range, node, binder);
    return tokens.length === 0 && value?.kind === 'read' ? { ...value, certain: true, body: operation } : value;
  }
  if (operation.kind === 'http') return answerHeader(part.name.text, wholeResponse(operation, node));
  const found = part.kind === 'header' ? responseHeader(operation, part.name.text) : undefined;
  if (found !== undefined) return readAt(wholeResponse(operation, node), found);
  if (part.kind === 'header' && isErrorType(part.name.text)) return { kind: 'nothing' };
  const bound = responseHeaders(operation);
  const help =
    bound.length === 0
      ? 'Step Functions hands on the body only.'
      : `Of ${operation.name} these can be read: ${bound.join(', ')}.`;
  return binder.report(
    diagnostic(
      'response-header-unknown',
      placeOf(node, part.name.range),
      `${operation.name} gives no member for the header \`${part.name.text}\``,
      help,
    ),
  );
}

/** What an answer has where the call failed: of AWS's the error's name and its message, of any other API's nothing. */
function ofFailure(part: MessagePart, operation: Operation, node: ScalarNode, binder: Binder): Value | undefined {
  if (operation.kind !== 'aws') return { kind: 'nothing' };
  const name = { kind: 'failure', part: 'name', operation } as const;
  if (part.kind !== 'body') return isErrorType(part.name.text) ? name : { kind: 'nothing' };
  const message = { kind: 'failure', part: 'message', operation } as const;
  const body: Value = {
    kind: 'object',
    members: [
      { name: '__type', value: name, required: false },
      { name: 'message', value: message, required: false },
    ],
  };
  return extend(body, part.pointer?.tokens ?? [], node, binder);
}

/** The header in which AWS's JSON protocols name an error. */
function isErrorType(header: string): boolean {
  return header.toLowerCase() === 'x-amzn-errortype';
}

/** Members of an error's body, which no answer has: its name, and what it says. */
const OF_ERRORS = new Set(['__type', 'message']);

/**
 * Goes further into a value, by the names of its shape where it has one; behind a whole response surplus wrappers are
 * dropped and missing ones entered.
 */
export function extend(value: Value, tokens: readonly Name[], node: ScalarNode, binder: Binder): Value | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return value;
  if (value.kind === 'literal') return extendJson(value.value, tokens);
  if (value.kind === 'parsed') return { ...value, path: [...value.path, ...tokens.map(({ text }) => text)] };
  if (value.kind === 'changed') return extendChanged(value, tokens, node, binder);
  if (value.kind === 'object') {
    const member = value.members.find(({ name }) => name === first.text);
    return member === undefined ? { kind: 'nothing' } : extend(member.value, tokens.slice(1), node, binder);
  }
  if (value.kind !== 'read') return { kind: 'nothing' };
  const range = { start: first.range.start, end: last.range.end };
  if (value.body !== undefined) return fromResponse(value.body, tokens, range, node, binder);
  const names = tokens.map(({ text }) => text);
  if (value.shape === undefined) return extendFreely(value, names);
  return resolved(value, resolvePointer(value.shape, names), tokens, range, node, binder);
}

/** Goes into what was put in, or past it. */
function extendChanged(
  { of, path, to }: ChangedValue,
  tokens: readonly Name[],
  node: ScalarNode,
  binder: Binder,
): Value | undefined {
  const [first] = tokens;
  const [name, ...deeper] = path;
  if (first?.text !== name) return extend(of, tokens, node, binder);
  const inner = deeper.length === 0 ? to : extend(of, tokens.slice(0, 1), node, binder);
  if (inner === undefined) return undefined;
  const here: Value = deeper.length === 0 ? inner : { kind: 'changed', of: inner, path: deeper, to };
  return extend(here, tokens.slice(1), node, binder);
}

/** Goes further into a value of which nothing is known but perhaps whether it is an array or an object. */
export function extendFreely(value: Read, [first, ...rest]: readonly (string | number)[]): Read {
  if (first === undefined) return value;
  const known = value.free === undefined ? stepInto(value.type, first) : undefined;
  const path = [...value.path, known ?? first, ...rest];
  const free = value.free ?? value.path.length + (known === undefined ? 0 : 1);
  const { free: _free, ...others } = value;
  return { ...others, path, ...(free < path.length ? { free } : {}), certain: false, type: 'unknown' };
}

/** A step as one into a value of this type; undefined where that doesn't say that it leads anywhere. */
function stepInto(type: ValueType, step: string | number): string | number | undefined {
  if (type === 'array') return positionIn(String(step));
  return type === 'object' && typeof step === 'string' ? step : undefined;
}

function extendJson(value: Json, tokens: readonly Name[]): Value {
  let found: Json | undefined = value;
  for (const { text } of tokens) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, text)) return { kind: 'nothing' };
    found = new Map<string, Json>(Object.entries(found)).get(text);
  }
  return found === undefined ? { kind: 'nothing' } : literal(found);
}

function fromResponse(
  operation: Operation,
  tokens: readonly Name[],
  range: Range,
  node: ScalarNode,
  binder: Binder,
): Value | undefined {
  const found = resolvedIn(
    operation,
    tokens.map(({ text }) => text),
  );
  const [only, ...others] = tokens;
  if (!found.ok && only !== undefined && others.length === 0 && OF_ERRORS.has(only.text)) return { kind: 'nothing' };
  return resolved(wholeResponse(operation, node), found, tokens, range, node, binder);
}

function resolvedIn(operation: Operation, tokens: readonly string[]): Resolved {
  switch (operation.kind) {
    case 'aws':
      return resolveResponse(operation, tokens);
    case 'http':
      return resolveAnswer(operation, tokens);
    default:
      return operation satisfies never;
  }
}

/** A header of an answer, whatever the letter case. */
function answerHeader(name: string, whole: Read): Value {
  const headers: Read = { ...whole, path: ['Headers'], certain: true };
  return { kind: 'converted', of: headers, by: { kind: 'header', name } };
}

/** The value that a pointer was found to name, or a report of what it doesn't name. */
function resolved(
  from: Read,
  found: Resolved,
  tokens: readonly Name[],
  range: Range,
  node: ScalarNode,
  binder: Binder,
): Value | undefined {
  if (found.ok) {
    const { undescribed } = found;
    if (undescribed !== undefined) {
      const token = tokens[undescribed.at];
      reportUnread(token?.text ?? '', undescribed, placeOf(node, token?.range ?? range), binder);
    }
    for (const note of found.notes) binder.report(diagnostic('response-pointer-adjusted', placeOf(node, range), note));
    return readAt(from, found);
  }
  const token = tokens[found.at];
  return reportNotThere(token?.text ?? '', found, placeOf(node, token?.range ?? range), binder);
}

/** Says that an answer can't have what is read of it. */
export function reportNotThere(
  name: string,
  { shape, nearest }: Pick<Undescribed, 'shape' | 'nearest'>,
  place: Place,
  binder: Binder,
): undefined {
  const message = `${shape.name} has no member \`${name}\``;
  // Shapes of AWS's models are neither open nor closed.
  const option = shape.open === false ? 'With the option `descriptions: loose` it is read all the same.' : undefined;
  const help = [didYouMean(nearest), option].filter((text) => text !== undefined).join(' ');
  return binder.report(diagnostic('response-pointer-unknown', place, message, help === '' ? undefined : help));
}

/** Says that the description of an answer doesn't have what is read of it. */
export function reportUnread(
  name: string,
  { shape, nearest }: Pick<Undescribed, 'shape' | 'nearest'>,
  place: Place,
  binder: Binder,
): void {
  const message = `the description of \`${shape.name}\` has no \`${name}\`; it is read all the same`;
  binder.report(diagnostic('answer-undescribed', place, message, didYouMean(nearest)));
}

function readAt(from: Read, found: Resolved & { readonly ok: true }): Value {
  const { shape: _shape, body: _body, free: _free, ...rest } = from;
  const read: Read = {
    ...rest,
    path: [...from.path, ...found.path],
    ...(found.free === undefined ? {} : { free: from.path.length + found.free }),
    certain: false,
    sensitive: from.sensitive || found.sensitive,
    type: typeOfShape(found.shape),
    ...(found.shape === undefined ? {} : { shape: found.shape }),
  };
  return found.inText === undefined ? read : { kind: 'parsed', of: read, path: found.inText };
}

function wholeResponse(operation: Operation, node: ScalarNode): Read {
  return {
    kind: 'read',
    from: { kind: 'response' },
    path: [],
    certain: true,
    sensitive: false,
    place: placeOf(node),
    type: 'object',
    shape: operation.output,
  };
}
