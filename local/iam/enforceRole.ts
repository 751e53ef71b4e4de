import type { AwsOperation } from '../../compiler/apis/index.ts';
import { isHttpTask } from '../http/index.ts';
import { type ServiceRequest, type Services, seededRandom, uuid } from '../interpreter/index.ts';
import { requestOf, ServiceException, taskFailure } from '../services/index.ts';
import { httpDenial } from './httpRequest.ts';
import { allows, type Statement } from './policy.ts';
import { type Place, requestsOf } from './requests.ts';

/** Under which role the Tasks of a machine call services. */
export interface Role extends Place {
  /** Its name, as it stands in the messages of AWS. */
  readonly name: string;
  readonly statements: readonly Statement[];
}

/**
 * Services that hold each call against a role before it is made: one that no statement can allow fails as on AWS. What
 * isn't known of a call is taken as the role wants it.
 * @param role undefined: nothing is held against it
 */
export function enforceRole(services: Services, role: Role | undefined): Services {
  if (role === undefined) return services;
  // Sessions and request ids are nobody's business but the reader's: the same ones in each run.
  const random = seededRandom(1);
  const refused = ({ resource: called, params }: Pick<ServiceRequest, 'resource' | 'params'>): unknown => {
    if (isHttpTask(called)) return httpDenial(params, role.statements, role);
    const request = requestOf(called, params);
    const denied = request === undefined ? undefined : denial(request, role);
    if (request === undefined || denied === undefined) return undefined;
    const user = `arn:aws:sts::${role.account}:assumed-role/${role.name}/${uuid(random).replaceAll('-', '')}`;
    const { action, resource } = denied;
    const message = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
    return failure(request, message, () => uuid(random));
  };
  return {
    ...services,
    authorize(request) {
      const error = refused(request);
      if (error !== undefined) throw error;
    },
    async call(call) {
      const error = refused(call);
      if (error !== undefined) throw error;
      return services.call(call);
    },
  };
}

type Called = NonNullable<ReturnType<typeof requestOf>>;

/** The first action that the role doesn't allow, with a resource on which it doesn't. */
function denial(
  { operation, request }: Called,
  { statements, region, account }: Role,
): { readonly action: string; readonly resource: string } | undefined {
  for (const { action, resources, alternatives, context } of requestsOf(operation, request, { region, account })) {
    const refused = resources.filter((resource) => !allows(statements, action, resource, context, 'met'));
    const enough = alternatives ? refused.length < resources.length : refused.length === 0;
    // The one that the call names, rather than those that it might mean as well.
    const resource = refused.find((each) => !each.includes('*')) ?? refused[0];
    if (!enough && resource !== undefined) return { action, resource };
  }
  return undefined;
}

/**
 * The error of a call that isn't allowed, under the name that the service's model has for it, whichever operations it
 * stands at; else under its general one.
 */
function failure({ resource, operation }: Called, message: string, requestId: () => string): unknown {
  const exception = new ServiceException(codeOf(operation), message, 403);
  return taskFailure(resource, { ...operation, errors: operation.service.errors }, exception, requestId);
}

/** What services of each protocol answer. */
function codeOf({ service }: AwsOperation): string {
  switch (service.protocol) {
    case 'ec2':
      return 'UnauthorizedOperation';
    case 'query':
    case 'rest-xml':
      return 'AccessDenied';
    default:
      return 'AccessDeniedException';
  }
}
