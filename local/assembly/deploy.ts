import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from '../cloud.ts';
import { isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { type Environment, nameOf, resolve } from './intrinsics.ts';
import { refuseUnknown, type TakenParameter, takenParameters } from './parameters.ts';
import { rolesOf } from './roles.ts';
import { AssemblyError, type Resource, readTemplate } from './template.ts';

/** What of an assembly is there now. */
export interface Deployed {
  /** The ARNs of its state machines. */
  readonly machines: readonly string[];
  /** The names of its rules. */
  readonly rules: readonly string[];
  /** The names of its buckets. */
  readonly buckets: readonly string[];
  /** The ids of roles that calls can't be held against, since not all of their policies are known. */
  readonly openRoles: readonly string[];
  /** The parameters of its stacks. */
  readonly parameters: readonly TakenParameter[];
  /** By the ARN of a connection the names that it goes by: its own, its id, and that of the API which a definition has it for. */
  readonly connections: ReadonlyMap<string, readonly string[]>;
}

/** How an assembly is taken. */
export interface DeployOptions {
  /** Whether calls are held against the roles of the machines that make them; default: true. */
  readonly enforceIam?: boolean;
  /** Values in place of the defaults of parameters of these names, where stacks have such. */
  readonly usual?: ReadonlyMap<string, string>;
}

/**
 * Takes the state machines, event buses, rules, targets, buckets and connections of a synthesised CDK assembly as deployed.
 * @param folder the assembly, `cdk.out`
 * @param parameters of its stacks
 * @param options how the assembly is taken
 * @throws AssemblyError where the folder holds none, a parameter has no value or one that isn't allowed, or a reference has
 * no value here
 */
export async function deployAssembly(
  cloud: Cloud,
  folder: string,
  parameters: ReadonlyMap<string, string>,
  { enforceIam = true, usual = new Map() }: DeployOptions = {},
): Promise<Deployed> {
  const taken: TakenParameter[] = [];
  const machines: string[] = [];
  const rules: string[] = [];
  const buckets: string[] = [];
  const openRoles: string[] = [];
  const connections = new Map<string, readonly string[]>();
  const templates = templateFiles(folder).map((file) => readTemplate(readJson(join(folder, file))));
  refuseUnknown(parameters.keys(), templates);
  for (const template of templates) {
    const own = takenParameters(template, { given: parameters, usual });
    taken.push(...own);
    const environment: Environment = {
      template,
      parameters: new Map(own.map((parameter) => [parameter.name, parameter])),
      region: cloud.region,
      account: cloud.account,
      made: new Map(),
    };
    const ofType = (type: string) => [...template.resources].filter(([, resource]) => resource.type === type);
    for (const [id, resource] of ofType('AWS::Events::Connection')) {
      const name = nameOf(id, resource, environment);
      const arn = await createConnection(cloud, id, name, resource, environment);
      connections.set(arn, [...new Set([name, id])]);
    }
    if (enforceIam) {
      const { known, unknown } = rolesOf(environment);
      for (const [arn, statements] of known) cloud.enforce(arn, statements);
      openRoles.push(...unknown);
    }
    for (const [id, resource] of ofType('AWS::StepFunctions::StateMachine')) {
      machines.push(await createMachine(cloud, nameOf(id, resource, environment), resource, environment));
      for (const [source, arn] of connectionsNamedIn(resource, environment))
        connections.set(arn, [...(connections.get(arn) ?? []), source]);
    }
    for (const [, { properties }] of ofType('AWS::StepFunctions::StateMachineVersion')) {
      await publishVersion(cloud, resolve(properties, environment));
    }
    for (const [id, resource] of ofType('AWS::StepFunctions::StateMachineAlias')) {
      await createAlias(cloud, nameOf(id, resource, environment), resolve(resource.properties, environment));
    }
    for (const [id, resource] of ofType('AWS::S3::Bucket')) {
      buckets.push(await createBucket(cloud, nameOf(id, resource, environment), resource));
    }
    for (const [id, resource] of ofType('AWS::Events::EventBus')) {
      await cloud.call('eventbridge', 'CreateEventBus', { Name: nameOf(id, resource, environment) });
    }
    for (const [id, resource] of ofType('AWS::Events::Rule')) {
      rules.push(await createRule(cloud, nameOf(id, resource, environment), resource, environment));
    }
  }
  return { machines, rules, buckets, openRoles, parameters: taken, connections };
}

/** The templates of the stacks of an assembly. */
function templateFiles(folder: string): readonly string[] {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new AssemblyError(
      `${folder} is no synthesised app: run \`npx cdk synth\` first, and give the folder cdk.out`,
    );
  }
  const { artifacts } = readJson(join(folder, 'manifest.json'));
  const files = Object.values(isObject(artifacts) ? artifacts : {}).flatMap((artifact) => {
    if (!isObject(artifact) || artifact['type'] !== 'aws:cloudformation:stack') return [];
    const properties = artifact['properties'];
    return isObject(properties) ? [String(properties['templateFile'])] : [];
  });
  if (files.length === 0) throw new AssemblyError(`${folder} holds no stack: synthesise the app first (npx cdk synth)`);
  return files;
}

