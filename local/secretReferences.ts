import { isObject, type Json, TaskFailure } from './interpreter/index.ts';

/**
 * CloudFormation's dynamic references to Secrets Manager (`{{resolve:secretsmanager:ID:SecretString:MEMBER:STAGE:VERSION}}`)
 * in all texts of a value, replaced by what the secrets hold now.
 * @param secretText gives what a secret holds, by its name or ARN; rejects where there is none
 * @throws TaskFailure where one can't be replaced
 */
export async function withSecrets<Value extends object>(
  value: Value,
  secretText: (id: string) => Promise<string>,
): Promise<Value> {
  const text = JSON.stringify(value);
  const values = new Map<string, string>();
  for (const [reference] of text.matchAll(REFERENCE)) {
    const [, id = '', member = ''] = SECRET.exec(reference) ?? [];
    values.set(reference, await secretText(id).then((held) => memberOf(held, member), missing(reference)));
  }
  if (values.size === 0) return value;
  return JSON.parse(text, (_, each) =>
    typeof each === 'string' ? each.replace(REFERENCE, (reference) => values.get(reference) ?? reference) : each,
  );
}

const REFERENCE = /\{\{resolve:[^{}"]*\}\}/g;
const SECRET = /^\{\{resolve:secretsmanager:(.+?)(?::SecretString(?::([^:}]*))?(?::[^}]*)?)?\}\}$/;

function memberOf(text: string, member: string): string {
  if (member === '') return text;
  const held: Json = JSON.parse(text);
  return isObject(held) ? String(held[member]) : '';
}

function missing(reference: string): () => never {
  return () => {
    const cause = `${reference} has no value here: make that secret in Secrets Manager, or give --connections`;
    throw new TaskFailure('Events.ConnectionResource.InvalidConnectionState', cause);
  };
}
