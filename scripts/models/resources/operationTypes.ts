import type { OperationFacts } from '../../../compiler/apis/aws/format.ts';
import type { BotocoreOperation } from '../botocore.ts';
import type { InputMember } from '../dependents/members.ts';
import { allTypes, type IamCatalog, typeKey } from '../iamCatalog.ts';
import { typesByUri } from './byUri.ts';
import { kindsOf } from './loadBalancers.ts';
import { touchesOf } from './touches.ts';

/** Which resource types calls touch, as their operation has it. */
export type TouchedTypes = Pick<OperationFacts, 'on' | 'touches'>;

/** An operation, and what it sends. */
export interface Touching {
  /** The service's resource name in Step Functions. */
  readonly resource: string;
  readonly operation: string;
  readonly http: BotocoreOperation['http'];
  /** Its own actions. */
  readonly actions: readonly string[];
  readonly members: readonly InputMember[];
}

/** Which types calls of an operation touch. */
export async function touchedTypes(subject: Touching, catalog: IamCatalog): Promise<TouchedTypes> {
  const { resource, operation, http, actions, members } = subject;
  if (actions.every((action) => action.endsWith(`:${http.method}`))) return typesOfPath(subject, catalog);
  const known = actions.flatMap((action) => catalog.typesOf(action));
  const on = kindsOf(resource, operation, known);
  for (const each of on ?? []) await catalog.addType(typeKey(each));
  const optional = (on ?? known).filter((each) => each.startsWith('?')).map(typeKey);
  const types = [...new Set(optional)].map((key) => ({ key, arns: catalog.resources[key] ?? [] }));
  const touches = touchesOf(`${resource}:${operation}`, types, members);
  return { ...(on === undefined ? {} : { on }), ...(Object.keys(touches).length === 0 ? {} : { touches }) };
}

/** Where actions are HTTP methods, the path says what is touched. */
async function typesOfPath({ http, actions }: Touching, catalog: IamCatalog): Promise<TouchedTypes> {
  const [service = ''] = actions[0]?.split(':') ?? [];
  const found = typesByUri(http.requestUri, await allTypes(service));
  for (const { key } of found) await catalog.addType(key);
  return {
    on: found.map(({ key }) => `?${key}`),
    touches: Object.fromEntries(found.map(({ key, arns }) => [key, { arns }])),
  };
}
