import { isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { optionalText, pick, refusal, ServiceException, textIn } from '../services/index.ts';
import { listed } from './rules.ts';
import type { Connection, EventCall, EventHandlers } from './store.ts';

/** Connections, by which HTTP Tasks sign in. No answer has a secret of theirs in it. */
export const connections: EventHandlers = {
  CreateConnection(call) {
    const { connections: all, region, account, newId, clock } = call.context;
    const name = textIn(call, 'Name');
    if (all.has(name)) throw refusal(call, 'ResourceAlreadyExistsException', `Connection ${name} already exists.`);
    const secret = `events!connection/${name}/${newId()}-${newId().slice(0, 6)}`;
    const made: Connection = {
      name,
      arn: `arn:aws:events:${region}:${account}:connection/${name}/${newId()}`,
      secretArn: `arn:aws:secretsmanager:${region}:${account}:secret:${secret}`,
      created: timeOf(clock.now()),
      modified: timeOf(clock.now()),
      members: pick(call, MEMBERS),
      parameters: parametersOf(call, textIn(call, 'AuthorizationType'), {}),
    };
    all.set(name, made);
    // EventBridge asks for a token at once (recorded); here it is asked for by the first request.
    const isOauth = made.members['AuthorizationType'] === 'OAUTH_CLIENT_CREDENTIALS';
    return answer(made, isOauth ? 'AUTHORIZING' : 'AUTHORIZED');
  },

  DescribeConnection(call) {
    const found = connectionOf(call);
    const { name, secretArn, members, parameters } = found;
    return {
      ...answer(found, 'AUTHORIZED'),
      ...members,
      Name: name,
      SecretArn: secretArn,
      AuthParameters: withoutSecrets(parameters),
      LastAuthorizedTime: found.modified,
    };
  },

  ListConnections(call) {
    const prefix = textIn(call, 'NamePrefix');
    const state = optionalText(call, 'ConnectionState') ?? 'AUTHORIZED';
    const all = [...call.context.connections.values()].filter(({ name }) => name.startsWith(prefix));
    const shown = all.map((each) => ({
      ...answer(each, 'AUTHORIZED'),
      Name: each.name,
      AuthorizationType: each.members['AuthorizationType'] ?? null,
      LastAuthorizedTime: each.modified,
    }));
    return listed(call, 'Connections', state === 'AUTHORIZED' ? shown : []);
  },

  UpdateConnection(call) {
    const found = connectionOf(call);
    const before = textOf(found.members['AuthorizationType']);
    const type = optionalText(call, 'AuthorizationType') ?? before;
    const parameters = parametersOf(call, type, type === before ? found.parameters : {});
    found.members = { ...found.members, ...pick(call, MEMBERS) };
    found.parameters = parameters;
    found.modified = timeOf(call.context.clock.now());
    return { ...answer(found, 'AUTHORIZED'), LastAuthorizedTime: found.modified };
  },

  DeleteConnection(call) {
    const found = connectionOf(call);
    call.context.connections.delete(found.name);
    return { ...answer(found, 'DELETING'), LastAuthorizedTime: found.modified };
  },
};

const MEMBERS = ['Description', 'AuthorizationType', 'InvocationConnectivityParameters', 'KmsKeyIdentifier'];

/** The parameters that each type of authorization needs. */
const NEEDED: Readonly<Record<string, string>> = {
  BASIC: 'BasicAuthParameters',
  API_KEY: 'ApiKeyAuthParameters',
  OAUTH_CLIENT_CREDENTIALS: 'OAuthParameters',
};

/** What a request says of how to sign in, over what held before. */
function parametersOf({ request }: EventCall, type: string, before: JsonObject): JsonObject {
  const given = request['AuthParameters'];
  const parameters = merged(before, given ?? {});
  const needed = NEEDED[type];
  if (needed !== undefined && isObject(parameters) && !isObject(parameters[needed])) {
    throw new ServiceException('ValidationException', `AuthParameters of a connection of type ${type} need ${needed}.`);
  }
  return isObject(parameters) ? parameters : {};
}

function merged(before: Json, given: Json): Json {
  if (!isObject(before) || !isObject(given)) return given;
  return {
    ...before,
    ...Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, merged(before[name] ?? null, value)] as const),
    ),
  };
}

const SECRETS: ReadonlySet<string> = new Set(['Password', 'ApiKeyValue', 'ClientSecret']);

/** Parameters as EventBridge tells them: passwords, keys and secret values aren't there (recorded). */
function withoutSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  const isParameter = typeof value['Key'] === 'string';
  const shown = Object.entries(value)
    .filter(([name]) => !SECRETS.has(name) && !(isParameter && name === 'Value' && value['IsValueSecret'] === true))
    .map(([name, member]) => [name, withoutSecrets(member)] as const);
  return { ...Object.fromEntries(shown), ...(isParameter ? { IsValueSecret: value['IsValueSecret'] === true } : {}) };
}

function answer({ arn, created, modified }: Connection, state: string): JsonObject {
  return { ConnectionArn: arn, ConnectionState: state, CreationTime: created, LastModifiedTime: modified };
}

function connectionOf(call: EventCall): Connection {
  const name = textIn(call, 'Name');
  const found = call.context.connections.get(name);
  if (found !== undefined) return found;
  throw refusal(call, 'ResourceNotFoundException', `Connection '${name}' does not exist.`);
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
