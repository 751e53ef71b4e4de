import type { AwsOperation, Member, ScalarShape, Shape } from '../../compiler/apis/index.ts';
import type { Json } from '../../compiler/source/index.ts';

/** A step of a document that is written for somebody. */
export interface Step {
  readonly id: string;
  readonly operation: AwsOperation;
  /** The required members, with what is sent. */
  readonly sent: readonly SentMember[];
  /** The members of the answer that are put out, by the names of outputs. */
  readonly outputs: readonly { readonly name: string; readonly member: string }[];
}

/** A member that is sent. */
export interface SentMember {
  readonly member: Member;
  /** A runtime expression, or objects and lists of them. */
  readonly value: Json;
}

/** Steps, and the inputs that they read: JSON Schemas by name. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly inputs: ReadonlyMap<string, { readonly [keyword: string]: Json }>;
}

/** Objects in objects that are written out; deeper ones are inputs. */
const deepest = 4;

/**
 * One step for each operation, in this order. A required member is read from what an earlier step puts out under its name,
 * else from an input; steps that need the same member of a service read the same input.
 * @param examples values for inputs of these names, for who tries the workflow
 */
export function stepsFor(operations: readonly AwsOperation[], examples: ReadonlyMap<string, string>): Steps {
  const inputs = new Map<string, { readonly [keyword: string]: Json }>();
  const owners = new Map<string, string>();
  const steps: Step[] = [];

  const inputFor = (member: Member, operation: AwsOperation): Json => {
    const service = operation.service.resource;
    const short = inputName(member.name);
    const owner = owners.get(short);
    const name = owner === undefined || owner === service ? short : `${service}${member.name}`;
    owners.set(name, service);
    const example = examples.get(`${service}:${member.name}`);
    if (!inputs.has(name))
      inputs.set(name, {
        ...inputSchema(member),
        ...(example === undefined ? {} : { examples: [member.shape.type === 'list' ? [example] : example] }),
      });
    return `$inputs.${name}`;
  };

  const sentFor = (member: Member, operation: AwsOperation, depth = 0): Json => {
    const earlier = steps.find(
      (step) =>
        step.operation.service === operation.service && step.outputs.some(({ member: put }) => put === member.name),
    );
    const isInput = owners.get(inputName(member.name)) === operation.service.resource;
    if (earlier !== undefined && !isInput) return `$steps.${earlier.id}.outputs.${inputName(member.name)}`;
    return inner(member.shape, operation, depth) ?? inputFor(member, operation);
  };

  /** What an object or a list of one is made of; undefined where an input is to give it whole. */
  const inner = (shape: Shape, operation: AwsOperation, depth = 0): Json | undefined => {
    if (depth > deepest) return undefined;
    if (shape.type === 'list' && (shape.min ?? 0) <= 1) {
      const item = shape.member;
      const isScalar = !['structure', 'list', 'map'].includes(item.shape.type);
      return isScalar ? undefined : optionalList(inner(item.shape, operation, depth + 1));
    }
    if (shape.type !== 'structure' || shape.document || shape.union) return undefined;
    const required = shape.members.filter((each) => each.required || asked(shape).includes(each.name));
    if (required.length === 0) return undefined;
    return Object.fromEntries(required.map((each) => [each.name, sentFor(each, operation, depth + 1)]));
  };

  for (const operation of operations) {
    const sent = operation.input.members
      .filter(isSent)
      .map((member) => ({ member, value: sentFor(member, operation) }));
    steps.push({ id: freeName(operation.action, steps), operation, sent, outputs: outputsOf(operation) });
  }
  return { steps, inputs };
}

/** What is required, passwords, and objects with members that are: services ask for them although their models don't say so. */
function isSent({ required, stream, idempotencyToken, credential, name, shape }: Member): boolean {
  const isPassword = credential && shape.type === 'string' && /Password$/.test(name);
  return (required || stream || isPassword || asked(shape).length > 0) && !idempotencyToken;
}

/** Members of an object that the service's reference calls required, and its model optional. */
function asked(shape: Shape): readonly string[] {
  // Amazon Connect: required unless an existing directory knows the users.
  return shape.type === 'structure' && shape.name === 'UserIdentityInfo' ? ['FirstName', 'LastName'] : [];
}

function optionalList(item: Json | undefined): Json | undefined {
  return item === undefined ? undefined : [item];
}

function freeName(action: string, steps: readonly Step[]): string {
  const taken = steps.filter(({ id }) => id.replace(/\d+$/, '') === action).length;
  return taken === 0 ? action : `${action}${taken + 1}`;
}

/** Ids and ARNs at the top of the answer, which are what others need. */
function outputsOf({ output }: AwsOperation): Step['outputs'] {
  return output.members
    .filter(({ name, shape, sensitive }) => shape.type === 'string' && !sensitive && /(?:Id|Arn|ARN)$/.test(name))
    .map(({ name }) => ({ name: inputName(name), member: name }));
}

/** The usual name of an input: `UserPoolId` is `userPoolId`, `DBInstanceIdentifier` `dbInstanceIdentifier`. */
export function inputName(member: string): string {
  return member.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase()).replaceAll(/[^A-Za-z0-9_-]/g, '');
}

/** The JSON Schema of an input that a member is read from: of a credential, one that marks it a password. */
export function inputSchema({ shape, credential }: Pick<Member, 'shape' | 'credential'>): {
  readonly [keyword: string]: Json;
} {
  switch (shape.type) {
    case 'structure':
    case 'map':
      return { type: 'object' };
    case 'list':
      return {
        type: 'array',
        ...('enum' in shape.member.shape || shape.member.shape.type === 'string'
          ? { items: scalarSchema(shape.member.shape) }
          : {}),
        minItems: Math.max(shape.min ?? 1, 1),
        ...(shape.max === undefined ? {} : { maxItems: shape.max }),
      };
    default:
      return { ...scalarSchema(shape), ...(credential ? { format: 'password' } : {}) };
  }
}

function scalarSchema(shape: ScalarShape): { readonly [keyword: string]: Json } {
  const { type, min, max } = shape;
  switch (type) {
    case 'string':
      if (shape.enum !== undefined) return { type, enum: shape.enum };
      return { type, minLength: Math.max(min ?? 1, 1), ...(max === undefined ? {} : { maxLength: max }) };
    case 'blob':
      return { type: 'string' };
    case 'timestamp':
      return { type: 'string', format: 'date-time' };
    case 'boolean':
      return { type };
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return {
        type: type === 'integer' || type === 'long' ? 'integer' : 'number',
        ...(min === undefined ? {} : { minimum: min }),
        ...(max === undefined ? {} : { maximum: max }),
      };
  }
}
