import {
  type AwsOperation,
  callErrors,
  type DependentAction,
  type IamAction,
  idempotencyTokens,
  taskResourceOf,
} from '../compiler/apis/index.ts';
import { describeMembers, type MemberDescription } from './describeShape.ts';

/** What is known of an operation, for somebody who is about to call it. */
export interface OperationDescription {
  /** The service in a Task's `Resource`, for example `connect`, and as people know it. */
  readonly service: string;
  readonly serviceTitle: string;
  /** The model's name, for example `CreateUser`, and the `operationId` of documents, for example `createUser`. */
  readonly operation: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** The HTTP status of success. */
  readonly status: number;
  /** The `Resource` of the Task that calls it; undefined where Step Functions can't. */
  readonly resource?: string;
  readonly request: readonly MemberDescription[];
  readonly answer: readonly MemberDescription[];
  readonly errors: readonly ErrorDescription[];
  /** Undefined where the IAM actions are not known: then compiling needs the option `actions`. */
  readonly permissions?: readonly PermissionDescription[];
  /** What calls may need besides. */
  readonly besides: readonly DependentDescription[];
  readonly repetition: Repetition;
}

/** An error that a call can end with. */
export interface ErrorDescription {
  /** As a state machine sees it, for example `Connect.DuplicateResourceException`. */
  readonly name: string;
  /** The HTTP status, where the model gives one, or where the error's name says it. */
  readonly status?: number;
  /** Turned away because of its rate, or the server's fault. */
  readonly kind?: 'throttling' | 'server';
}

/** An IAM action that a call needs. */
export interface PermissionDescription {
  readonly action: string;
  readonly accessLevel: string;
  /** The types of resources that the action can be limited to; empty: it knows none. */
  readonly resources: readonly { readonly type: string; readonly required: boolean }[];
}

/** An IAM action that a call needs, or may need, besides those of its operation. */
export interface DependentDescription extends PermissionDescription {
  /** A call needs it that sends one of these members: names of the model, from outside in, as `TagSpecifications.Tags`. */
  readonly where: readonly string[];
  /** A call may need it that sends one of these. With no members and no status, each call may. */
  readonly perhapsWhere: readonly string[];
  /** A call needs it whose document goes on after an error of this HTTP status. */
  readonly status?: number;
}

/** Whether a call that failed may be made again, though it may have had its effect. */
export type Repetition =
  | { readonly kind: 'reads' }
  /** Where one of these members is sent: the same token means the same call. */
  | { readonly kind: 'token'; readonly members: readonly string[] }
  | { readonly kind: 'unsafe' };

/**
 * Describes an operation.
 * @param depth how many levels of members are told, from 1
 */
export function describeOperation(operation: AwsOperation, depth: number): OperationDescription {
  const { service, iam, signed } = operation;
  return {
    service: service.resource,
    serviceTitle: service.serviceId,
    operation: operation.name,
    operationId: operation.action,
    method: operation.method,
    path: operation.uri,
    status: operation.status,
    ...(operation.supported ? { resource: taskResourceOf(operation, 'aws') } : {}),
    request: describeMembers(operation.input, depth, 'request'),
    answer: describeMembers(operation.output, depth, 'answer'),
    errors: errorsOf(operation),
    ...(iam.length === 0 && signed
      ? {}
      : {
          permissions: iam.map(permissionOf),
        }),
    besides: operation.depends.map(dependentOf),
    repetition: repetitionOf(operation),
  };
}

function permissionOf({ action, accessLevel, resources }: IamAction): PermissionDescription {
  return { action, accessLevel, resources: resources.map(({ type, required }) => ({ type, required })) };
}

function dependentOf({ action, by, status }: DependentAction): DependentDescription {
  const members = (decides: boolean) => by.filter((each) => each.decides === decides).map(({ path }) => path);
  return {
    ...permissionOf(action),
    where: members(true),
    perhapsWhere: members(false),
    ...(status === undefined ? {} : { status }),
  };
}

function errorsOf(operation: AwsOperation): readonly ErrorDescription[] {
  const { named, throttling, server } = callErrors(operation);
  return named.map(({ name, status }) => {
    const kind = throttling.includes(name) ? 'throttling' : server.includes(name) ? 'server' : undefined;
    return { name, ...(status === undefined ? {} : { status }), ...(kind === undefined ? {} : { kind }) };
  });
}

function repetitionOf(operation: AwsOperation): Repetition {
  if (operation.readOnly) return { kind: 'reads' };
  const members = idempotencyTokens(operation).map((path) => path.join('.'));
  return members.length === 0 ? { kind: 'unsafe' } : { kind: 'token', members };
}
