import { emptyObject, isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { parameterValue, type TakenParameter, withoutValue } from './parameters.ts';
import { AssemblyError, type Resource, type Template } from './template.ts';

/** What references in a template come to on this machine. */
export interface Environment {
  readonly template: Template;
  readonly region: string;
  readonly account: string;
  /** The stack's parameters that its resources use and that have a value, by name. */
  readonly parameters: ReadonlyMap<string, TakenParameter>;
  /** Attributes of resources that were made here and have ids of their own: `Id.Attribute`. */
  readonly made: Map<string, string>;
}

/** A value of a template with its references replaced, as CloudFormation does when it deploys. Throws an `AssemblyError`. */
export function resolve(value: Json, environment: Environment): Json {
  if (Array.isArray(value)) return value.map((item) => resolve(item, environment));
  if (!isObject(value)) return value;
  const [[intrinsic, operand] = ['', null], ...more] = Object.entries(value);
  if (more.length === 0) {
    switch (intrinsic) {
      case 'Ref':
        return referenceTo(String(operand), environment);
      case 'Fn::GetAtt': {
        const [id = '', attribute = ''] = Array.isArray(operand) ? operand.map(String) : String(operand).split('.');
        return attributeOf(id, attribute, environment);
      }
      case 'Fn::Join': {
        const [separator = '', parts = []] = Array.isArray(operand) ? operand : [];
        return (resolve(parts, environment) as readonly Json[]).map(String).join(String(separator));
      }
      case 'Fn::Sub':
        return substitute(operand, environment);
      default:
        if (intrinsic.startsWith('Fn::')) throw new AssemblyError(`${intrinsic} can't be taken as deployed here`);
    }
  }
  const copy = emptyObject();
  for (const [key, item] of Object.entries(value)) copy[key] = resolve(item, environment);
  return copy;
}

function substitute(operand: Json, environment: Environment): string {
  const [text, given] = Array.isArray(operand) ? operand : [operand, {}];
  const values: JsonObject = isObject(given) ? given : {};
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined) return String(resolve(value, environment));
    const [id = '', attribute] = name.split('.');
    if (attribute !== undefined) return attributeOf(id, attribute, environment);
    return whole === '' ? whole : String(referenceTo(name, environment));
  });
}

function referenceTo(name: string, environment: Environment): Json {
  const { template, region, account, parameters } = environment;
  switch (name) {
    case 'AWS::Region':
      return region;
    case 'AWS::AccountId':
      return account;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
  }
  const resource = template.resources.get(name);
  if (resource !== undefined) return identityOf(name, resource, environment);
  const parameter = parameters.get(name);
  if (parameter !== undefined) return parameterValue(parameter);
  const declared = template.parameters.get(name);
  throw new AssemblyError(
    declared === undefined ? `The template has no resource or parameter ${name}` : withoutValue(declared),
  );
}

/** What `Ref` gives for a resource. */
function identityOf(id: string, resource: Resource, environment: Environment): string {
  switch (resource.type) {
    case 'AWS::StepFunctions::StateMachine':
    case 'AWS::StepFunctions::StateMachineAlias':
    case 'AWS::StepFunctions::StateMachineVersion':
      return arnOf(id, resource, environment);
    case 'AWS::SQS::Queue':
      return `https://sqs.${environment.region}.amazonaws.com/${environment.account}/${nameOf(id, resource, environment)}`;
    default:
      return nameOf(id, resource, environment);
  }
}

function attributeOf(id: string, attribute: string, environment: Environment): string {
  const resource = environment.template.resources.get(id);
  if (resource === undefined) throw new AssemblyError(`The template has no resource ${id}`);
  const made = environment.made.get(`${id}.${attribute}`);
  if (made !== undefined) return made;
  if (attribute === 'Arn') return arnOf(id, resource, environment);
  if (attribute === 'Name') return nameOf(id, resource, environment);
  return `${id}.${attribute}`;
}

/** The properties that name a resource, by its type. */
const nameProperties: ReadonlyMap<string, string> = new Map([
  ['AWS::StepFunctions::StateMachine', 'StateMachineName'],
  ['AWS::SQS::Queue', 'QueueName'],
  ['AWS::IAM::Role', 'RoleName'],
  ['AWS::Logs::LogGroup', 'LogGroupName'],
  ['AWS::S3::Bucket', 'BucketName'],
]);

/** A resource's name: the one that it is given, or else its id in the template. */
export function nameOf(id: string, { type, properties }: Resource, environment: Environment): string {
  const name = properties[nameProperties.get(type) ?? 'Name'];
  if (name !== undefined) return String(resolve(name, environment));
  // Buckets have no capitals in their names.
  return type === 'AWS::S3::Bucket' ? id.toLowerCase() : id;
}

function arnOf(id: string, resource: Resource, environment: Environment): string {
  const { region, account, template } = environment;
  const name = nameOf(id, resource, environment);
  const of = (service: string, path: string): string => `arn:aws:${service}:${region}:${account}:${path}`;
  switch (resource.type) {
    case 'AWS::StepFunctions::StateMachine':
      return of('states', `stateMachine:${name}`);
    case 'AWS::StepFunctions::StateMachineVersion':
      return `${String(resolve(resource.properties['StateMachineArn'] ?? '', environment))}:1`;
    case 'AWS::StepFunctions::StateMachineAlias':
      return `${machineOfAlias(resource, environment)}:${name}`;
    case 'AWS::Events::EventBus':
      return of('events', `event-bus/${name}`);
    case 'AWS::Events::Rule':
      return of('events', `rule/${name}`);
    case 'AWS::SQS::Queue':
      return of('sqs', name);
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${name}`;
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${account}:role/${name}`;
    default:
      return of(resource.type.split('::')[1]?.toLowerCase() ?? 'unknown', template.resources.has(id) ? name : id);
  }
}

/** The state machine behind an alias: the one of the version that it routes to. */
function machineOfAlias({ properties }: Resource, environment: Environment): string {
  const routes = resolve(properties['RoutingConfiguration'] ?? [], environment);
  const [route] = Array.isArray(routes) ? routes : [];
  const version = isObject(route) ? String(route['StateMachineVersionArn'] ?? '') : '';
  return version.replace(/:\d+$/, '');
}
