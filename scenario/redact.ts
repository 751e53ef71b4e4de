import type { Machine } from '../compiler/index.ts';
import { isObject, type Json } from '../local/index.ts';

/** A function that takes the values of secret inputs out of a text, so that they don't end up in a log of tests. */
export function redactor({ secretInputs }: Machine, input: Json): (text: string) => string {
  const secrets = Object.entries(isObject(input) ? input : {}).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && secretInputs.includes(name) ? [value] : [],
  );
  // Also as they stand in JSON, with quotes and backslashes escaped.
  const texts = secrets.flatMap((secret) => [JSON.stringify(secret).slice(1, -1), secret]);
  return (text) => texts.reduce((shown, secret) => shown.replaceAll(secret, '(secret)'), text);
}
