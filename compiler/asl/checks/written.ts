import type { Syntax, Text } from '../../statesLanguage/index.ts';
import type { Template } from '../definition.ts';

/** What can be seen of a value without running anything: a template, or the constructors of an expression. */
export type Written =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  /** `open`: it may have more members than these. */
  | { readonly kind: 'object'; readonly members: readonly WrittenMember[]; readonly open: boolean }
  /** `open`: it may have more or fewer items than these. */
  | { readonly kind: 'list'; readonly items: readonly Written[]; readonly open: boolean }
  /** One of these. */
  | { readonly kind: 'either'; readonly alternatives: readonly Written[] }
  | { readonly kind: 'unknown' };

export type WrittenMember = readonly [name: string, value: Written];

export const UNKNOWN: Written = { kind: 'unknown' };

/** What a template shows. */
export function writtenIn(template: Template, read: (text: string) => Text): Written {
  if (typeof template === 'string') {
    const text = read(template);
    if (text.kind === 'plain') return { kind: 'scalar', value: template };
    return text.kind === 'expression' ? writtenBy(text.syntax) : UNKNOWN;
  }
  if (template === null || typeof template !== 'object') return { kind: 'scalar', value: template };
  if (isList(template)) return { kind: 'list', items: template.map((item) => writtenIn(item, read)), open: false };
  const members = Object.entries(template).map(([name, value]): WrittenMember => [name, writtenIn(value, read)]);
  return { kind: 'object', members, open: false };
}

/** What an expression shows. */
function writtenBy(syntax: Syntax): Written {
  switch (syntax.kind) {
    case 'literal':
      return { kind: 'scalar', value: syntax.value };
    case 'object': {
      const named = syntax.members.flatMap(([key, value]): WrittenMember[] =>
        key.kind === 'literal' ? [[String(key.value), writtenBy(value)]] : [],
      );
      return { kind: 'object', members: named, open: named.length < syntax.members.length };
    }
    case 'array':
      return { kind: 'list', items: syntax.items.map(writtenItem), open: true };
    case 'block': {
      const result = syntax.expressions.at(-1);
      return result === undefined ? UNKNOWN : writtenBy(result);
    }
    case 'condition':
      return { kind: 'either', alternatives: syntax.branches.map(writtenBy) };
    case 'call':
      return syntax.callee.kind === 'variable' && syntax.callee.name === 'merge' ? merged(syntax.arguments) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** An item of a constructor: a list stays one only where it is written as one; any other list's items are put in its place. */
function writtenItem(syntax: Syntax): Written {
  const item = writtenBy(syntax);
  return syntax.kind === 'array' || item.kind === 'scalar' || item.kind === 'object' ? item : UNKNOWN;
}

/** `$merge([...])`: the members of all of them. */
function merged(given: readonly Syntax[]): Written {
  const [list] = given;
  if (list?.kind !== 'array') return { kind: 'object', members: [], open: true };
  const parts = list.items.map(writtenBy).flatMap((part) => (part.kind === 'either' ? part.alternatives : [part]));
  const members = parts.flatMap((part) => (part.kind === 'object' ? part.members : []));
  return { kind: 'object', members, open: parts.some((part) => part.kind !== 'object' || part.open) };
}

function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}
