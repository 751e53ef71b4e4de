import { ANY, type Carried, carryClass, carryEscape, isUnicode } from './unicodeEscapes.ts';

/** A pattern in the form that a JSONata regex literal can hold, or why there is none. */
export type CarriedRegex =
  | { readonly ok: true; readonly source: string; readonly ignoreCase: boolean }
  | { readonly ok: false; readonly reason: string };

/**
 * Rewrites a regular expression (ECMA-262, as JSON Schema and Arazzo have it) so that the JSONata tokenizer finds its
 * end: it counts brackets without regard to character classes, and looks one character back for a backslash. Patterns about
 * code points (`\p{..}`, `\u{..}`) become such of UTF-16 code units, which is all that JSONata has.
 */
export function carryRegex(pattern: string): CarriedRegex {
  const ignoreCase = pattern.startsWith('(?i)');
  const body = ignoreCase ? pattern.slice(4) : pattern;
  if (body === '') return { ok: true, source: '(?:)', ignoreCase };
  const source = rewrite(body, isUnicode(body));
  if (source === undefined)
    return { ok: false, reason: 'it names a character or a property that Unicode does not have' };
  try {
    new RegExp(source);
  } catch {
    return { ok: false, reason: 'it is not a regular expression' };
  }
  return { ok: true, source, ignoreCase };
}

/** @param unicode whether the pattern is about code points; undefined where there is no such character or property */
function rewrite(body: string, unicode: boolean): string | undefined {
  let source = '';
  let inClass = false;
  for (let at = 0; at < body.length; at++) {
    const character = body.charAt(at);
    const carried = unicode && !inClass ? carryUnicode(body, at) : undefined;
    if (carried !== undefined) {
      if (carried.source === undefined) return undefined;
      source += carried.source;
      at = carried.end - 1;
      continue;
    }
    if (character === '\\') {
      at++;
      source += escapeOf(body.charAt(at));
    } else if (inClass) {
      if (character === ']') inClass = false;
      source += character === ']' ? ']' : insideClass(character);
    } else if (character === '{') {
      const quantifier = /^\{[0-9]+(?:,[0-9]*)?\}/.exec(body.slice(at))?.[0];
      source += quantifier ?? hex(character);
      at += (quantifier?.length ?? 1) - 1;
    } else {
      if (character === '[') inClass = true;
      source += outsideClass(character);
    }
  }
  return source;
}

/** What is about code points at a place of a pattern, if something is. */
function carryUnicode(body: string, at: number): Carried | undefined {
  const character = body.charAt(at);
  if (character === '.') return { source: ANY, end: at + 1 };
  if (character === '[') return carryClass(body, at);
  return character === '\\' ? carryEscape(body, at) : undefined;
}

/** An escape sequence, brackets and backslashes by their code so that the tokenizer does not count them. */
function escapeOf(escaped: string): string {
  if (escaped === '') return '\\\\';
  return /[\\()[\]{}]/.test(escaped) ? hex(escaped) : `\\${escaped}`;
}

/** Closing brackets that close nothing are meant literally. */
function outsideClass(character: string): string {
  if (character === '/') return '\\/';
  return /[\]}]/.test(character) ? hex(character) : character;
}

function insideClass(character: string): string {
  return /[()[{}/]/.test(character) ? hex(character) : character;
}

function hex(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16)}`;
}
