import type { GivenMember, Member, Shape } from './apis/index.ts';
import type { CallNode, Plan, Value } from './plan.ts';
import { isList, isObject, type Json } from './source/index.ts';

/**
 * The members that a call sends, at any depth, as far as the document says; those that come with an empty list or object,
 * or as `false`, ask for nothing and are left out.
 */
export function givenMembers({ operation, arguments: sent }: CallNode, plan: Plan): readonly GivenMember[] {
  const found = [...inside(operation.input, '', { kind: 'object', members: sent.members }, plan)];
  return sent.merged === undefined ? found : [...found, { path: '', name: '', open: true }];
}

function* inside(shape: Shape, path: string, value: Value, plan: Plan): Generator<GivenMember> {
  switch (shape.type) {
    case 'structure':
      for (const member of shape.members) {
        const held = memberOf(value, member.sfnName);
        if (held !== undefined) yield* memberWith(member, path, held, plan);
      }
      return;
    case 'list':
      for (const item of itemsOf(value)) yield* inside(shape.member.shape, path, item, plan);
      return;
    case 'map':
      for (const item of entriesOf(value)) yield* inside(shape.value.shape, path, item, plan);
  }
}

function* memberWith(member: Member, within: string, value: Value, plan: Plan): Generator<GivenMember> {
  if (isEmpty(value)) return;
  const path = within === '' ? member.name : `${within}.${member.name}`;
  const values = possibleValues(value, plan);
  const open = !['literal', 'object', 'array'].includes(value.kind) && isComposed(member.shape);
  yield { path, name: member.name, open, ...(values === undefined ? {} : { values }) };
  yield* inside(member.shape, path, value, plan);
}

function isComposed({ type }: Shape): boolean {
  return type === 'structure' || type === 'list' || type === 'map';
}

function isEmpty(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
      return value.value === false || value.value === null || value.value === '' || isEmptyJson(value.value);
    case 'object':
      return value.members.length === 0;
    case 'array':
      return value.items.length === 0;
    case 'nothing':
      return true;
    default:
      return false;
  }
}

function isEmptyJson(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** All scalars that a value can come to: what is written out, or what the inputs' schema lets an input be. */
function possibleValues(value: Value, plan: Plan): readonly Json[] | undefined {
  switch (value.kind) {
    case 'literal':
      return isList(value.value) ? value.value : [value.value];
    case 'array': {
      const items = value.items.map((item) => possibleValues(item, plan));
      return items.some((item) => item === undefined) ? undefined : items.flatMap((item) => item ?? []);
    }
    case 'read':
      return value.from.kind === 'input' && value.path.length === 0
        ? allowedValues(value.from.variable, value.from.name, plan)
        : undefined;
    default:
      return undefined;
  }
}

/** What the schema of the execution's inputs lets one of them be, where it lists the values. */
function allowedValues(variable: string, name: string, plan: Plan): readonly Json[] | undefined {
  const ofExecution = [...plan.nodes.values()].some(
    (node) =>
      node.kind === 'accept' &&
      node.handed.kind === 'execution' &&
      node.accepted.assign.some((each) => each.kind === 'inputs' && each.variable === variable),
  );
  if (!ofExecution || !isObject(plan.inputsSchema)) return undefined;
  const properties = plan.inputsSchema['properties'];
  const schema = isObject(properties) ? properties[name] : undefined;
  if (!isObject(schema)) return undefined;
  const { const: only, enum: some } = schema;
  if (only !== undefined) return [only];
  return isList(some) ? some : undefined;
}

function memberOf(value: Value, name: string): Value | undefined {
  if (value.kind === 'object') return value.members.find((member) => member.name === name)?.value;
  const json = value.kind === 'literal' && isObject(value.value) ? value.value[name] : undefined;
  return json === undefined ? undefined : { kind: 'literal', value: json };
}

function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'array') return value.items;
  return value.kind === 'literal' && isList(value.value) ? value.value.map(literal) : [];
}

function entriesOf(value: Value): readonly Value[] {
  if (value.kind === 'object') return value.members.map((member) => member.value);
  return value.kind === 'literal' && isObject(value.value) ? Object.values(value.value).map(literal) : [];
}

function literal(value: Json): Value {
  return { kind: 'literal', value };
}
