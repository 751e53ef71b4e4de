import {
  type AwsOperation,
  bodyTarget,
  type HttpOperation,
  isJsonType,
  type Member,
  type Operation,
  type Shape,
} from '../../compiler/apis/index.ts';
import type { Examined, Service } from '../../compiler/index.ts';
import { type MapNode, type Node, textNode, valueAt } from '../../compiler/source/index.ts';
import type { Path } from './path.ts';

/** The services behind the sources of a document, with the names of the sources. */
export function servicesOf({ document, frames }: Examined): readonly (readonly [name: string, service: Service])[] {
  if (document === undefined) return [];
  return frames.finder(document).services.map(([{ name }, service]) => [name.value, service] as const);
}

/**
 * The operation that a step calls, as far as that can be told while the step is being written: by the text of its
 * `operationId` or `operationPath`.
 * @param step a step as it is written now, perhaps of a newer text than the document that is known
 */
export function operationOfStep(step: MapNode, examined: Examined): Operation | undefined {
  const { document, frames } = examined;
  if (document === undefined) return undefined;
  for (const kind of ['operationId', 'operationPath'] as const) {
    const node = textNode(valueAt(step, kind));
    if (node !== undefined) return frames.finder(document).find({ kind, text: { value: node.value, node } });
  }
  return undefined;
}

/** The shape of a step's payload, as far as the operation says it. */
export function payloadShape(operation: Operation, requestBody: MapNode): Shape | undefined {
  const contentType = textNode(valueAt(requestBody, 'contentType'))?.value;
  const payload = valueAt(requestBody, 'payload');
  switch (operation.kind) {
    case 'aws':
      return awsBody(operation, contentType, payload);
    case 'http':
      return httpBody(operation, contentType);
    default:
      return operation satisfies never;
  }
}

function awsBody(operation: AwsOperation, contentType: string | undefined, payload: Node | undefined): Shape {
  const keys = payload?.kind === 'map' ? payload.entries.map(({ key }) => key.value) : [];
  const target = bodyTarget(operation, contentType, keys);
  if (target.kind === 'member') return target.member.shape;
  return { ...operation.input, members: operation.input.members.filter(({ place }) => place === 'body') };
}

function httpBody({ body }: HttpOperation, contentType: string | undefined): Shape | undefined {
  const types = body?.types ?? [];
  const wanted = contentType?.toLowerCase();
  const content =
    types.find(({ mediaType }) => mediaType.toLowerCase() === wanted) ??
    types.find(({ mediaType }) => isJsonType(mediaType)) ??
    types[0];
  return content?.shape;
}

/** A parameter that an operation takes. */
export interface CallParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly shape: Shape;
  readonly member?: Member;
}

/** The parameters of an operation, those that it needs first. */
export function parametersOf(operation: Operation): readonly CallParameter[] {
  const all = operation.kind === 'aws' ? awsParameters(operation) : httpParameters(operation);
  return [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)];
}

/** The parameter of an operation that an object of the document names. */
export function parameterNamed(operation: Operation, written: MapNode | undefined): CallParameter | undefined {
  const name = written === undefined ? undefined : textNode(valueAt(written, 'name'))?.value;
  return parametersOf(operation).find((each) => each.name === name || each.member?.name === name);
}

function awsParameters({ input }: AwsOperation): readonly CallParameter[] {
  return input.members.flatMap((member): CallParameter[] => {
    const { place, wireName: name, required, shape } = member;
    if (place === 'body' || place === 'status') return [];
    return [{ name, in: place === 'headers' ? 'header' : place, required, shape, member }];
  });
}

function httpParameters({ parameters }: HttpOperation): readonly CallParameter[] {
  return parameters.flatMap((each) => (each.in === 'querystring' ? [] : [{ ...each, in: each.in }]));
}

/** What stands at a path inside of a value of a shape, and the member that it is the value of. */
export interface ShapedValue {
  readonly shape: Shape;
  readonly member?: Member;
}

/** Follows keys and positions into a shape, by the names that documents may use; undefined where it has none. */
export function shapeAlong(shape: Shape, path: Path): ShapedValue | undefined {
  let at: ShapedValue = { shape };
  for (const name of path) {
    const next = inside(at.shape, String(name));
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

/** What stands at a path inside of the payload of a step, as far as the operation says it. */
export function payloadAlong(operation: Operation, step: MapNode, path: Path): ShapedValue | undefined {
  const body = valueAt(step, 'requestBody');
  const shape = body?.kind === 'map' ? payloadShape(operation, body) : undefined;
  return shape === undefined ? undefined : shapeAlong(shape, path);
}

function inside(shape: Shape, name: string): ShapedValue | undefined {
  switch (shape.type) {
    case 'structure': {
      const found = shape.members.find(
        (member) => member.name === name || member.wireName === name || member.sfnName === name,
      );
      return found === undefined ? undefined : { shape: found.shape, member: found };
    }
    case 'list':
      return { shape: shape.member.shape, member: shape.member };
    case 'map':
      return { shape: shape.value.shape, member: shape.value };
    default:
      return undefined;
  }
}
