import type { CST } from 'yaml';
import type { Range } from '../diagnostics/index.ts';

/** What the concrete syntax of a file shows before nodes are made of it. */
export interface Inspection {
  /** Levels of nesting, and where the deepest of them starts. */
  readonly depth: number;
  readonly deepest: Range;
  /** The opening quote of the first quoted text that never ends. */
  readonly unclosedQuote?: Range;
  /** The opening bracket of the innermost list or map in brackets that is not closed. */
  readonly unclosedBracket?: Range;
}

/** Walks the syntax trees of a file without recursion, so that no nesting can exhaust the stack. */
export function inspect(documents: readonly CST.Document[]): Inspection {
  let depth = 0;
  let deepest: Range = { start: 0, end: 0 };
  let unclosedQuote: Range | undefined;
  let unclosedBracket: Range | undefined;
  const open: { readonly token: CST.Token; readonly level: number }[] = [];
  for (const { value } of documents) if (value !== undefined) open.push({ token: value, level: 1 });

  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, level } = next;
    const start = { start: token.offset, end: token.offset + 1 };
    switch (token.type) {
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        if (!isClosed(token.source) && (unclosedQuote === undefined || start.start < unclosedQuote.start)) {
          unclosedQuote = start;
        }
        break;
      case 'flow-collection':
      case 'block-map':
      case 'block-seq':
        if (level > depth) {
          depth = level;
          deepest = start;
        }
        if (token.type === 'flow-collection' && !isBracketClosed(token)) {
          if (unclosedBracket === undefined || start.start > unclosedBracket.start) unclosedBracket = start;
        }
        for (const { key, value } of token.items) {
          if (key !== undefined && key !== null) open.push({ token: key, level: level + 1 });
          if (value !== undefined) open.push({ token: value, level: level + 1 });
        }
        break;
      default:
    }
  }
  return {
    depth,
    deepest,
    ...(unclosedQuote === undefined ? {} : { unclosedQuote }),
    ...(unclosedBracket === undefined ? {} : { unclosedBracket }),
  };
}

/** Whether the quoted text ends in a quote that is not part of the text (`\"` and `''` are). */
function isClosed(source: string): boolean {
  const quote = source[0];
  if (source.length < 2 || !source.endsWith(quote as string)) return false;
  if (quote === "'") return (source.length - source.replaceAll("'", '').length) % 2 === 0;
  const backslashes = /\\*$/.exec(source.slice(1, -1))?.[0].length ?? 0;
  return backslashes % 2 === 0;
}

function isBracketClosed(token: CST.FlowCollection): boolean {
  return token.end[0]?.source === (token.start.source === '{' ? '}' : ']');
}
