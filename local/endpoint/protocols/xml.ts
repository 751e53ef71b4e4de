import type { Shape } from '../../../compiler/apis/index.ts';
import { emptyObject, isObject, type Json } from '../../interpreter/index.ts';
import { ServiceException } from '../../services/index.ts';
import { textValue } from './rest.ts';

/** An element of an XML document: elements, or text. */
interface Element {
  readonly name: string;
  readonly elements: Element[];
  text: string;
}

/** Reads an XML text as a value of a shape. Attributes, comments and the names of namespaces are passed over. */
export function readXml(shape: Shape, text: string): Json {
  return valueIn(shape, parse(text));
}

function parse(text: string): Element {
  const top: Element = { name: '', elements: [], text: '' };
  const open = [top];
  for (const [, closing, name, selfClosing, words] of text.matchAll(
    /<(?:[?!][^>]*|(\/?)(?:\w+:)?([\w.-]+)[^>]*?(\/?))>|([^<]+)/g,
  )) {
    const inner = open.at(-1);
    if (inner === undefined) break;
    if (words !== undefined) inner.text += unescaped(words);
    else if (closing === '/') open.pop();
    else if (name !== undefined) {
      const element: Element = { name, elements: [], text: '' };
      inner.elements.push(element);
      if (selfClosing !== '/') open.push(element);
    }
  }
  const [root] = top.elements;
  if (open.length !== 1 || root === undefined) {
    throw new ServiceException('MalformedXML', 'The XML you provided was not well-formed');
  }
  return root;
}

function valueIn(shape: Shape, element: Element): Json {
  switch (shape.type) {
    case 'structure': {
      const value = emptyObject();
      for (const { name, wireName, shape: inner } of shape.members) {
        const found = element.elements.filter((each) => each.name === wireName);
        const [first] = found;
        if (first === undefined) continue;
        if (inner.type !== 'list') value[name] = valueIn(inner, first);
        else {
          const items = inner.flattened ? found : first.elements;
          value[name] = items.map((item) => valueIn(inner.member.shape, item));
        }
      }
      return value;
    }
    case 'list':
      return element.elements.map((item) => valueIn(shape.member.shape, item));
    case 'map':
      return {};
    default:
      return textValue({ shape }, element.text) ?? '';
  }
}

/** A value of a shape as an element: members by their wire names, none that the shape doesn't know. */
export function toXml(name: string, shape: Shape, value: Json): string {
  if (shape.type === 'structure' && isObject(value)) {
    const members = shape.members.flatMap((member) => {
      const item = Object.hasOwn(value, member.name) ? value[member.name] : undefined;
      if (item === undefined || item === null || member.place !== 'body') return [];
      if (member.shape.type === 'list' && member.shape.flattened && Array.isArray(item)) {
        const { shape: inner } = member.shape.member;
        return item.map((each) => toXml(member.wireName, inner, each));
      }
      return [toXml(member.wireName, member.shape, item)];
    });
    return `<${name}>${members.join('')}</${name}>`;
  }
  if (shape.type === 'list' && Array.isArray(value)) {
    const { wireName, shape: inner } = shape.member;
    return `<${name}>${value.map((item) => toXml(wireName, inner, item)).join('')}</${name}>`;
  }
  return `<${name}>${escaped(String(value))}</${name}>`;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\r', '&#13;'],
]);

export function escaped(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => entities.get(character) ?? character);
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|\w+);/gi, (entity, hex?: string, decimal?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return [...entities].find(([, written]) => written === entity)?.[0] ?? entity;
  });
}
