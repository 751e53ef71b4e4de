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

/** Reads texts; each is parsed once, however often it stands in the definition. */
export function textReader(): (text: string) => Text {
  const known = new Map<string, Text>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = readText(text);
      known.set(text, found);
    }
    return found;
  };
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
