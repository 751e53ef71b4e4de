import { type Member, readModelled, type StructureShape } from '../../compiler/apis/index.ts';
import type { SourceFile } from '../../compiler/diagnostics/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import { nodeAt, type Shape, shape, shapedOrThrow } from '../../compiler/source/index.ts';
import { isObject, type Json } from '../interpreter/index.ts';
import { type Kind, kindNames, kinds } from './kinds.ts';
import { emptyInstance, hold, type Instance, type Store } from './store.ts';

const { described, list, object, optional, report, text } = shape;

/** What Amazon Connect holds before the first call, see default.yml. */
export interface ConnectData {
  /** Default: us-east-1. */
  readonly region?: string;
  /** Default: 123456789012. */
  readonly account?: string;
  readonly instances?: readonly InstanceData[];
}

/** An instance, and what it holds. */
export interface InstanceData extends Partial<Readonly<Record<Kind, readonly EntryData[]>>> {
  readonly Id: string;
  /** Default: CONNECT_MANAGED. */
  readonly IdentityManagementType?: string;
  /** Default: the id. */
  readonly InstanceAlias?: string;
}

/** Something that an instance holds: its id, and members as the API describes or creates it. */
export interface EntryData {
  readonly Id: string;
  readonly [member: string]: Json;
}

let dataShape: Shape<ConnectData> | undefined;

/** A file of what Amazon Connect holds. Made when it is first asked for: it needs the model of Amazon Connect. */
export function connectDataShape(): Shape<ConnectData> {
  dataShape ??= object<ConnectData>('what Amazon Connect holds', {
    region: optional(described('Default: us-east-1.', text())),
    account: optional(described('Default: 123456789012.', text())),
    instances: optional(
      list(
        object<InstanceData>('an instance', {
          Id: text(),
          IdentityManagementType: optional(described('Default: CONNECT_MANAGED.', text())),
          InstanceAlias: optional(described('Default: the id.', text())),
          users: entries('users'),
          routingProfiles: entries('routingProfiles'),
          securityProfiles: entries('securityProfiles'),
          queues: entries('queues'),
          hoursOfOperation: entries('hoursOfOperation'),
          hierarchyGroups: entries('hierarchyGroups'),
          contactFlows: entries('contactFlows'),
          quickConnects: entries('quickConnects'),
        }),
      ),
    ),
  });
  return dataShape;
}

/**
 * Reads what Amazon Connect holds.
 * @param source the file (YAML or JSON), or its text
 * @throws FileError where it has another form
 */
export function readConnectData(source: string | SourceFile): ConnectData {
  return shapedOrThrow(
    typeof source === 'string' ? { name: 'what Amazon Connect holds', text: source } : source,
    connectDataShape(),
  );
}

function entries(kind: Kind) {
  return optional(list(entry(kind)));
}

function entry(kind: Kind): Shape<EntryData> {
  const { label, name } = kinds[kind];
  const structure = entryStructure(kind);
  const required = ['Id', name];
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(structure.members.map((member) => [member.name, {}])),
      required,
      additionalProperties: false,
    },
    read(node, reporter) {
      const value = readModelled(structure, node, `a ${label}`, reporter);
      if (node.kind !== 'map' || !isObject(value)) return undefined;
      const missing = required.filter((member) => typeof value[member] !== 'string' || value[member] === '');
      for (const member of missing) {
        const at = Object.hasOwn(value, member) ? nodeAt(node, [member]) : (node.entries[0]?.key ?? node);
        report(reporter, 'field-missing', at, `a ${label} needs a \`${member}\``);
      }
      const { Id: id } = value;
      return missing.length === 0 && typeof id === 'string' ? { ...value, Id: id } : undefined;
    },
  };
}

/** The members that an entry may have: those of what Describe answers, and of what Create takes. */
function entryStructure(kind: Kind): StructureShape {
  const { singular, described: description, id, arn } = kinds[kind];
  const model = shippedModels.service('connect');
  const answer = model?.operation(`Describe${singular}`)?.output.members.find((member) => member.name === description);
  const members = [
    ...(answer?.shape.type === 'structure' ? answer.shape.members : []),
    ...(model?.operation(`Create${singular}`)?.input.members ?? []),
  ];
  const given: readonly string[] = [id, arn, 'InstanceId', 'Password', 'Id'];
  const byName = new Map(members.map((member): [string, Member] => [member.name, member]));
  const ownId = byName.get(id);
  return {
    type: 'structure',
    name: singular,
    union: false,
    document: false,
    members: [
      ...(ownId === undefined ? [] : [{ ...ownId, name: 'Id', sfnName: 'Id', wireName: 'Id' }]),
      ...[...byName.values()].filter((member) => !given.includes(member.name)),
    ],
  };
}

/** A store that holds this and nothing else. */
export function storeOf(
  { region = 'us-east-1', account = '123456789012', instances = [] }: ConnectData,
  now: string,
): Store {
  const store: Store = { region, account, instances: new Map() };
  for (const data of instances) store.instances.set(data.Id, instanceOf(store, data, now));
  return store;
}

function instanceOf(store: Store, data: InstanceData, now: string): Instance {
  const { Id: id, IdentityManagementType = 'CONNECT_MANAGED', InstanceAlias = id } = data;
  const instance = emptyInstance(store, id, {
    IdentityManagementType,
    InstanceAlias,
    CreatedTime: now,
    ServiceRole: `arn:aws:iam::${store.account}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect`,
    InstanceStatus: 'ACTIVE',
    InboundCallsEnabled: true,
    OutboundCallsEnabled: true,
  });
  for (const kind of kindNames) {
    for (const { Id, ...members } of data[kind] ?? []) hold(instance, kind, Id, members);
  }
  return instance;
}
