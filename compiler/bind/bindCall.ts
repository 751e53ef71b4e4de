import {
  type AwsOperation,
  bindParameter,
  bodyTarget,
  checkLiteral,
  fromUrl,
  type Member,
  type ParameterBinding,
} from '../apis/index.ts';
import type { Parameter, RequestBody, Step, Text } from '../arazzo/index.ts';
import { diagnostic, didYouMean } from '../diagnostics/index.ts';
import { isText, type Node, placeOf } from '../source/index.ts';
import { arrayOf, type CallArguments, literal, type Value } from '../values/index.ts';
import { type ArgumentTree, emptyTree, finishTree, setArgument } from './argumentTree.ts';
import type { Binder } from './binder.ts';
import { bindNode } from './bindNode.ts';
import { bindMembers, bindShaped, isStructured, reportMissing } from './bindShaped.ts';
import { parsePayloadText } from './payloadText.ts';
import { replaceInPayload } from './replacements.ts';
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
  const tree = emptyTree();
  let wrong = false;
  for (const parameter of step.parameters) {
    if (!bindOne(parameter, operation, tree, scope, binder)) wrong = true;
  }
  const body = step.requestBody === undefined ? { members: [] } : bindBody(step.requestBody, operation, scope, binder);
  if (body === undefined || wrong) return undefined;
  const members = [...finishTree(tree), ...body.members];
  const given = new Set(members.map(({ name }) => name));
  const payload = step.requestBody?.payload;
  const place = payload?.kind === 'map' ? payload : operationText.node;
  const inPath = operation.input.members.filter((member) => member.place !== 'body');
  const inBody = operation.input.members.filter((member) => member.place === 'body');
  if (reportMissing(inPath, given, operationText.node, binder)) return undefined;
  // A payload that is one expression brings members that nobody can see yet.
  if (body.merged === undefined && reportMissing(inBody, given, place, binder)) return undefined;
  return body.merged === undefined ? { members } : { members, merged: body.merged };
}

/** Puts one parameter to its member; false where that can't be done (reported). */
function bindOne(
  parameter: Parameter,
  operation: AwsOperation,
  tree: ArgumentTree,
  scope: Scope,
  binder: Binder,
): boolean {
  const { name, node } = parameter;
  const found = bindParameter(operation, {
    name: name.value,
    ...(parameter.in === undefined ? {} : { in: parameter.in }),
  });
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
  if (node.kind !== 'scalar' || isStructured(shape)) return bindShaped(node, shape, member, scope, binder);
  const value = bindNode(node, scope, binder);
  if (value === undefined) return undefined;
  markReads(value, shape, member, scope);
  if (value.kind !== 'literal') return value;
  const sent = fromUrl(shape, value.value);
  const problem = checkLiteral(shape, sent);
  if (problem === undefined) return literal(sent);
  return binder.report(diagnostic('member-literal-invalid', placeOf(node), `\`${pathText(found.path)}\` ${problem}`));
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

/** The members that a request body sets. */
function bindBody(body: RequestBody, operation: AwsOperation, scope: Scope, binder: Binder): CallArguments | undefined {
  if (body.payload === undefined) return { members: [] };
  const written = replaceInPayload(body.payload, body.replacements, binder);
  if (written === undefined) return undefined;
  const contentType = body.contentType?.value;
  const whole = operation.input.members.find((member) => member.name === operation.inputPayload);
  const takesText = whole?.shape.type === 'blob' || whole?.shape.type === 'string';
  const payload = isText(written) ? parsePayloadText(written, takesText, contentType, binder) : written;
  if (payload === undefined) return undefined;
  const keys = payload.kind === 'map' ? payload.entries.map(({ key }) => key.value) : undefined;
  const target = bodyTarget(operation, contentType, keys);
  if (target.kind === 'member') {
    const { member } = target;
    // A blob or text takes any JSON: what is in it is not described by the model.
    const free = member.shape.type === 'blob' || member.shape.type === 'string';
    const value = free ? bindNode(payload, scope, binder) : bindShaped(payload, member.shape, member, scope, binder);
    if (value === undefined) return undefined;
    reportHardCoded(value, member, payload, binder);
    if (free) markReads(value, member.shape, member, scope);
    return { members: [{ name: member.sfnName, value, required: member.required }] };
  }
  const inner =
    target.unwrap === undefined || payload.kind !== 'map' ? payload : (payload.entries[0]?.value ?? payload);
  if (inner.kind === 'map') {
    const members = bindMembers(inner, operation.input, scope, binder);
    return members === undefined ? undefined : { members };
  }
  return bindWholeBody(inner, operation, scope, binder);
}

/** A payload that is one expression: its members are sent as they are, so they must have the names of Step Functions. */
function bindWholeBody(node: Node, operation: AwsOperation, scope: Scope, binder: Binder): CallArguments | undefined {
  const value = bindNode(node, scope, binder);
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
  markReads(value, operation.input, undefined, scope);
  return { members: [], merged: value };
}
