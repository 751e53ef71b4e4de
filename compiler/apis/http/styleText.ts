import { isList, isObject, type Json } from '../../source/index.ts';
import type { Styling } from './model.ts';

/** The value as JSON: no style of OpenAPI's, but how a media type asks for it. */
export const JSON_STYLE: Styling = { style: 'json', explode: false, allowReserved: false };

/** A parameter whose value is written. */
export interface StyledParameter {
  readonly name: string;
  readonly place: 'path' | 'query' | 'header' | 'cookie';
  readonly styling: Styling;
}

/**
 * A value as its style writes it (OpenAPI 3.1, section 4.8.12.2), encoded as its place asks for; a cookie with its name. In a query, which Step
 * Functions encodes and joins, nothing is encoded, and what `explode` spreads is a list of texts.
 */
export function styleText(value: Json, parameter: StyledParameter): string | readonly string[] {
  const { styling, place, name } = parameter;
  const encode = encoderOf(parameter);
  const named = (text: string) => (place === 'cookie' ? `${name}=${text}` : text);
  if (styling.style === 'json') return named(encode(JSON.stringify(value)));
  if (isList(value)) {
    const items = value.map((item) => encode(textOf(item)));
    return place === 'query' && styling.explode ? items : named(listText(items, parameter));
  }
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, member]) => [encode(key), encode(textOf(member))] as const);
    return styling.explode ? objectText(pairs, parameter) : named(objectText(pairs, parameter));
  }
  const text = encode(textOf(value));
  if (styling.style === 'label') return `.${text}`;
  if (styling.style === 'matrix') return text === '' ? `;${name}` : `;${name}=${text}`;
  return named(text);
}

/** A scalar as text; what stands deeper, of which OpenAPI says nothing, as JSON. */
function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function encoderOf({ place, styling }: StyledParameter): (text: string) => string {
  if (place === 'query' || place === 'header' || styling.style === 'cookie') return (text) => text;
  return styling.allowReserved && place === 'path' ? encodePath : encodeSegment;
}

/** One segment of a path, in which a star isn't taken for one that stands for anything in the role's policy. */
function encodeSegment(text: string): string {
  return encodeURIComponent(text).replaceAll('*', '%2A');
}

/** Several segments of a path; what would end the path is encoded all the same. */
function encodePath(text: string): string {
  return encodeURI(text).replaceAll('?', '%3F').replaceAll('#', '%23');
}

function listText(items: readonly string[], { styling: { style, explode }, place, name }: StyledParameter): string {
  switch (style) {
    case 'label':
      return `.${items.join(explode ? '.' : ',')}`;
    case 'matrix':
      return explode ? items.map((item) => `;${name}=${item}`).join('') : `;${name}=${items.join(',')}`;
    case 'spaceDelimited':
      return items.join(' ');
    case 'pipeDelimited':
      return items.join('|');
    default:
      return items.join(place === 'cookie' && explode ? `; ${name}=` : ',');
  }
}

function objectText(
  pairs: readonly (readonly [string, string])[],
  { styling: { style, explode }, place, name }: StyledParameter,
): string {
  const flat = pairs.flat();
  const exploded = pairs.map((pair) => pair.join('='));
  switch (style) {
    case 'label':
      return `.${explode ? exploded.join('.') : flat.join(',')}`;
    case 'matrix':
      return explode ? exploded.map((pair) => `;${pair}`).join('') : `;${name}=${flat.join(',')}`;
    case 'spaceDelimited':
      return flat.join(' ');
    case 'pipeDelimited':
      return flat.join('|');
    default:
      return explode ? exploded.join(place === 'cookie' ? '; ' : ',') : flat.join(',');
  }
}

/** Query parameters, each a text or a list of texts, as Step Functions sends them behind a sign; empty without any. */
export function queryText(parameters: Json, sign: '?' | '&'): string {
  const pairs = Object.entries(isObject(parameters) ? parameters : {}).flatMap(([name, value]) =>
    (isList(value) ? value : [value]).map((item) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(item))}`),
  );
  return pairs.length === 0 ? '' : `${sign}${pairs.join('&')}`;
}
