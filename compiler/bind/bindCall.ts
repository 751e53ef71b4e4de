import {
  type AwsOperation,
  bindParameter,
  checkLiteral,
  fromUrl,
  type Member,
  type ParameterBinding,
  type Shape,
} from '../apis/index.ts';
import type { Parameter, Step, Text } from '../arazzo/index.ts';
import { diagnostic, didYouMean, type Place } from '../diagnostics/index.ts';
import { type Node, placeOf } from '../source/index.ts';
import {
  arrayOf,
  type CallArguments,
  literal,
  type ObjectMember,
  typeOfShape,
  typeOfValue,
  type Value,
} from '../values/index.ts';
import { type ArgumentTree, emptyTree, finishTree, setArgument } from './argumentTree.ts';
import { bindBody } from './bindBody.ts';
import type { Binder } from './binder.ts';
import { bindNode } from './bindNode.ts';
import { bindShaped, isStructured, reportMissing } from './bindShaped.ts';
import { type BoundMembers, eachOnce, meantBy } from './boundMembers.ts';
import { checkFit } from './checkFit.ts';
import type { Scope } from './scope.ts';
import { markReads, reportHardCoded } from './secrets.ts';

/**
 * The arguments of a step's call: parameters and request body put to the members of the operation's input, under their
 * Step Functions names. Undefined where something is wrong (reported).
 */
export function bindCall(
  step: Step,
  operation: AwsOperation,
  operationText: Text,
  scope: Scope,
  binder: Binder,
): CallArguments | undefined {
  const parameters = bindParameters(step.parameters, operation, scope, binder);
  const body = bindBody(step.requestBody, operation, scope, binder);
  const meant = new Set([...parameters.meant, ...(body?.meant ?? [])]);
  const payload = step.requestBody?.payload;
  const place = payload?.kind === 'map' ? payload : operationText.node;
  const isInBody = (member: Member) => member.place === 'body';
  const inPath = operation.input.members.filter((member) => !isInBody(member));
  // What seems to be missing may be what could not be read.
  const missing = !step.broken && reportMissing(inPath, meant, operationText.node, binder);
  // Nobody can see yet what a payload brings that is one expression, nor what one would that can't be read.
  const isSeen = body !== undefined && body.merged === undefined && !step.broken;
  const inBody = isSeen ? operation.input.members.filter(isInBody) : [];
  if (reportMissing(inBody, meant, place, binder) || missing || body === undefined) return undefined;
  const members = eachOnce([...parameters.members, ...body.members], binder);
  if (members === undefined || parameters.wrong || body.wrong) return undefined;
  if (body.merged !== undefined) return { members, merged: body.merged };
  return { members: [...members, ...missingTokens(operation, meant)] };
}

/** Idempotency tokens that the document leaves out: an SDK would send another one for each attempt. */
function missingTokens({ input, readOnly }: AwsOperation, given: ReadonlySet<string>): readonly ObjectMember[] {
  return input.members.flatMap(({ sfnName: name, idempotencyToken, required }) =>
    idempotencyToken && !readOnly && !given.has(name) ? [{ name, value: { kind: 'token' }, required }] : [],
  );
}

/** The members that parameters set. */
function bindParameters(
  parameters: readonly Parameter[],
  operation: AwsOperation,
  scope: Scope,
  binder: Binder,
): BoundMembers {
  const tree = emptyTree();
  const meant = new Set<string>();
  const places = new Map<string, Place>();
  let wrong = false;
  for (const parameter of parameters) {
    const found = bindParameter(operation, {
      name: parameter.name.value,
      ...(parameter.in === undefined ? {} : { in: parameter.in }),
    });
    const [first] = found.kind === 'member' ? found.path : [];
    const name = typeof first === 'object' ? first.sfnName : undefined;
    const near = found.kind === 'unknown' ? meantBy(operation.input, found.nearest) : name;
    if (near !== undefined) meant.add(near);
    if (name !== undefined && !places.has(name)) places.set(name, placeOf(parameter.node));
    if (!bindOne(parameter, found, operation, tree, scope, binder)) wrong = true;
  }
  const members = finishTree(tree).flatMap((member) => {
    const place = places.get(member.name);
    return place === undefined ? [] : [{ member, place }];
  });
  return { members, meant, wrong };
}

