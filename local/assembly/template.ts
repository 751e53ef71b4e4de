import { isObject, type JsonObject } from '../interpreter/index.ts';

/** A CloudFormation template, as far as it is looked at. */
export interface Template {
  readonly resources: ReadonlyMap<string, Resource>;
  /** The stack's parameters by name, with their defaults. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
}

export interface Resource {
  readonly type: string;
  readonly properties: JsonObject;
}

/** An assembly that can't be taken as deployed. The message says what is wrong, and what to do. */
export class AssemblyError extends Error {}

export function readTemplate(template: JsonObject): Template {
  const { Resources: resources, Parameters: parameters } = template;
  return {
    resources: new Map(
      membersOf(resources).map(([id, { Type: type, Properties: properties }]) => [
        id,
        { type: String(type), properties: isObject(properties) ? properties : {} },
      ]),
    ),
    parameters: new Map(
      membersOf(parameters).map(([name, { Default: value }]) => [
        name,
        value === undefined ? undefined : String(value),
      ]),
    ),
  };
}

function membersOf(value: unknown): readonly (readonly [string, JsonObject])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (isObject(member) ? [[key, member] as const] : []));
}
