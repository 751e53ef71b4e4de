import type {
  ActionFacts,
  DependentFacts,
  ErrorFacts,
  Facts,
  MemberFacts,
  OperationFacts,
  ScalarType,
  ServiceEntry,
  ServiceFacts,
  ShapeFacts,
} from '../../compiler/apis/aws/format.ts';
import { BY_TOKEN } from './actions.ts';
import type { BotocoreMember, BotocoreModel, BotocoreOperation, BotocoreShape } from './botocore.ts';
import { isCredential, isPassword } from './credentials.ts';
import type { ServiceIam } from './iam.ts';
import { ERROR_RENAMES, RENAMES } from './renames.ts';
import type { TouchedTypes } from './resources/operationTypes.ts';

/** All that is known of a service; names are sorted. */
export interface ModelFacts extends Omit<ServiceFacts, 'operations'> {
  readonly operations: Facts<OperationFacts>;
  readonly shapes: Facts<ShapeFacts>;
  /** As the lines of a slice have them. */
  readonly actions: Facts<ActionFacts>;
  readonly resources: Facts<readonly string[]>;
}

/** A service's model: botocore's facts without the prose, joined with IAM's. The same bytes for the same sources. */
export function trim(
  entry: ServiceEntry,
  model: BotocoreModel,
  iam: ServiceIam,
  made: { readonly source: string; readonly generated: string },
): ModelFacts {
  const operations: Record<string, OperationFacts> = Object.create(null);
  const errors: Record<string, ErrorFacts> = Object.create(null);
  const used = new Set<string>();
  for (const name of Object.keys(model.operations).sort()) {
    const operation = model.operations[name];
    if (operation === undefined) continue;
    const unsupported = entry.unsupported?.includes(name) === true || streams(operation, model.shapes);
    operations[name] = operationFacts(
      operation,
      iam.operations.get(name) ?? [],
      iam.touched.get(name) ?? {},
      iam.depends.get(name),
      { unsupported, unsigned: BY_TOKEN.has(entry.resource) || isUnsigned(operation) },
    );
    for (const root of [operation.input?.shape, operation.output?.shape])
      if (root !== undefined) reach(root, model.shapes, used);
    for (const error of operation.errors ?? [])
      errors[error.shape] = errorFacts(
        shapeOf(model.shapes, error.shape),
        ERROR_RENAMES[entry.resource]?.[error.shape],
      );
  }
  const inputs = new Set(Object.values(model.operations).map(({ input }) => input?.shape));
  const shapes: Record<string, ShapeFacts> = Object.create(null);
  for (const name of [...used].sort())
    shapes[name] = renamed(
      shapeFacts(shapeOf(model.shapes, name), inputs.has(name), model),
      name,
      RENAMES[entry.resource] ?? {},
    );
  return {
    ...made,
    resource: entry.resource,
    exceptionPrefix: entry.exceptionPrefix,
    serviceId: model.metadata.serviceId,
    protocol: model.metadata.protocol,
    operations,
    shapes,
    errors: sorted(errors),
    actions: iam.actions,
    resources: iam.resources,
  };
}

function operationFacts(
  operation: BotocoreOperation,
  iam: readonly string[],
  touched: TouchedTypes,
  depends: Facts<DependentFacts> | undefined,
  { unsupported, unsigned }: { readonly unsupported: boolean; readonly unsigned: boolean },
): OperationFacts {
  const { method, requestUri, responseCode } = operation.http;
  return {
    method,
    uri: requestUri,
    ...(responseCode === undefined || responseCode === 200 ? {} : { status: responseCode }),
    ...(operation.input === undefined ? {} : { input: operation.input.shape }),
    ...(operation.output === undefined ? {} : { output: operation.output.shape }),
    ...(operation.errors === undefined || operation.errors.length === 0
      ? {}
      : { errors: operation.errors.map((error) => error.shape).sort() }),
    ...(iam.length === 0 ? {} : { iam }),
    ...touched,
    ...(depends === undefined ? {} : { depends }),
    ...(unsupported ? { unsupported: 1 } : {}),
    ...(operation.readonly === true ? { readonly: 1 } : {}),
    ...(unsigned ? { unsigned: 1 } : {}),
  };
}

function isUnsigned({ authtype, auth }: BotocoreOperation): boolean {
  return authtype === 'none' || auth?.includes('smithy.api#noAuth') === true;
}

/** Event streams can't be sent or received by a Step Functions task. */
function streams(operation: BotocoreOperation, shapes: BotocoreModel['shapes']): boolean {
  return [operation.input?.shape, operation.output?.shape].some(
    (root) =>
      root !== undefined &&
      Object.values(shapeOf(shapes, root).members ?? {}).some(
        (member) => shapeOf(shapes, member.shape).eventstream === true,
      ),
  );
}

/** Adds to `used` a shape and all that it is made of. */
function reach(name: string, shapes: BotocoreModel['shapes'], used: Set<string>): void {
  if (used.has(name)) return;
  used.add(name);
  const { members = {}, member, key, value } = shapeOf(shapes, name);
  for (const part of [...Object.values(members), member, key, value])
    if (part !== undefined) reach(part.shape, shapes, used);
}

function shapeOf(shapes: BotocoreModel['shapes'], name: string): BotocoreShape {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  if (shape === undefined) throw new Error(`the model has no shape ${name}`);
  return shape;
}

