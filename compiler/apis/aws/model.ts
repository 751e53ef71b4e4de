import type { Json } from '../../source/index.ts';

/**
 * What the compiler knows of one AWS service: the one interface in front of `models/<resource>.model`.
 * Names: `name` is the service model's own (`DBInstanceIdentifier`), `sfnName` what Step Functions calls the same thing
 * (`DbInstanceIdentifier`), `wireName` what stands in an HTTP message and so in OpenAPI descriptions.
 */
export interface ServiceModel {
  /** The service in a resource ARN, lower case: `arn:aws:states:::aws-sdk:<resource>:<action>`. */
  readonly resource: string;
  /** Prefix of its error names, for example `Connect` in `Connect.ThrottlingException`. */
  readonly exceptionPrefix: string;
  readonly serviceId: string;
  readonly protocol: string;
  /** Where the facts come from, for example `botocore 1.43.11`, and when they were generated (ISO date). */
  readonly source: string;
  readonly generated: string;
  /** The operation of this model name, or undefined. */
  operation(name: string): AwsOperation | undefined;
  /** Every operation's model name, sorted. */
  readonly operationNames: readonly string[];
  /** Every error that the model lists for some operation, sorted by name. */
  readonly errors: readonly ErrorModel[];
}

/** One operation of a service. */
export interface AwsOperation {
  readonly kind: 'aws';
  readonly service: ServiceModel;
  /** The model's name, for example `CreateUser`. */
  readonly name: string;
  /** The name in a Step Functions resource, for example `createUser`. */
  readonly action: string;
  readonly method: string;
  readonly uri: string;
  /** The HTTP status of success. */
  readonly status: number;
  readonly input: StructureShape;
  readonly output: StructureShape;
  /** The member that makes up the whole HTTP body, where the model binds one (S3 `Body`, Lambda `Payload`). */
  readonly inputPayload?: string;
  readonly outputPayload?: string;
  readonly errors: readonly ErrorModel[];
  /** False where Step Functions documents that it does not support this operation. */
  readonly supported: boolean;
  /** False for requests that carry no signature: they need no permission. */
  readonly signed: boolean;
  /** The IAM actions that a call needs. Empty where none is known: then compiling needs the option `actions`. */
  readonly iam: readonly OwnAction[];
  /** The IAM actions that a call may need besides, by what it sends. */
  readonly depends: readonly DependentAction[];
  /** Whether a repetition is harmless by itself: IAM level Read or List of every action, marked so by the model, or GET or HEAD. */
  readonly readOnly: boolean;
}

/** An error that the model lists for an operation. */
export interface ErrorModel {
  readonly name: string;
  /** The name that a state machine sees, for example `Connect.DuplicateResourceException`. */
  readonly sfnName: string;
  /** The HTTP status, where the model gives one. */
  readonly status?: number;
  /** A 5xx status, or marked as the server's fault, which is all that many errors have. */
  readonly serverFault: boolean;
  /** Marked as throttling. */
  readonly throttling: boolean;
}

export type Shape = (StructureShape | ListShape | MapShape | ScalarShape) & {
  /** It says what is usual, not all that there may be: so schemas of OpenAPI are, unless they say that they are closed. */
  readonly open?: boolean;
};

export interface StructureShape {
  readonly type: 'structure';
  readonly name: string;
  /** Only one member may be set. */
  readonly union: boolean;
  /** Any JSON value is allowed (document types). */
  readonly document: boolean;
  readonly members: readonly Member[];
}

