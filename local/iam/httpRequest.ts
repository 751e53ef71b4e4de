import { connectionArn } from '../http/index.ts';
import { isObject, type Json, TaskFailure } from '../interpreter/index.ts';
import { allows, type Statement } from './policy.ts';
import type { Place } from './requests.ts';

/**
 * Holds an HTTP Task against a role: the failure that it ends with as on AWS (recorded) where a permission is missing that
 * it needs.
 * @param params its Arguments
 */
export function httpDenial(
  params: Json,
  statements: readonly Statement[],
  { region, account }: Place,
): TaskFailure | undefined {
  const given = isObject(params) ? params : {};
  const { ApiEndpoint: endpoint = '', Method: method = '' } = given;
  const context = { 'states:HTTPEndpoint': [String(endpoint)], 'states:HTTPMethod': [String(method)] };
  const machine = `arn:aws:states:${region}:${account}:stateMachine:*`;
  if (!allows(statements, 'states:InvokeHTTPEndpoint', machine, context, 'met')) {
    const action = 'states:InvokeHTTPEndpoint';
    return new TaskFailure(
      'States.Http.AccessDenied',
      `AWS Step Functions is not authorized to perform ${action} on API Endpoint ${endpoint}. Ensure that the StateMachine role contains the ${action} permission for the given API Endpoint`,
    );
  }
  const arn = connectionArn(given);
  const known = arn.startsWith('arn:') ? arn : `arn:aws:events:${region}:${account}:connection/*`;
  const [, name = '*'] = known.split('/');
  const secret = `arn:aws:secretsmanager:${region}:${account}:secret:events!connection/${name}/*`;
  const may = (action: string, resource: string) => allows(statements, action, resource, {}, 'met');
  if (!may('events:RetrieveConnectionCredentials', known))
    return denied('No permissions to call RetrieveConnectionCredentials on the connection resource.');
  if (!may('secretsmanager:DescribeSecret', secret) || !may('secretsmanager:GetSecretValue', secret))
    return denied(
      'No permissions to call DescribeSecret and/or GetSecretValue on the secret associated with the connection resource.',
    );
  return undefined;
}

function denied(cause: string): TaskFailure {
  return new TaskFailure('Events.ConnectionResource.AccessDenied', cause);
}
