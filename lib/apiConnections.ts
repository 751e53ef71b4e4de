import { SecretValue, Stack, Tags } from 'aws-cdk-lib';
import {
  Authorization,
  CfnConnection,
  Connection,
  HttpMethod,
  HttpParameter,
  type IConnection,
} from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ApiConnection, ApiRequest } from '../compiler/index.ts';
import { DocumentError } from './documentError.ts';

/** The credentials of an HTTP API, from which its EventBridge connection is made. */
export interface ApiCredentials {
  /** The key, token, password or client secret; needed unless the API asks for nothing. */
  readonly secret?: SecretValue;
  /** The name that goes with a password, or the id of the client. */
  readonly user?: string;
  /** Further keys, by the names of their headers or query parameters. */
  readonly keys?: Readonly<Record<string, SecretValue>>;
  /** What the address of tokens wants beside `grant_type` and `scope`, such as an `audience`; stands in plain sight. */
  readonly tokenParameters?: Readonly<Record<string, string>>;
  /** For an API in a private network: the ARN of its resource configuration in VPC Lattice. */
  readonly resourceConfigurationArn?: string;
  /** Encrypts the credentials that EventBridge keeps; it gets the tag that EventBridge asks for. Default: a key of AWS. */
  readonly encryptionKey?: IKey;
}

/** The connections of a machine's APIs: those that are given, and those made of credentials, by source description. */
export function createConnections(
  scope: Construct,
  apis: readonly ApiConnection[],
  given: Readonly<Record<string, ApiCredentials | IConnection>>,
): ReadonlyMap<ApiConnection, IConnection> {
  const unknown = Object.keys(given).filter((name) => !apis.some(({ source }) => source === name));
  if (unknown.length > 0)
    throw new DocumentError(`connections names no HTTP API of the document: ${unknown.join(', ')}`);
  const placed = apis.filter(({ arn }) => isPlaceholder(arn));
  if (placed.length === 0) return new Map();
  const group = new Construct(scope, 'Connections');
  return new Map(placed.map((api) => [api, connectionOf(group, api, given[api.source])] as const));
}

/** Whether a connection's ARN is to be put in; else the compiler was given it. */
function isPlaceholder(arn: string): boolean {
  return /^\$\{\w+\}$/.test(arn);
}

/** The name of a placeholder, for `DefinitionSubstitutions`. */
export function placeholderName({ arn }: ApiConnection): string {
  return arn.slice(2, -1);
}

function connectionOf(
  scope: Construct,
  api: ApiConnection,
  given: ApiCredentials | IConnection | undefined,
): IConnection {
  if (given !== undefined && 'connectionArn' in given) return given;
  const { keys = {} } = given ?? {};
  const secretOf = (name: string): SecretValue => {
    const value = keys[name];
    if (value !== undefined) return value;
    throw new DocumentError(`connections.${api.source}.keys needs the secret '${name}', which ${api.title} asks for`);
  };
  const parameters = (place: 'header' | 'query') =>
    Object.fromEntries(
      [...api.parameters, ...inQuery(api)]
        .filter((each) => each.in === place)
        .map(({ name }) => [
          name,
          HttpParameter.fromSecret(isMain(api, name) ? mainSecret(api, given) : secretOf(name)),
        ]),
    );
  const [headers, query] = [parameters('header'), parameters('query')];
  const made = new Connection(scope, api.source, {
    description: api.title,
    authorization: authorizationOf(api, given),
    ...(Object.keys(headers).length === 0 ? {} : { headerParameters: headers }),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
  });
  complete(made, given);
  return made;
}

/** The key of one's own with which the credentials of a connection are encrypted that is made here. */
export function keyOf(given: ApiCredentials | IConnection | undefined): IKey | undefined {
  return given === undefined || 'connectionArn' in given ? undefined : given.encryptionKey;
}

/** Adds what the construct of CDK doesn't know: the way into a private network, and a key. */
function complete(connection: Connection, { resourceConfigurationArn, encryptionKey }: ApiCredentials = {}): void {
  const resource = connection.node.children.find((each) => CfnConnection.isCfnConnection(each));
  if (resource === undefined) throw new Error("CDK's Connection is made of no CfnConnection");
  if (resourceConfigurationArn !== undefined)
    resource.invocationConnectivityParameters = { resourceParameters: { resourceConfigurationArn } };
  if (encryptionKey === undefined) return;
  resource.kmsKeyIdentifier = encryptionKey.keyArn;
  // Without it EventBridge refuses the key.
  Tags.of(encryptionKey).add('EventBridgeApiDestinations', 'true');
}

/** A key in the query, which EventBridge has as a parameter alone. */
function inQuery({ authorization }: ApiConnection): readonly { readonly in: 'query'; readonly name: string }[] {
  return authorization.kind === 'apiKey' && authorization.in === 'query'
    ? [{ in: 'query', name: authorization.name }]
    : [];
}

