import type { Json } from '../../compiler/source/index.ts';
import { isJsonList, isJsonObject, type JsonObject } from '../../lib/json.ts';

/** One statement of a policy, its texts resolved. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: JsonObject;
}

/** What an action is asked for with: condition keys and their values. */
export type Context = Readonly<Record<string, readonly string[]>>;

/** What the intrinsic functions of a template stand for, for example `AWS::Region` or `Key.Arn`. */
export type Values = Readonly<Record<string, string>>;

/** The statements of a policy document; fails on anything but `Allow`, on `NotAction` and `NotResource`. */
export function statementsOf(document: Json | undefined, values: Values): readonly Statement[] {
  if (!isJsonObject(document) || !isJsonList(document['Statement'])) throw new Error('no policy document');
  return document['Statement'].map((statement) => {
    if (!isJsonObject(statement) || statement['Effect'] !== 'Allow') throw new Error('only Allow is understood');
    for (const name of Object.keys(statement)) {
      if (!['Sid', 'Effect', 'Action', 'Resource', 'Condition', 'Principal'].includes(name)) {
        throw new Error(`${name} is not understood`);
      }
    }
    const { Condition: conditions = {} } = statement;
    return {
      actions: texts(statement['Action'], values),
      resources: texts(statement['Resource'] ?? '*', values),
      conditions: isJsonObject(conditions) ? resolveMembers(conditions, values) : {},
    };
  });
}

/** Whether any of the statements allows an action on a resource. */
export function allows(statements: readonly Statement[], action: string, resource: string, context: Context): boolean {
  return statements.some(
    (statement) =>
      statement.actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
      statement.resources.some((pattern) => matches(pattern, resource)) &&
      holds(statement.conditions, context),
  );
}

/** A text of a template: literal, or made by Ref, Fn::GetAtt, Fn::Join or Fn::Sub's kin of values that are known. */
export function resolveText(value: Json | undefined, values: Values): string {
  if (typeof value === 'string') return value;
  if (isJsonObject(value)) {
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
    if (typeof ref === 'string') return known(ref, values);
    if (isJsonList(attribute)) return known(attribute.join('.'), values);
    if (isJsonList(join)) {
      const [separator, parts] = join;
      if (isJsonList(parts)) return parts.map((part) => resolveText(part, values)).join(String(separator));
    }
  }
  throw new Error(`${JSON.stringify(value)} is not understood`);
}

function known(name: string, values: Values): string {
  return values[name] ?? `unknown:${name}`;
}

function texts(value: Json | undefined, values: Values): readonly string[] {
  return isJsonList(value) ? value.map((each) => resolveText(each, values)) : [resolveText(value, values)];
}

function resolveMembers(conditions: JsonObject, values: Values): JsonObject {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(isJsonObject(keys) ? keys : {}).map(([key, wanted]) => [key, texts(wanted, values)]),
      ),
    ]),
  );
}

/** Whether all conditions hold; an operator that is not known here fails the test that asks. */
function holds(conditions: JsonObject, context: Context): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(isJsonObject(keys) ? keys : {}).every(([key, wanted]) => {
      const patterns = isJsonList(wanted) ? wanted.map(String) : [];
      const given = context[key] ?? [];
      switch (operator) {
        case 'StringEquals':
        case 'ForAnyValue:StringEquals':
          return given.some((value) => patterns.includes(value));
        case 'ArnEquals':
        case 'ArnLike':
        case 'StringLike':
          return given.some((value) => patterns.some((pattern) => matches(pattern, value)));
        default:
          throw new Error(`${operator} is not understood`);
      }
    }),
  );
}

const compiled = new Map<string, RegExp>();

/** Whether a text matches a pattern of IAM: `*` is any text, `?` one character. */
function matches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  let regex = compiled.get(pattern);
  if (regex === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    regex = new RegExp(`^${source}$`, 's');
    compiled.set(pattern, regex);
  }
  return regex.test(text);
}