function readJson(file: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new AssemblyError(`Can't read ${file}: ${(error as Error).message}`);
  }
  return isObject(value) ? value : {};
}

async function createMachine(cloud: Cloud, name: string, { properties }: Resource, environment: Environment) {
  const substitutions = resolve(properties['DefinitionSubstitutions'] ?? {}, environment);
  const { DefinitionString: text, Definition: object, RoleArn: roleArn = '' } = properties;
  const definition =
    text === undefined ? JSON.stringify(resolve(object ?? {}, environment)) : String(resolve(text, environment));
  const { stateMachineArn } = await cloud.call('sfn', 'CreateStateMachine', {
    name,
    definition: withSubstitutions(definition, isObject(substitutions) ? substitutions : {}),
    roleArn: resolve(roleArn, environment),
    type: properties['StateMachineType'] ?? 'STANDARD',
  });
  return String(stateMachineArn);
}

async function createConnection(
  cloud: Cloud,
  id: string,
  name: string,
  { properties }: Resource,
  environment: Environment,
): Promise<string> {
  const resolved = resolve(properties, environment);
  const made = await cloud.call('eventbridge', 'CreateConnection', {
    ...(isObject(resolved) ? resolved : {}),
    Name: name,
  });
  const { SecretArn: secret } = await cloud.call('eventbridge', 'DescribeConnection', { Name: name });
  environment.made.set(`${id}.Arn`, String(made['ConnectionArn']));
  environment.made.set(`${id}.SecretArn`, String(secret));
  return String(made['ConnectionArn']);
}

/** The APIs that a definition has connections for, by the placeholders that the compiler writes (`${crmConnectionArn}`). */
function connectionsNamedIn(
  { properties }: Resource,
  environment: Environment,
): readonly (readonly [string, string])[] {
  const substitutions = resolve(properties['DefinitionSubstitutions'] ?? {}, environment);
  return Object.entries(isObject(substitutions) ? substitutions : {}).flatMap(([name, arn]) => {
    const source = /^(.+)ConnectionArn$/.exec(name)?.[1];
    return source === undefined ? [] : [[source, String(arn)] as const];
  });
}

async function publishVersion(cloud: Cloud, properties: Json): Promise<void> {
  const { StateMachineArn: stateMachineArn = '', Description: description } = isObject(properties) ? properties : {};
  await cloud.call('sfn', 'PublishStateMachineVersion', {
    stateMachineArn,
    ...(description === undefined ? {} : { description }),
  });
}

/** A deployment that moves an alias step by step has come to its end here. */
async function createAlias(cloud: Cloud, name: string, properties: Json): Promise<void> {
  const {
    Description: description,
    RoutingConfiguration: routes,
    DeploymentPreference: preference,
  } = isObject(properties) ? properties : {};
  const moved = isObject(preference) ? [{ ...preference, Weight: 100 }] : [];
  const given: readonly Json[] = Array.isArray(routes) ? routes : moved;
  await cloud.call('sfn', 'CreateStateMachineAlias', {
    name,
    ...(description === undefined ? {} : { description }),
    routingConfiguration: given.filter(isObject).map(({ StateMachineVersionArn: arn = '', Weight: weight = 0 }) => ({
      stateMachineVersionArn: arn,
      weight,
    })),
  });
}

/** `${Name}` in a definition's text is what the substitutions have for it, written so that the text stays JSON. */
function withSubstitutions(definition: string, values: JsonObject): string {
  return definition.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : JSON.stringify(String(value)).slice(1, -1);
  });
}

/** Gives the bucket's name. Of its notifications, those to EventBridge count. */
async function createBucket(cloud: Cloud, name: string, { properties }: Resource): Promise<string> {
  await cloud.call('s3', 'CreateBucket', { Bucket: name });
  const { NotificationConfiguration: notification = {} } = properties;
  const events = isObject(notification) ? notification['EventBridgeConfiguration'] : undefined;
  if (isObject(events) && String(events['EventBridgeEnabled'] ?? true) === 'true') {
    await cloud.call('s3', 'PutBucketNotificationConfiguration', {
      Bucket: name,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    });
  }
  return name;
}

async function createRule(cloud: Cloud, name: string, { properties }: Resource, environment: Environment) {
  const resolved = resolve(properties, environment);
  const {
    EventPattern: pattern,
    Targets: targets,
    ScheduleExpression: schedule,
    ...rest
  }: JsonObject = isObject(resolved) ? resolved : {};
  const bus = rest['EventBusName'] === undefined ? {} : { EventBusName: rest['EventBusName'] };
  await cloud.call('eventbridge', 'PutRule', {
    ...bus,
    Name: name,
    ...(pattern === undefined ? {} : { EventPattern: JSON.stringify(pattern) }),
    ...(schedule === undefined ? {} : { ScheduleExpression: schedule }),
    ...(rest['State'] === 'DISABLED' ? { State: 'DISABLED' } : {}),
  });
  if (Array.isArray(targets) && targets.length > 0) {
    await cloud.call('eventbridge', 'PutTargets', { ...bus, Rule: name, Targets: targets });
  }
  return name;
}
