import type { Json } from '../../compiler/source/index.ts';
import { isList, isObject, type JsonObject } from '../../compiler/source/index.ts';
import { statementsOf as readStatements, type Statement } from '../../local/iam/index.ts';

export { allows, type Context, type Statement } from '../../local/iam/index.ts';

/** What the intrinsic functions of a template stand for, for example `AWS::Region` or `Key.Arn`. */
export type Values = Readonly<Record<string, string>>;

/** The statements of a policy document of a template; fails on whatever the tests wouldn't know how to judge. */
export function statementsOf(document: Json | undefined, values: Values): readonly Statement[] {
  const statements = readStatements(resolveTexts(document, values));
  for (const { effect, allBut, conditions } of statements) {
    if (effect !== 'Allow' || allBut.actions || allBut.resources) throw new Error('only what is allowed is understood');
    const operator = Object.keys(conditions).find((each) => !OPERATORS.includes(each));
    if (operator !== undefined) throw new Error(`${operator} is not understood`);
  }
  return statements;
}

const OPERATORS = ['StringEquals', 'ForAnyValue:StringEquals', 'ArnEquals', 'ArnLike', 'StringLike', 'StringNotLike'];

/** A value of a template, the texts in it resolved, each list in a condition or of resources among them. */
function resolveTexts(value: Json | undefined, values: Values): Json {
  if (value === undefined) return null;
  if (isList(value)) return value.map((each) => resolveTexts(each, values));
  if (!isObject(value)) return value;
  if (isReference(value)) return resolveText(value, values);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolveTexts(each, values)]));
}

function isReference(value: JsonObject): boolean {
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

/** A text of a template: literal, or made by Ref, Fn::GetAtt, Fn::Join or Fn::Sub's kin of values that are known. */
export function resolveText(value: Json | undefined, values: Values): string {
  if (typeof value === 'string') return value;
  if (isObject(value)) {
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
    if (typeof ref === 'string') return known(ref, values);
    if (isList(attribute)) return known(attribute.join('.'), values);
    if (isList(join)) {
      const [separator, parts] = join;
      if (isList(parts)) return parts.map((part) => resolveText(part, values)).join(String(separator));
    }
  }
  throw new Error(`${JSON.stringify(value)} is not understood`);
}

function known(name: string, values: Values): string {
  return values[name] ?? `unknown:${name}`;
}
