import { credentialsIn, type Shape } from '../compiler/apis/index.ts';
import type { Machine } from '../compiler/index.ts';
import { isList, isObject } from '../compiler/source/index.ts';
import type { Json } from './interpreter/index.ts';

/** What stands in the place of a secret. */
export const MASK = '(secret)';

/** Values that must not be shown, and how they are kept out of what is. */
export interface Secrets {
  /** Remembers every string and number in a value as secret. */
  learn(value: Json | undefined): void;
  /** Strings with all secrets taken out, also those inside of objects and arrays, and in names; a number that is a secret whole. */
  mask(value: Json): Json;
  maskText(text: string): string;
}

/**
 * Starts without secrets. A secret of one or two characters is masked where it is a whole value, and not inside of other
 * texts, of which nothing would be left.
 */
export function createSecrets(): Secrets {
  const whole = new Set<string>();
  let inside: RegExp | undefined;
  const maskText = (text: string): string => {
    if (whole.has(text)) return MASK;
    return inside === undefined ? text : text.replace(inside, MASK);
  };
  const mask = (value: Json): Json => {
    if (typeof value === 'string') return maskText(value);
    if (typeof value === 'number') return whole.has(String(value)) ? MASK : value;
    if (isList(value)) return value.map(mask);
    return !isObject(value)
      ? value
      : Object.fromEntries(maskNames(Object.keys(value)).map(([name, shown]) => [shown, mask(value[name] ?? null)]));
  };
  /** Names may hold secrets as well; two that look the same then are counted. */
  const maskNames = (names: readonly string[]): readonly (readonly [string, string])[] => {
    const taken = new Set(names.filter((name) => maskText(name) === name));
    return names.map((name) => {
      const masked = maskText(name);
      let shown = masked;
      if (masked !== name) for (let count = 2; taken.has(shown); count++) shown = `${masked} ${count}`;
      taken.add(shown);
      return [name, shown] as const;
    });
  };
  return {
    learn(value) {
      const found = leavesOf(value ?? null).filter((text) => text !== '' && text !== MASK && !whole.has(text));
      if (found.length === 0) return;
      for (const text of found) whole.add(text);
      inside = anyOf([...whole].filter((text) => text.length > 2));
    },
    mask,
    maskText,
  };
}

/** Finds texts inside of others: the longest first, so that no rest of it stays; also as they stand in JSON in JSON. */
function anyOf(texts: readonly string[]): RegExp | undefined {
  const forms = texts
    .flatMap((text) => [text, inJson(text), inJson(inJson(text))])
    .sort((one, other) => other.length - one.length)
    .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return forms.length === 0 ? undefined : new RegExp(forms.join('|'), 'g');
}

/** With quotes and backslashes escaped. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The texts in a value, numbers as texts; also what stands in a text that is a JSON object. */
function leavesOf(value: Json): readonly string[] {
  if (typeof value === 'string') return [value, ...insideText(value)];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

function insideText(text: string): readonly string[] {
  if (!text.startsWith('{')) return [];
  try {
    return leavesOf(JSON.parse(text));
  } catch {
    return [];
  }
}

/** Learns the values of a workflow's secret inputs. */
export function learnSecretInputs(secrets: Secrets, { secretInputs }: Machine, input: Json): void {
  if (isObject(input)) for (const name of secretInputs) secrets.learn(input[name]);
}

/** Learns the credentials in what a call sends or gets; none where the operation isn't known. */
export function learnCredentials(secrets: Secrets, shape: Shape | undefined, value: Json): void {
  if (shape !== undefined) for (const credential of credentialsIn(shape, value)) secrets.learn(credential);
}
