import { fromUrl, type HttpParameter, type Shape } from '../../apis/index.ts';
import type { Parameter } from '../../arazzo/index.ts';
import { diagnostic } from '../../diagnostics/index.ts';
import { inPlaceOf, isText, type Node, placeOf, type ScalarNode } from '../../source/index.ts';
import { typeOfValue, type Value } from '../../values/index.ts';
import type { Binder } from '../binder.ts';

/**
 * The value of a parameter that is the whole query (OpenAPI 3.2, `in: querystring`), as a map of its parameters: Step
 * Functions takes a query apart only, and joins and encodes it by itself. Undefined where it can't be taken apart (reported).
 */
export function queryParameters(written: Parameter, of: HttpParameter, binder: Binder): Node | undefined {
  const { value } = written;
  const { mediaType = FORM } = of;
  if (mediaType.split(';')[0]?.trim().toLowerCase() !== FORM) {
    const message = `an HTTP Task sends a query as names and values, not as \`${mediaType}\``;
    const help = 'Let a Lambda function make the call.';
    return binder.report(diagnostic('not-supported', placeOf(written.node), message, help));
  }
  if (!isText(value) || /^\$\S+$/.test(value.value)) return value;
  return takenApart(value, of.shape) ?? refuse(value, binder);
}

/** A whole query that only the machine knows, if it is an object; undefined where it is none (reported). */
export function asObject(value: Value, node: Node, binder: Binder): Value | undefined {
  const type = typeOfValue(value);
  return type === 'object' || type === 'unknown' ? value : refuse(node, binder);
}

const FORM = 'application/x-www-form-urlencoded';

function refuse(node: Node, binder: Binder): undefined {
  const message = 'a whole query that is known only when the machine runs has to be an object';
  const help = 'Write an object with a member for each parameter of the query.';
  return binder.report(diagnostic('not-supported', placeOf(node), message, help));
}

/** A text as a map; expressions in braces are values or parts of values. Undefined where a name is known only when the machine runs. */
function takenApart(text: ScalarNode & { readonly value: string }, shape: Shape): Node | undefined {
  const { file, range } = text;
  const found = new Map<string, string[]>();
  for (const pair of text.value.replace(/^\?/, '').match(/(\{\$[^}]*\}|[^&])+/g) ?? []) {
    const [name = '', ...rest] = pair.split('=');
    if (name.includes('{$')) return undefined;
    const key = decoded(name);
    found.set(key, [...(found.get(key) ?? []), decodedAround(rest.join('='))]);
  }
  const scalar = (value: string, as: Shape | undefined) => {
    const known = as === undefined ? value : fromUrl(as, value);
    return inPlaceOf(text, typeof known === 'object' ? value : known);
  };
  const entries = [...found].map(([name, values]) => {
    const member = memberShape(shape, name);
    const items = values.map((value) => scalar(value, member?.type === 'list' ? member.member.shape : member));
    const [only] = items;
    const isOne = items.length === 1 && only !== undefined && member?.type !== 'list';
    return { key: inPlaceOf(text, name), value: isOne ? only : ({ kind: 'list', file, range, items } as const) };
  });
  return { kind: 'map', file, range, entries };
}

function memberShape(shape: Shape, name: string): Shape | undefined {
  if (shape.type === 'map') return shape.value.shape;
  return shape.type === 'structure' ? shape.members.find((member) => member.name === name)?.shape : undefined;
}

/** A value without its encoding, but for the expressions in it, which are no text yet. */
function decodedAround(value: string): string {
  return value
    .split(/(\{\$[^}]*\})/)
    .map((part) => (part.startsWith('{$') ? part : decoded(part)))
    .join('');
}

/** As forms encode (WHATWG URL, "application/x-www-form-urlencoded parsing"); what is no encoding stays as it is. */
function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
