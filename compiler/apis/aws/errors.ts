import type { CallErrors, NamedError } from '../callErrors.ts';
import type { AwsOperation, ErrorModel, ServiceModel } from './model.ts';

/*
 * The names under which a state machine sees the errors of a call. An error that the service's model doesn't list comes
 * under the service's general name; so names that the model hasn't are of no use in a Retrier or Catcher.
 */

/** The service turned the call away because of its rate, so it had no effect. */
const THROTTLING =
  /^(Throttl|RequestThrottled|RequestLimitExceeded|TooManyRequests|SlowDown|(Call)?RateLimitExceeded|(Resource)?ProvisionedThroughputExceeded)/;

/**
 * The errors that say that the service throttles, for every operation of the service: a service may throttle any call,
 * though its model lists the error for some only. Errors by which it passes on that something behind it was throttled
 * (`KMSThrottlingException`) are not among them: such a call may have had a part of its effect.
 * @returns names such as `Connect.ThrottlingException`, sorted; empty where the model has none
 */
export function throttlingErrors(service: ServiceModel): readonly string[] {
  const known = throttlingNames.get(service);
  if (known !== undefined) return known;
  const found = names(service.errors.filter((error) => error.throttling || THROTTLING.test(error.name)));
  throttlingNames.set(service, found);
  return found;
}

/** Asked for at every call of a machine, so worked out once a service. */
const throttlingNames = new WeakMap<ServiceModel, readonly string[]>();

/**
 * The errors of an operation that are the server's fault (5xx). A call that failed so may have had its effect. Throttling
 * is not among them, whatever its status.
 * @returns names such as `Connect.InternalServiceException`, sorted
 */
export function serverErrors(operation: AwsOperation): readonly string[] {
  const throttling = new Set(throttlingErrors(operation.service));
  return names(operation.errors.filter(isServerError)).filter((name) => !throttling.has(name));
}

/** Many models say neither status nor fault; then the name does. */
const SERVER = /^(Internal|ServiceUnavailable|ServerInternal|ServiceFailure)/;

function isServerError({ name, status, serverFault }: ErrorModel): boolean {
  return serverFault || (status === undefined && SERVER.test(name));
}

/** Which errors of an operation can have an HTTP status. */
export interface ErrorsWithStatus {
  /** Those to which the model gives this status. */
  readonly modelled: readonly string[];
  /** Those to which it gives none: any of them may have it. */
  readonly unstated: readonly string[];
  /** Of the latter, those whose name says so: `...NotFound...` for 404, `...AlreadyExists...` and the like for 409. */
  readonly byName: readonly string[];
}

/** The errors of an operation that a comparison of `$statusCode` with this number can mean. */
export function errorsWithStatus(operation: AwsOperation, status: number): ErrorsWithStatus {
  const unstated = operation.errors.filter((error) => error.status === undefined);
  const says = NAMED.get(status);
  return {
    modelled: names(operation.errors.filter((error) => error.status === status)),
    unstated: names(unstated),
    byName: says === undefined ? [] : names(unstated.filter((error) => says.test(error.name))),
  };
}

const NAMED: ReadonlyMap<number, RegExp> = new Map([
  [404, /NotFound|NoSuch|DoesNotExist/],
  [409, /AlreadyExists|Duplicate|Conflict/],
]);

/** The name under which errors come that the model doesn't list, for example `Connect.ConnectException`. */
export function generalError(service: ServiceModel): string {
  return `${service.exceptionPrefix}.${service.exceptionPrefix}Exception`;
}

function names(errors: readonly ErrorModel[]): readonly string[] {
  return [...new Set(errors.map((error) => error.sfnName))].sort();
}

/** How a call can fail. */
export function awsErrors(operation: AwsOperation): CallErrors {
  const known = callErrors.get(operation);
  if (known !== undefined) return known;
  const { service } = operation;
  const said = new Map(
    [...NAMED.keys()].flatMap((status) =>
      errorsWithStatus(operation, status).byName.map((name) => [name, status] as const),
    ),
  );
  const errors: CallErrors = {
    throttling: throttlingErrors(service),
    server: serverErrors(operation),
    general: generalError(service),
    connection: `${service.exceptionPrefix}.SdkClientException`,
    named: operation.errors.map(({ name: type, sfnName: name, status }): NamedError => {
      const byName = said.get(name);
      if (status !== undefined) return { name, type, status, known: 'model' };
      return byName === undefined ? { name, type } : { name, type, status: byName, known: 'name' };
    }),
  };
  callErrors.set(operation, errors);
  return errors;
}

/** Asked for several times for each call, so worked out once an operation. */
const callErrors = new WeakMap<AwsOperation, CallErrors>();
