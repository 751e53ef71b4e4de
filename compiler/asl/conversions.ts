import { type Expression, jsonata } from '../jsonata/index.ts';
import type { Conversion, Styled } from '../values/index.ts';

const { binary, block, call, concatenate, conditional, entry, equal, exists, index, isOf, lambda, literal, variable } =
  jsonata;

/**
 * What a conversion makes of a value.
 * @param certain whether what it comes to is surely there
 */
export function convertedExpression(by: Conversion, of: Expression, certain: boolean): Expression {
  switch (by.kind) {
    case 'header':
      return headerExpression(of, by.name);
    case 'cookies': {
      const list = variable('cookies');
      const joinedList = call('join', list, literal('; '));
      return block([['cookies', of]], certain ? joinedList : conditional(exists(index(list, 0)), joinedList));
    }
    case 'query':
      return queryExpression(of, by.sign);
    case 'styled': {
      const styled = styledExpression(by, of);
      return certain ? styled : conditional(exists(of), styled);
    }
    default:
      return by satisfies never;
  }
}

/** Names of headers have no letter case, and AWS hands on the server's; each value is a list of texts. */
function headerExpression(headers: Expression, name: string): Expression {
  const [value, header] = [variable('value'), variable('header')];
  const isMeant = equal(call('lowercase', header), literal(name.toLowerCase()));
  const found = lambda(['value', 'header'], conditional(isMeant, call('join', value, literal(', '))));
  return index(call('each', headers, found), 0);
}

/** Each parameter, or each item of one that is a list, as name and value. */
function queryExpression(parameters: Expression, sign: string): Expression {
  const encode = (text: Expression) => call('encodeUrlComponent', text);
  const [value, name, item, query] = [variable('value'), variable('name'), variable('item'), variable('query')];
  const pair = concatenate([encode(name), literal('='), encode(call('string', item))]);
  const pairs = call('join', call('map', value, lambda(['item'], pair)), literal('&'));
  const all = call('join', jsonata.array([call('each', parameters, lambda(['value', 'name'], pairs))]), literal('&'));
  const text = conditional(equal(query, literal('')), query, binary('&', literal(sign), query));
  return block([['query', all]], text);
}

function styledExpression(styled: Styled, of: Expression): Expression {
  if (styled.styling.style === 'json') return named(styled, encoded(styled, asJson(of, styled.form)));
  switch (styled.form) {
    case 'scalar':
      return scalarExpression(styled, of);
    case 'list':
      return listExpression(styled, of);
    case 'object':
      return objectExpression(styled, of);
    case 'unknown': {
      const it = variable('it');
      const others = conditional(isOf(it, 'object'), objectExpression(styled, it), scalarExpression(styled, it));
      return block([['it', of]], conditional(isOf(it, 'array'), listExpression(styled, it), others));
    }
  }
}

/** JSON; `$string` leaves a text as it is, unless it stands in something. */
function asJson(of: Expression, form: Styled['form']): Expression {
  if (form === 'list' || form === 'object') return call('string', of);
  const [it, list] = [variable('it'), variable('list')];
  const quoted = call('substring', list, literal(1), binary('-', call('length', list), literal(2)));
  const text = block([['list', call('string', jsonata.array([it]))]], quoted);
  return block([['it', of]], conditional(isOf(it, 'string'), text, call('string', it)));
}

function scalarExpression(styled: Styled, of: Expression): Expression {
  const text = encoded(styled, call('string', of));
  const { style } = styled.styling;
  if (styled.apart) return entry(literal(styled.name), text);
  if (style === 'label') return binary('&', literal('.'), text);
  if (style !== 'matrix') return named(styled, text);
  const given = binary('&', literal(`;${styled.name}=`), text);
  return conditional(equal(call('string', of), literal('')), literal(`;${styled.name}`), given);
}

/** The items, each as text: in a query with `explode` a list of them, else joined. */
function listExpression(styled: Styled, of: Expression): Expression {
  const { style, explode } = styled.styling;
  const item = encoded(styled, call('string', variable('item')));
  const items = (text: Expression) => call('map', of, lambda(['item'], text));
  const repeated = styled.place === 'query' && explode;
  const list = repeated ? jsonata.array([items(item)]) : joined(items(item), separator(styled));
  if (styled.apart) return entry(literal(styled.name), list);
  if (style === 'label') return binary('&', literal('.'), list);
  if (style !== 'matrix') return named(styled, list);
  if (!explode) return binary('&', literal(`;${styled.name}=`), list);
  return joined(items(binary('&', literal(`;${styled.name}=`), item)), '');
}

/** The members: `name=value` with `explode`, else names and values in turn. */
function objectExpression(styled: Styled, of: Expression): Expression {
  const { style, explode } = styled.styling;
  const [member, name] = [variable('member'), variable('name')];
  const value = encoded(styled, call('string', member));
  const key = encoded(styled, name);
  const each = (text: Expression) => call('each', of, lambda(['member', 'name'], text));
  if (styled.apart) {
    const own = style === 'deepObject' ? concatenate([literal(`${styled.name}[`), name, literal(']')]) : name;
    // A list inside is given by its items, each under the same name.
    const inner = conditional(
      isOf(member, 'array'),
      call('map', member, lambda(['item'], call('string', variable('item')))),
      value,
    );
    return call('merge', each(entry(own, inner)));
  }
  const pair = concatenate([key, literal(explode ? '=' : separator(styled)), value]);
  const pairs = joined(each(pair), explode ? pairSeparator(styled) : separator(styled));
  if (style === 'label') return binary('&', literal('.'), pairs);
  if (style !== 'matrix') return explode ? pairs : named(styled, pairs);
  return binary('&', literal(explode ? ';' : `;${styled.name}=`), pairs);
}

/** A cookie, which has its name before its value. */
function named({ place, name }: Styled, text: Expression): Expression {
  return place === 'cookie' ? binary('&', literal(`${name}=`), text) : text;
}

function joined(list: Expression, by: string): Expression {
  return by === '' ? call('join', list) : call('join', list, literal(by));
}

/** Between items; between a name and its value where they aren't exploded. */
function separator({ styling: { style, explode }, place, name }: Styled): string {
  if (style === 'spaceDelimited') return ' ';
  if (style === 'pipeDelimited') return '|';
  if (style === 'label' && explode) return '.';
  return place === 'cookie' && explode ? `; ${name}=` : ',';
}

function pairSeparator({ styling: { style }, place }: Styled): string {
  if (style === 'label') return '.';
  if (style === 'matrix') return ';';
  return place === 'cookie' ? '; ' : ',';
}

/** Step Functions encodes queries; of an address and of cookies every part is encoded here. */
function encoded({ place, styling }: Styled, text: Expression): Expression {
  if (place === 'query' || place === 'header' || styling.style === 'cookie') return text;
  return styling.allowReserved && place === 'path' ? encodedPath(text) : call('encodeUrlComponent', text);
}

/** Several segments of a path; what would end the path is encoded all the same. */
function encodedPath(text: Expression): Expression {
  const replaced = (of: Expression, from: string, to: string) => call('replace', of, literal(from), literal(to));
  return replaced(replaced(call('encodeUrl', text), '?', '%3F'), '#', '%23');
}
