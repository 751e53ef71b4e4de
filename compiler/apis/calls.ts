import {
  type AwsOperation,
  awsErrors,
  type CallPermissions,
  type GivenMember,
  longestCall,
  permissionsFor,
  printTaskResource,
} from './aws/index.ts';
import type { CallErrors } from './callErrors.ts';
import { type HttpOperation, httpErrors, idempotencyKeys } from './http/index.ts';

/*
 * What the compiler asks of an operation, and what depends on the kind of its API. Each function has a case a kind, which
 * asks the room of that kind.
 */

/**
 * An operation that a workflow calls. All kinds have `name`, `method`, `status`, `input`, `output` and `readOnly`; whatever
 * else is known of one is asked here.
 */
export type Operation = AwsOperation | HttpOperation;

/** The errors of a call. */
export function callErrors(operation: Operation): CallErrors {
  switch (operation.kind) {
    case 'aws':
      return awsErrors(operation);
    case 'http':
      return httpErrors(operation);
    default:
      return operation satisfies never;
  }
}

/** The service as the names of roles' actions and of machines' resources have it, and as people know it. */
export function serviceOf(operation: Operation): { readonly resource: string; readonly title: string } {
  switch (operation.kind) {
    case 'aws':
      return { resource: operation.service.resource, title: operation.service.serviceId };
    case 'http':
      return { resource: 'http', title: operation.api.title };
    default:
      return operation satisfies never;
  }
}

/** The `Resource` of the Task that makes a call. */
export function taskResourceOf(operation: Operation, partition: string): string {
  switch (operation.kind) {
    case 'aws': {
      const { service, action } = operation;
      return printTaskResource({ kind: 'sdk', service: service.resource, action, pattern: 'call' }, partition);
    }
    case 'http': {
      const { action } = operation;
      return printTaskResource({ kind: 'optimised', service: 'http', action, pattern: 'call' }, partition);
    }
    default:
      return operation satisfies never;
  }
}

/** What AWS lets an HTTP request take, whatever a timeout says. */
const HTTP_SECONDS = 60;

/** Seconds that a call may take where nobody says otherwise. */
export function usualTimeout(operation: Operation): number {
  switch (operation.kind) {
    case 'aws':
      return longestCall(operation);
    case 'http':
      return HTTP_SECONDS;
    default:
      return operation satisfies never;
  }
}

/**
 * The members of the Arguments, each by its path, by which a service knows a repetition for what it is: the same token
 * means the same call.
 */
export function idempotencyTokens(operation: Operation): readonly (readonly string[])[] {
  switch (operation.kind) {
    case 'aws':
      return operation.input.members.flatMap(({ idempotencyToken, sfnName }) => (idempotencyToken ? [[sfnName]] : []));
    case 'http':
      return idempotencyKeys(operation);
    default:
      return operation satisfies never;
  }
}

/**
 * What a role must be allowed for a call, and what it may need; undefined where that is not known.
 * @param handled statuses of errors after which the document goes on
 */
export function neededActions(
  operation: Operation,
  given: readonly GivenMember[],
  handled: readonly number[] = [],
): CallPermissions | undefined {
  switch (operation.kind) {
    case 'aws':
      return operation.iam.length === 0 && operation.signed ? undefined : permissionsFor(operation, given, handled);
    case 'http':
      return { needed: [], undecided: [] };
    default:
      return operation satisfies never;
  }
}
