import { basicText, type ConnectionContents, type TokenRequest } from '../http/index.ts';
import type { Json, JsonObject } from '../interpreter/index.ts';
import { objectOf, objectsOf } from '../services/index.ts';
import type { Connection } from './store.ts';

/** What a connection adds to requests, with its secrets. */
export function contentsOfConnection({ members, parameters }: Connection): ConnectionContents {
  const invocation = objectOf(parameters['InvocationHttpParameters']);
  const added = {
    headers: valuesOf(invocation['HeaderParameters']),
    query: valuesOf(invocation['QueryStringParameters']),
    body: valuesOf(invocation['BodyParameters']),
  };
  const { ApiKeyName: name, ApiKeyValue: key } = objectOf(parameters['ApiKeyAuthParameters']);
  const { Username: username, Password: password } = objectOf(parameters['BasicAuthParameters']);
  switch (members['AuthorizationType']) {
    case 'API_KEY':
      return { ...added, headers: { [String(name)]: String(key), ...added.headers } };
    case 'BASIC': {
      const authorization = basicText({ username: String(username), password: String(password) });
      return { ...added, headers: { Authorization: authorization, ...added.headers } };
    }
    default:
      return { ...added, token: tokenRequest(objectOf(parameters['OAuthParameters'])) };
  }
}

function tokenRequest(parameters: JsonObject): TokenRequest {
  const { ClientID: clientId, ClientSecret: clientSecret } = objectOf(parameters['ClientParameters']);
  const sent = objectOf(parameters['OAuthHttpParameters']);
  return {
    method: String(parameters['HttpMethod']),
    url: String(parameters['AuthorizationEndpoint']),
    clientId: String(clientId),
    clientSecret: String(clientSecret),
    headers: valuesOf(sent['HeaderParameters']),
    query: valuesOf(sent['QueryStringParameters']),
    body: valuesOf(sent['BodyParameters']),
  };
}

/** The values of a list of parameters, by their keys. */
function valuesOf(parameters: Json | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    objectsOf(parameters).map(({ Key: key, Value: value = '' }) => [String(key), String(value)]),
  );
}
