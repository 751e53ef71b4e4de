import {
  type ConnectionContents,
  connectionContents,
  type HttpOperation,
  isJsonType,
  type Shape,
} from './apis/index.ts';
import type { CallNode, Plan } from './plan.ts';
import type { Json } from './source/index.ts';

/** An HTTP API that a machine calls, and the EventBridge connection by which it does. */
export interface ApiConnection extends ConnectionContents {
  /** The name of the API's source description. */
  readonly source: string;
  /** The API's title. */
  readonly title: string;
  /** What stands in the definition: the connection's ARN, or a placeholder for it such as `${crmConnectionArn}`. */
  readonly arn: string;
  /** The requests that the machine makes, by method and address, sorted. */
  readonly requests: readonly ApiRequest[];
}

/** Requests of one method to one address. */
export interface ApiRequest {
  readonly method: string;
  /** Path parameters as `*`: `https://api.example.com/users/*`. */
  readonly address: string;
  /** Whether one of them may be several segments of a path, so that slashes stand in it. */
  readonly hasPaths: boolean;
  /** The part of it that is the API's own address. */
  readonly base: string;
  /** The states that make them. */
  readonly states: readonly string[];
  /** What a call is answered with where it succeeds. */
  readonly answer: ApiAnswer;
}

/** An answer as the description has it: its status, and of its body, where there is one, the shape or an example. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: { readonly mediaType: string; readonly shape: Shape; readonly example?: Json };
}

/** The HTTP APIs that a plan calls, by the names of their source descriptions. */
export function connectionsOf(plan: Plan): readonly ApiConnection[] {
  const calls = new Map<string, HttpCall[]>();
  for (const node of plan.nodes.values()) {
    if (node.kind !== 'call' || node.operation.kind !== 'http') continue;
    const { operation } = node;
    const { name } = operation.api;
    const known = calls.get(name);
    if (known === undefined) calls.set(name, [{ node, operation }]);
    else known.push({ node, operation });
  }
  return [...calls].sort(([a], [b]) => (a < b ? -1 : 1)).map(([source, made]) => connectionOf(source, made));
}

interface HttpCall {
  readonly node: CallNode;
  readonly operation: HttpOperation;
}

function connectionOf(source: string, calls: readonly HttpCall[]): ApiConnection {
  const [first] = calls;
  const contents = connectionContents(
    calls.map(({ operation }) => operation),
    calls.flatMap(({ node }) => node.arguments.lifted ?? []),
  );
  const requests = new Map<string, ApiRequest & { readonly states: string[] }>();
  for (const { node, operation } of calls) {
    const address = addressOf(node);
    const { method } = operation;
    const key = `${method} ${address}`;
    const known = requests.get(key);
    if (known === undefined)
      requests.set(key, {
        method,
        address,
        hasPaths: hasPathsIn(operation),
        base: baseOf(address, operation),
        states: [node.name],
        answer: answerOf(operation),
      });
    else known.states.push(node.name);
  }
  return {
    source,
    title: first?.operation.api.title ?? source,
    arn: first === undefined ? '' : arnIn(first.node),
    ...contents,
    requests: [...requests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, request]) => request),
  };
}

function hasPathsIn({ parameters }: HttpOperation): boolean {
  return parameters.some(({ in: place, styling }) => place === 'path' && styling.allowReserved);
}

/** An address without the path of the operation, placeholders aside. */
function baseOf(address: string, { uri }: HttpOperation): string {
  const depth = uri.split('/').length - 1;
  return address.split('/').slice(0, -depth).join('/');
}

function answerOf({ status, responses }: HttpOperation): ApiAnswer {
  const found =
    responses.find((each) => each.status === String(status)) ??
    responses.find((each) => /^2XX$|^default$/i.test(each.status));
  const content = found?.types.find(({ mediaType }) => isJsonType(mediaType)) ?? found?.types[0];
  if (content === undefined) return { status };
  const { mediaType, shape, example } = content;
  return { status, body: { mediaType, shape, ...(example === undefined ? {} : { example }) } };
}

/** The address that a call of an HTTP API goes to; what only the machine knows is `*`. */
export function addressOf({ arguments: { members } }: CallNode): string {
  const value = members.find(({ name }) => name === 'ApiEndpoint')?.value;
  if (value?.kind === 'literal') return String(value.value);
  if (value?.kind !== 'template') return '';
  return value.parts.map((part) => (part.kind === 'literal' ? String(part.value) : '*')).join('');
}

function arnIn({ arguments: { members } }: CallNode): string {
  const value = members.find(({ name }) => name === 'InvocationConfig')?.value;
  const config = value?.kind === 'literal' ? value.value : undefined;
  const isConfig = typeof config === 'object' && config !== null && 'ConnectionArn' in config;
  return isConfig ? String(config['ConnectionArn']) : '';
}