/** Puts one parameter to its member; false where that can't be done (reported). */
function bindOne(
  parameter: Parameter,
  found: ParameterBinding,
  operation: AwsOperation,
  tree: ArgumentTree,
  scope: Scope,
  binder: Binder,
): boolean {
  const { name, node } = parameter;
  switch (found.kind) {
    case 'noise':
      return true;
    case 'unknown': {
      if (parameter.in === 'querystring') {
        const message = 'a whole query string is not supported: Step Functions takes the members of a call one by one';
        binder.report(diagnostic('not-supported', placeOf(node), message, 'Write a parameter `in: query` for each.'));
        return false;
      }
      const help = didYouMean(found.nearest);
      binder.report(
        diagnostic('member-unknown', placeOf(name.node), `${operation.name} has no member \`${name.value}\``, help),
      );
      return false;
    }
    case 'member': {
      if (found.note === 'case')
        binder.report(
          diagnostic('member-case', placeOf(name.node), `\`${name.value}\` is taken as \`${pathText(found.path)}\``),
        );
      const value = parameterValue(parameter.value, found, scope, binder);
      if (value === undefined) return false;
      reportHardCoded(value, memberOn(found.path), parameter.value, binder);
      if (setArgument(tree, found.path, value)) return true;
      binder.report(
        diagnostic(
          'member-set-twice',
          placeOf(node),
          `\`${pathText(found.path)}\` is already set by another parameter`,
        ),
      );
      return false;
    }
    default:
      return found satisfies never;
  }
}

/** A parameter's value; what a URL or header carries as text becomes what the member is. */
export function parameterValue(
  node: Node,
  found: ParameterBinding & { readonly kind: 'member' },
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const { shape, wrap } = found;
  const member = memberOn(found.path);
  if (wrap && shape.type === 'list' && node.kind !== 'list') {
    const item = parameterValue(node, { ...found, shape: shape.member.shape, wrap: false }, scope, binder);
    if (item === undefined) return undefined;
    markReads(item, shape.member.shape, shape.member, scope);
    if (item.kind === 'read' && item.type === 'array') return item;
    return arrayOf([item]);
  }
  if (node.kind !== 'scalar' || isStructured(shape) || shape.type === 'blob')
    return bindShaped(node, shape, member, scope, binder);
  const value = bindNode(node, scope, binder);
  if (value === undefined) return undefined;
  markReads(value, shape, member, scope);
  if (value.kind !== 'literal') {
    const sent = asText(value, shape);
    checkFit(sent, shape, member, node, scope, binder);
    return sent;
  }
  const sent = fromUrl(shape, value.value);
  const problem = checkLiteral(shape, sent);
  if (problem === undefined) return literal(sent);
  return binder.report(diagnostic('member-literal-invalid', placeOf(node), `\`${pathText(found.path)}\` ${problem}`));
}

/** A value of a URL or header that is only known when the machine runs: text there, whatever the member is. */
function asText(value: Value, shape: Shape): Value {
  const [given, taken] = [typeOfValue(value), typeOfShape(shape)];
  if (given === 'string' && taken === 'number') return { kind: 'number', of: value };
  return (given === 'number' || given === 'boolean') && taken === 'string' && shape.type === 'string'
    ? { kind: 'template', parts: [value] }
    : value;
}

/** The member that a path leads to, or one of its items. */
function memberOn(path: readonly (Member | number)[]): Member | undefined {
  return path.findLast((step): step is Member => typeof step !== 'number');
}

function pathText(path: readonly (Member | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step.name}`))
    .join('')
    .slice(1);
}
