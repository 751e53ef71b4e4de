import { type HttpParameter, type Shape, styleText } from '../../apis/index.ts';
import {
  literal,
  membersOf,
  type ObjectMember,
  objectOf,
  type Styled,
  typeOfShape,
  typeOfValue,
  type Value,
} from '../../values/index.ts';
import type { GivenParameter } from './bindHttpParameters.ts';

/** A parameter of the path, a header or a cookie as the text that its style makes of it. */
export function styledValue({ of, value }: GivenParameter): Value {
  return convert(value, styledBy(of, value));
}

/** The query parameters of a request, as Step Functions takes them; undefined where there are none. */
export function queryOf(parameters: readonly GivenParameter[]): Value | undefined {
  const query = parameters.filter(({ of }) => isQuery(of));
  if (query.length === 0) return undefined;
  return assembled(query.flatMap(queryParts));
}

/** A part of a query or form: a member, or an object of which only the machine knows the members. */
export type QueryPart = ObjectMember | Value;

/** The parts of a query or form as one object. */
export function assembled(parts: readonly QueryPart[]): Value {
  const members = parts.flatMap((part) => ('name' in part ? [part] : []));
  const objects = parts.flatMap((part) => ('name' in part ? [] : [part]));
  return objects.length === 0 ? objectOf(members) : { kind: 'merged', parts: [objectOf(members), ...objects] };
}

/** The `Cookie` header: the cookies that are there, joined; absent where there is none. */
export function cookieHeader(parameters: readonly GivenParameter[]): readonly ObjectMember[] {
  const cookies = parameters.filter(({ of }) => of.in === 'cookie');
  if (cookies.length === 0) return [];
  const items = cookies.map(styledValue);
  const known = items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : []));
  const value: Value =
    known.length === items.length
      ? literal(known.join('; '))
      : { kind: 'converted', of: { kind: 'array', items }, by: { kind: 'cookies' } };
  return [{ name: 'Cookie', value, required: cookies.some(({ of }) => of.required) }];
}

/** What a query parameter becomes: one or several members, or an object of which only the machine knows the members. */
export function queryParts({ of, value }: GivenParameter): readonly QueryPart[] {
  const by = styledBy(of, value);
  if (!by.apart) return [{ name: of.name, value: convert(value, by), required: of.required }];
  const inside = membersOf(value);
  if (inside === undefined) return [{ kind: 'converted', of: value, by }];
  return inside.map((member) => {
    const name = of.styling.style === 'deepObject' ? `${of.name}[${member.name}]` : member.name;
    const form = formOf(member.value, undefined);
    const inner: Styled = { ...by, name, apart: false, form, styling: { ...of.styling, style: 'form', explode: true } };
    return { name, value: convert(member.value, inner), required: false };
  });
}

function styledBy({ name, in: place, styling, shape }: HttpParameter, value: Value): Styled {
  const form = formOf(value, shape);
  const isObject = form === 'object' || form === 'unknown';
  const spreads = styling.style === 'deepObject' || (styling.style === 'form' && styling.explode);
  return {
    kind: 'styled',
    name,
    place: place === 'querystring' ? 'query' : place,
    styling,
    form: place === 'querystring' ? 'object' : form,
    apart: place === 'querystring' || (place === 'query' && isObject && spreads),
  };
}

function isQuery({ in: place }: HttpParameter): boolean {
  return place === 'query' || place === 'querystring';
}

/** What a value is known to be, by itself or by its schema. */
export function formOf(value: Value, shape: Shape | undefined): Styled['form'] {
  const type = typeOfValue(value);
  switch (type === 'unknown' ? typeOfShape(shape) : type) {
    case 'string':
    case 'number':
    case 'boolean':
      return 'scalar';
    case 'array':
      return 'list';
    case 'object':
      return 'object';
    case 'unknown':
      return 'unknown';
  }
}

/** A value that is known is written now. */
function convert(value: Value, by: Styled): Value {
  return value.kind === 'literal' ? literal(styleText(value.value, by)) : { kind: 'converted', of: value, by };
}