function isMain({ authorization }: ApiConnection, name: string): boolean {
  return authorization.kind === 'apiKey' && authorization.in === 'query' && authorization.name === name;
}

/** A header that servers ignore: EventBridge demands an authorization where an API asks for none. */
const UNUSED = Authorization.apiKey('X-No-Authorization', SecretValue.unsafePlainText('none'));

function authorizationOf(api: ApiConnection, given: ApiCredentials | undefined): Authorization {
  const { authorization } = api;
  switch (authorization.kind) {
    case 'none':
      return UNUSED;
    case 'apiKey':
      return authorization.in === 'query' ? UNUSED : Authorization.apiKey(authorization.name, mainSecret(api, given));
    case 'basic':
      return Authorization.basic(userOf(api, given), mainSecret(api, given));
    case 'bearer': {
      const token = mainSecret(api, given).unsafeUnwrap();
      return Authorization.apiKey('Authorization', SecretValue.unsafePlainText(`Bearer ${token}`));
    }
    case 'clientCredentials': {
      const { tokenUrl, scopes } = authorization;
      return Authorization.oauth({
        authorizationEndpoint: tokenUrl,
        httpMethod: HttpMethod.POST,
        clientId: userOf(api, given),
        clientSecret: mainSecret(api, given),
        // EventBridge adds the client's id and secret, and nothing else (recorded).
        bodyParameters: {
          grant_type: HttpParameter.fromString('client_credentials'),
          ...(scopes.length === 0 ? {} : { scope: HttpParameter.fromString(scopes.join(' ')) }),
          ...parametersOf(given?.tokenParameters ?? {}),
        },
      });
    }
    default:
      return authorization satisfies never;
  }
}

function parametersOf(values: Readonly<Record<string, string>>): Record<string, HttpParameter> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, HttpParameter.fromString(value)]));
}

function mainSecret({ source, title }: ApiConnection, given: ApiCredentials | undefined): SecretValue {
  if (given?.secret !== undefined) return given.secret;
  throw new DocumentError(`connections.${source}.secret is missing: ${title} asks for credentials`);
}

function userOf({ source, title }: ApiConnection, given: ApiCredentials | undefined): string {
  if (given?.user !== undefined) return given.user;
  throw new DocumentError(`connections.${source}.user is missing: ${title} asks for it`);
}

/**
 * What a role needs to make the requests of an API and no others: each method on its addresses, and the credentials of its
 * connection.
 * @param machineArn of the machine that the role is for
 * @param key with which EventBridge encrypts the credentials, where it is one of one's own
 */
export function requestStatements(
  { requests, arn }: ApiConnection,
  connection: IConnection | undefined,
  machineArn: string,
  key?: IKey,
): readonly PolicyStatement[] {
  const secret = connection?.connectionSecretArn ?? secretsOfConnections(arn);
  return [
    ...requests.map(
      (request) =>
        new PolicyStatement({
          actions: ['states:InvokeHTTPEndpoint'],
          resources: [machineArn],
          conditions: {
            StringEquals: { 'states:HTTPMethod': request.method },
            StringLike: { 'states:HTTPEndpoint': [request.address] },
            ...beyond(request),
          },
        }),
    ),
    new PolicyStatement({
      actions: ['events:RetrieveConnectionCredentials'],
      resources: [connection?.connectionArn ?? arn],
    }),
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      resources: [secret],
    }),
    ...(key === undefined ? [] : [decryption(key, secret)]),
  ];
}

/** What reading a secret needs of its key: through Secrets Manager, and for this secret alone. */
function decryption(key: IKey, secret: string): PolicyStatement {
  return new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': `secretsmanager.${Stack.of(key).region}.amazonaws.com`,
        'kms:EncryptionContext:SecretARN': secret,
      },
    },
  });
}

/** A `*` covers slashes, too: addresses in which one would do so are left out, unless it stands for several segments. */
function beyond({ address, hasPaths }: ApiRequest): Record<string, Record<string, readonly string[]>> {
  const stars = hasPaths ? [] : [...address.matchAll(/\*/g)];
  if (stars.length === 0) return {};
  const wider = stars.map(({ index }) => `${address.slice(0, index)}*/*${address.slice(index + 1)}`);
  return { StringNotLike: { 'states:HTTPEndpoint': wider } };
}

/** The secret of a connection that is known by its ARN alone: EventBridge names it after the connection. */
function secretsOfConnections(arn: string): string {
  const [, partition = 'aws', , region = '*', account = '*', resource = ''] = arn.split(':');
  const name = resource.split('/')[1] ?? '*';
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:events!connection/${name}/*`;
}