export interface ListShape {
  readonly type: 'list';
  readonly name: string;
  readonly member: Member;
  /** Query and XML protocols: whether items follow each other without a wrapper. */
  readonly flattened: boolean;
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape {
  readonly type: 'map';
  readonly name: string;
  readonly key: Member;
  readonly value: Member;
  readonly min?: number;
  readonly max?: number;
}

export interface ScalarShape {
  readonly type: 'string' | 'integer' | 'long' | 'float' | 'double' | 'boolean' | 'timestamp' | 'blob';
  readonly name: string;
  readonly enum?: readonly string[];
  /** Of the value for numbers, of the length for text and blobs. */
  readonly min?: number;
  readonly max?: number;
  /** As the model gives it; unreliable, so it refuses nothing. */
  readonly pattern?: string;
}

/** A member of a structure (or the item of a list, the key or value of a map, whose names are `member`, `key`, `value`). */
export interface Member {
  readonly name: string;
  readonly sfnName: string;
  /** Where it travels: in the URI's path, the query, a header, headers with a prefix, the status line, or the body. */
  readonly place: 'path' | 'query' | 'header' | 'headers' | 'status' | 'body';
  /** Its name in the HTTP message; of a flattened list in XML, the name of each item's element. */
  readonly wireName: string;
  /** Its name as a parameter of the EC2 query protocol (`InstanceId`), where that is not `wireName`; else the same. */
  readonly queryName: string;
  readonly required: boolean;
  /** Marked sensitive by the model, or a password by its name where the model forgot the mark. */
  readonly sensitive: boolean;
  /** Sensitive and a credential: a password, secret, token or key (the list is made with the models). */
  readonly credential: boolean;
  readonly idempotencyToken: boolean;
  /** Bytes that travel as a stream; in requests Step Functions demands them, whatever the model says. */
  readonly stream: boolean;
  /** Resolved when asked for, since shapes may contain themselves. */
  readonly shape: Shape;
}

/** An IAM action that an operation needs. */
export interface IamAction {
  /** For example `connect:CreateUser`. */
  readonly action: string;
  readonly accessLevel: 'Read' | 'List' | 'Write' | 'Tagging' | 'Permissions management';
  /** Resource types that the action can be limited to; empty: the action knows no resources, only `*`. */
  readonly resources: readonly IamResource[];
  readonly conditionKeys: readonly string[];
}

/** An action of an operation, with when its calls touch the types that it knows. */
export interface OwnAction extends IamAction {
  readonly resources: readonly TouchableResource[];
}

/** A resource type that calls of an operation touch, or may touch. */
export interface TouchableResource extends IamResource {
  /**
   * The members that stand for it, as in `DecidingMember`; absent: each call touches it. `'any'`: none does alone, but the
   * call may name a resource of this type.
   */
  readonly by?: readonly string[] | 'any';
  /** ARN patterns of what is touched where no such member is sent; absent: nothing of the type. */
  readonly otherwise?: readonly string[];
}

/** A resource type of an action. */
export interface IamResource {
  /** The type's name, for example `user`. */
  readonly type: string;
  readonly required: boolean;
  /** ARN patterns with placeholders, for example `arn:${Partition}:connect:${Region}:${Account}:instance/${InstanceId}/agent/${UserId}`. */
  readonly arns: readonly string[];
  /**
   * Where what is sent says which resources are touched: their ARNs, with no placeholders but `${Partition}`, `${Region}`
   * and `${Account}`.
   */
  readonly named?: readonly string[];
}

/** An IAM action that a call may need besides those of its operation. */
export interface DependentAction {
  /** Its resources are those that such a call can touch. */
  readonly action: IamAction;
  /** The members that ask for it. Empty: nothing that is sent says whether it is needed. */
  readonly by: readonly DecidingMember[];
  /** It is needed where the document goes on after an error of this HTTP status: without it the service answers another one. */
  readonly status?: number;
  /** Condition keys, and the values that they have in such a call: `iam:PassedToService`, `kms:ViaService`. */
  readonly conditions: Conditions;
}

/** A member that decides about a dependent action. */
export interface DecidingMember {
  /** Its name in the model, behind those of the members that it is in, lists and maps left out: `TagSpecifications.Tags`. */
  readonly path: string;
  /** False: a call that sends it may need the action or not. */
  readonly decides: boolean;
}

/**
 * Condition keys, and the values of which a request has one, with no placeholders but `${Partition}`, `${Region}` and
 * `${Account}`.
 */
export type Conditions = Readonly<Record<string, readonly string[]>>;

/** A member that a call sends, at any depth. */
export interface GivenMember {
  /** As in `DecidingMember`; empty: the request itself. */
  readonly path: string;
  /** Its last name; empty for the request itself. */
  readonly name: string;
  /** What is in it is known only when the machine runs: it may hold any of the members that its shape has. */
  readonly open: boolean;
  /** All that it can be, where the document says so. */
  readonly values?: readonly Json[];
}
