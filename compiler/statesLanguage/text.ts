import { TAKEN_VARIABLES } from '../jsonata/index.ts';
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

/** Whether a value is an expression: Step Functions looks at the first and the last characters, without trimming. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}') && value.length >= 4;
}

/** The JSONata of an expression: what stands between `{%` and `%}`. */
export function sourceOf(expression: string): string {
  return expression.slice(2, -2);
}

/** Whether an expression may call this: a function of JSONata 2.0.6 or one that AWS adds; AWS takes `$eval` away. */
export function isFunction(name: string): boolean {
  return TAKEN_VARIABLES.has(name) && name !== 'states' && name !== 'eval';
}

/** The variables that an expression reads from its surroundings: what is handed on as a value and is no function. */
export function variablesIn({ variables }: ExpressionFacts): readonly string[] {
  return [...variables].filter((name) => name !== 'eval' && !isFunction(name));
}

/** What was read before: expressions recur within a definition, and in the next one when a document is edited and checked again. */
const known = new Map<string, Text>();
const MOST_KNOWN = 4096;

/** Reads a text; each is parsed once as long as it is known. */
export function readText(text: string): Text {
  let read = known.get(text);
  if (read === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    read = parseText(text);
    known.set(text, read);
  }
  return read;
}

function parseText(text: string): Text {
  if (!text.startsWith('{%') && !text.endsWith('%}')) return { kind: 'plain' };
  if (!isExpression(text)) return { kind: 'half' };
  try {
    const syntax = readSyntax(sourceOf(text));
    return { kind: 'expression', syntax, facts: expressionFacts(syntax) };
  } catch (error) {
    // The parser throws objects that are no errors.
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    return { kind: 'broken', message: String(message) };
  }
}
