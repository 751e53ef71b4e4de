import { isObject, type JsonObject } from '../interpreter/index.ts';

/** A CloudFormation template, as far as it is looked at. */
export interface Template {
  readonly resources: ReadonlyMap<string, Resource>;
  /** The stack's parameters by name. */
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/** A parameter of a stack, as its template declares it. */
export interface Parameter {
  readonly name: string;
  readonly description?: string;
  /** Its default. */
  readonly initial?: string;
  /** The values that it may have; empty where they aren't listed. */
  readonly allowed: readonly string[];
  /** What the whole value has to match. */
  readonly pattern?: RegExp;
  /** What the template says of a value that isn't allowed. */
  readonly constraint?: string;
  readonly bounds: Readonly<Partial<Record<Bound, number>>>;
  readonly isNumber: boolean;
  /** Items with commas between them. */
  readonly isList: boolean;
  /** `NoEcho`: it is shown nowhere. */
  readonly isSecret: boolean;
  /** The default names a parameter of Systems Manager, which has the value. */
  readonly fromStore: boolean;
}

const bounds = ['MinValue', 'MaxValue', 'MinLength', 'MaxLength'] as const;
type Bound = (typeof bounds)[number];

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
    parameters: new Map(membersOf(parameters).map(([name, declared]) => [name, readParameter(name, declared)])),
  };
}

function readParameter(name: string, declared: JsonObject): Parameter {
  const { Type: type, Default: initial, AllowedValues: allowed, AllowedPattern: pattern } = declared;
  const { Description: description, ConstraintDescription: constraint, NoEcho: secret } = declared;
  const kind = String(type);
  const matcher = pattern === undefined ? undefined : patternOf(String(pattern));
  const limits = bounds.filter((bound) => declared[bound] !== undefined);
  return {
    name,
    ...(description === undefined ? {} : { description: String(description) }),
    ...(initial === undefined ? {} : { initial: String(initial) }),
    allowed: Array.isArray(allowed) ? allowed.map(String) : [],
    ...(matcher === undefined ? {} : { pattern: matcher }),
    ...(constraint === undefined ? {} : { constraint: String(constraint) }),
    bounds: Object.fromEntries(limits.map((bound) => [bound, Number(declared[bound])])),
    isNumber: /^(?:List<)?Number>?$/.test(kind),
    isList: kind === 'CommaDelimitedList' || /(?:^|<)List</.test(kind) || kind.includes('<CommaDelimitedList>'),
    isSecret: String(secret) === 'true',
    fromStore: kind.startsWith('AWS::SSM::Parameter::'),
  };
}

/** Undefined for what only CloudFormation's own patterns know: it isn't checked here. */
function patternOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): readonly (readonly [string, JsonObject])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (isObject(member) ? [[key, member] as const] : []));
}
