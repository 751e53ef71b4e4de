import { type ExpressionFacts, expressionFacts } from './expressionFacts.ts';
import { readSyntax, type Syntax } from './syntax.ts';

/** A text of a template, as Step Functions sees it. */
export type Text =
  | { readonly kind: 'plain' }
  /** Begins or ends like an expression, and doesn't do both: refused. */
  | { readonly kind: 'half' }
  /** No JSONata; the message is the parser's. */
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'expression'; readonly syntax: Syntax; readonly facts: ExpressionFacts };

/** What was read before: expressions recur within a definition, and in the next one when a document is edited and checked again. */
const known = new Map<string, Text>();
const MOST_KNOWN = 4096;

/** Reads a text; each is parsed once as long as it is known. */
export function textOf(text: string): Text {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const read = readText(text);
  known.set(text, read);
  return read;
}

function readText(text: string): Text {
  const opens = text.startsWith('{%');
  const closes = text.endsWith('%}');
  if (!opens && !closes) return { kind: 'plain' };
  if (!opens || !closes || text.length < 4) return { kind: 'half' };
  try {
    const syntax = readSyntax(text.slice(2, -2));
    return { kind: 'expression', syntax, facts: expressionFacts(syntax) };
  } catch (error) {
    // The parser throws objects that are no errors.
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    return { kind: 'broken', message: String(message) };
  }
}
