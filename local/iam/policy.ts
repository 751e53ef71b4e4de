import { isObject, type Json } from '../interpreter/index.ts';
import { covers, overlap } from './glob.ts';

/** One statement of a policy. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Whether it is about all but these actions (`NotAction`), or resources (`NotResource`). */
  readonly allBut: { readonly actions: boolean; readonly resources: boolean };
  readonly conditions: Conditions;
}

/** The values that are wanted, by operator and condition key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Condition keys and their values; see {@link allows}. */
export type Context = Readonly<Record<string, readonly string[]>>;

/** A policy that can't be read. The message says what is wrong. */
export class PolicyError extends Error {}

/**
 * The statements of a policy document (IAM's JSON policy language), its references resolved.
 * @throws PolicyError where it is none
 */
export function statementsOf(document: Json | undefined): readonly Statement[] {
  const statements = isObject(document) ? document['Statement'] : undefined;
  if (statements === undefined) throw new PolicyError('a policy document has a member Statement');
  return (Array.isArray(statements) ? statements : [statements]).map(statementOf);
}

function statementOf(statement: Json): Statement {
  if (!isObject(statement)) throw new PolicyError('a statement of a policy is an object');
  const { Effect: effect, Condition: conditions = {} } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw new PolicyError('the Effect of a statement is Allow or Deny');
  const { Action: actions, NotAction: otherActions, Resource: resources, NotResource: otherResources } = statement;
  const written = actions ?? otherActions;
  if (written === undefined) throw new PolicyError('a statement of a policy has Action or NotAction');
  return {
    effect,
    actions: textsOf(written),
    resources: textsOf(resources ?? otherResources ?? '*'),
    allBut: { actions: actions === undefined, resources: resources === undefined && otherResources !== undefined },
    conditions: membersOf(conditions, (keys) => membersOf(keys, textsOf)),
  };
}

function membersOf<T>(value: Json, read: (member: Json) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(isObject(value) ? value : {}).map(([name, member]) => [name, read(member)]));
}

function textsOf(value: Json): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/**
 * Whether statements allow an action on a resource: one allows it, and none denies it.
 * @param resource its ARN; `*` in it stands for what isn't known, which is taken as the policy wants it
 * @param context what is known of the call, by condition key
 * @param others whether the call has none of the other condition keys, or conditions on them are taken as met
 */
export function allows(
  statements: readonly Statement[],
  action: string,
  resource: string,
  context: Context,
  others: 'absent' | 'met' = 'absent',
): boolean {
  const name = action.toLowerCase();
  const concerning = statements.filter(
    ({ actions, allBut }) => actions.some((pattern) => covers(pattern.toLowerCase(), name)) !== allBut.actions,
  );
  // Denied is only what is so for certain.
  const denied = concerning.some(
    (statement) =>
      statement.effect === 'Deny' &&
      isOn(statement, resource, covers, overlap) &&
      holds(statement.conditions, context, 'absent'),
  );
  if (denied) return false;
  return concerning.some(
    (statement) =>
      statement.effect === 'Allow' &&
      isOn(statement, resource, overlap, covers) &&
      holds(statement.conditions, context, others),
  );
}

/** Whether a statement is about a resource: by what it names, or by what it leaves out. */
function isOn(
  { resources, allBut }: Statement,
  resource: string,
  named: (pattern: string, text: string) => boolean,
  leftOut: (pattern: string, text: string) => boolean,
): boolean {
  return allBut.resources
    ? !resources.some((pattern) => leftOut(pattern, resource))
    : resources.some((pattern) => named(pattern, resource));
}

/** Whether all conditions hold; one with an operator that isn't known here is taken as one on another key. */
function holds(conditions: Conditions, context: Context, others: 'absent' | 'met'): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, patterns]) => {
      const given = context[key];
      if (given === undefined) return others === 'met';
      switch (operator) {
        case 'StringEquals':
        case 'ForAnyValue:StringEquals':
          return given.some((value) => patterns.includes(value));
        case 'ArnEquals':
        case 'ArnLike':
        case 'StringLike':
          return given.some((value) => patterns.some((pattern) => covers(pattern, value)));
        case 'StringNotLike':
          return given.every((value) => !patterns.some((pattern) => covers(pattern, value)));
        default:
          return others === 'met';
      }
    }),
  );
}