function errorFacts(shape: BotocoreShape, renamed: string | undefined): ErrorFacts {
  return {
    ...(renamed === undefined ? {} : { sfn: renamed }),
    ...(shape.error?.httpStatusCode === undefined ? {} : { status: shape.error.httpStatusCode }),
    ...(shape.fault === true ? { fault: 1 } : {}),
    ...(shape.retryable?.throttling === true ? { throttling: 1 } : {}),
  };
}

function shapeFacts(shape: BotocoreShape, isInput: boolean, model: BotocoreModel): ShapeFacts {
  const bounds = {
    ...(shape.min === undefined ? {} : { min: shape.min }),
    ...(shape.max === undefined ? {} : { max: shape.max }),
  };
  switch (shape.type) {
    case 'structure': {
      const members: Record<string, MemberFacts> = Object.create(null);
      for (const [name, member] of Object.entries(shape.members ?? {})) {
        // What is sent as a stream is an argument of its own for the SDK, and so Step Functions demands it.
        const required = shape.required?.includes(name) === true || (isInput && isStream(member, model));
        members[name] = memberFacts(name, member, required, model);
      }
      return {
        type: 'structure',
        members,
        ...(shape.payload === undefined ? {} : { payload: shape.payload }),
        ...(shape.union === true ? { union: 1 } : {}),
        ...(shape.document === true ? { document: 1 } : {}),
      };
    }
    case 'list':
      return {
        type: 'list',
        member: part('member', shape.member, model),
        ...(shape.flattened === true ? { flattened: 1 } : {}),
        ...bounds,
      };
    case 'map':
      return { type: 'map', key: part('key', shape.key, model), value: part('value', shape.value, model), ...bounds };
    default: {
      const type = scalarType(shape.type);
      const facts = {
        ...(shape.enum === undefined ? {} : { enum: shape.enum }),
        ...bounds,
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
      };
      return Object.keys(facts).length === 0 ? type : { type, ...facts };
    }
  }
}

/** A structure whose members in the table have the names that are given there. */
function renamed(facts: ShapeFacts, shape: string, names: Readonly<Record<string, string>>): ShapeFacts {
  if (typeof facts === 'string' || facts.type !== 'structure') return facts;
  const members: Record<string, MemberFacts> = Object.create(null);
  for (const [name, member] of Object.entries(facts.members)) {
    const sfn = names[`${shape}.${name}`];
    const known = typeof member === 'string' ? { shape: member } : member;
    members[name] = sfn === undefined ? member : { ...known, sfn };
  }
  return { ...facts, members };
}

function scalarType(type: string): ScalarType {
  switch (type) {
    case 'string':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
    case 'boolean':
    case 'timestamp':
    case 'blob':
      return type;
    default:
      throw new Error(`a shape has the type ${type}, which is new`);
  }
}

function isStream(member: BotocoreMember, model: BotocoreModel): boolean {
  const shape = shapeOf(model.shapes, member.shape);
  return shape.type === 'blob' && (member.streaming === true || shape.streaming === true);
}

/** The item of a list, the key or the value of a map. */
function part(name: string, member: BotocoreMember | undefined, model: BotocoreModel): MemberFacts {
  if (member === undefined) throw new Error(`a list or map has no ${name}`);
  return memberFacts(name, member, false, model);
}

const PLACES = {
  uri: 'path',
  querystring: 'query',
  header: 'header',
  headers: 'headers',
  statusCode: 'status',
} as const;

function memberFacts(name: string, member: BotocoreMember, required: boolean, model: BotocoreModel): MemberFacts {
  const shape = shapeOf(model.shapes, member.shape);
  const wire = wireName(name, member, shape);
  // botocore's EC2 serializer: `queryName`, else the location's name with a capital first letter.
  const query = model.metadata.protocol === 'ec2' ? (member.queryName ?? capital(wire)) : wire;
  const sensitive = shape.sensitive === true || (couldBeCredential(shape) && isPassword(name, member.shape));
  const facts = {
    ...(required ? { required: 1 as const } : {}),
    ...(wire === name ? {} : { wire }),
    ...(query === wire ? {} : { query }),
    ...(member.location === undefined ? {} : { place: PLACES[member.location] }),
    ...(sensitive ? { sensitive: 1 as const } : {}),
    ...(sensitive && couldBeCredential(shape) && !member.idempotencyToken && isCredential(name, member.shape)
      ? { credential: 1 as const }
      : {}),
    ...(member.idempotencyToken === true ? { token: 1 as const } : {}),
    ...(isStream(member, model) ? { stream: 1 as const } : {}),
  };
  return Object.keys(facts).length === 0 ? member.shape : { shape: member.shape, ...facts };
}

/** The items of a flattened list stand directly in its parent, under the name that the list gives them. */
function wireName(name: string, member: BotocoreMember, shape: BotocoreShape): string {
  const flattened = shape.flattened === true || member.flattened === true;
  return member.locationName ?? (flattened ? shape.member?.locationName : undefined) ?? name;
}

function couldBeCredential(shape: BotocoreShape): boolean {
  return ['string', 'blob', 'structure', 'map'].includes(shape.type);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function sorted<T>(facts: Facts<T>): Facts<T> {
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
