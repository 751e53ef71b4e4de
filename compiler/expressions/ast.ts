import type { Range } from '../diagnostics/index.ts';
import type { Json } from '../source/index.ts';

/*
 * What the texts of an Arazzo document are parsed to. Every range is in offsets of the text that was parsed; the caller
 * maps it into the file with the scalar's `locate`.
 */

/** A runtime expression (Arazzo 1.0.1, section 4.7 "Runtime Expressions"). */
export type RuntimeExpression = { readonly range: Range } & (
  | { readonly kind: 'url' | 'method' | 'statusCode' | 'self' }
  | { readonly kind: 'request' | 'response'; readonly part: MessagePart }
  /** `name` is all of the text behind `$inputs.`; the plan splits it where a declared name ends. */
  | { readonly kind: 'inputs' | 'outputs'; readonly name: Name; readonly pointer?: Pointer }
  | { readonly kind: 'steps'; readonly step: Name; readonly output: Name; readonly pointer?: Pointer }
  | {
      readonly kind: 'workflows';
      readonly workflow: Name;
      readonly field: 'inputs' | 'outputs';
      readonly name: Name;
      readonly pointer?: Pointer;
    }
  | { readonly kind: 'sourceDescriptions'; readonly source: Name; readonly name: Name }
  | { readonly kind: 'components'; readonly group: Name; readonly name: Name }
);

/** A name inside an expression, and where it stands. */
export interface Name {
  readonly text: string;
  readonly range: Range;
}

/** A JSON Pointer (RFC 6901) behind `#`; its tokens unescaped. */
export interface Pointer {
  readonly tokens: readonly Name[];
  readonly range: Range;
}

export type MessagePart =
  /** `plural`: the header is written as one of `headers`, which the grammar does not have. */
  | { readonly kind: 'header' | 'query' | 'path'; readonly name: Name; readonly plural?: true }
  /** `dotted`: the pointer is written as a path, `body.a.b` or `body#a/b`, which the grammar does not have. */
  | { readonly kind: 'body'; readonly pointer?: Pointer; readonly dotted?: true };

/** What a text value of a document is. */
export type TextValue =
  | { readonly kind: 'plain'; readonly text: string }
  /** The whole text is one expression: its value keeps its type. */
  | { readonly kind: 'expression'; readonly expression: RuntimeExpression }
  /** Text with embedded expressions; `bare`: one of them is written without braces, which the specification does not have. */
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[]; readonly bare: boolean };

export type TemplatePart = string | RuntimeExpression;

/**
 * A condition: a simple criterion (section 4.6.9), a JSONPath criterion (RFC 9535 queries and their filters), and the
 * comparisons that people write under `type: jsonpath`. One tree for the three; `dialect` says which it was.
 */
export type Condition = { readonly range: Range } & (
  | { readonly kind: 'or' | 'and'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  /** `left contains right`: an item of a list, or a part of a text. */
  | { readonly kind: 'contains'; readonly left: Operand; readonly right: Operand }
  /** `operand empty true|false`. */
  | { readonly kind: 'empty'; readonly operand: Operand; readonly expected: boolean }
  /** An operand alone: a query that finds a node, a function that says true, a value that is true. */
  | { readonly kind: 'truth'; readonly operand: Operand }
);

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

export type Operand = { readonly range: Range } & (
  | { readonly kind: 'literal'; readonly value: Json }
  /** Behind the expression, `.name` and `[index]` (simple conditions) go further into its value. */
  | { readonly kind: 'expression'; readonly expression: RuntimeExpression; readonly segments: readonly Segment[] }
  /** Quoted text that holds expressions: `"$steps.s.outputs.arn"`, `'{$inputs.x}-a'`. */
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'query'; readonly query: Query }
  /** RFC 9535 section 2.4; `length` also for people's `.length`. */
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Operand[] }
);

export type FunctionName = 'length' | 'count' | 'match' | 'search' | 'value';

/** A JSONPath query (RFC 9535): from the root `$` or, inside a filter, from the current node `@`. */
export interface Query {
  readonly root: '$' | '@';
  readonly segments: readonly Segment[];
  readonly range: Range;
}

/** A segment (RFC 9535 section 2.5); `descendant` is `..`. */
export interface Segment {
  readonly descendant: boolean;
  readonly selectors: readonly Selector[];
  readonly range: Range;
}

export type Selector = { readonly range: Range } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start?: number; readonly end?: number; readonly step?: number }
  | { readonly kind: 'filter'; readonly condition: Condition }
);

/** A criterion's condition, parsed. */
export interface ParsedCondition {
  readonly condition: Condition;
  /** `comparison`: what people write under `type: jsonpath` and RFC 9535 does not have; reported as an info. */
  readonly dialect: 'simple' | 'jsonpath' | 'comparison';
}

/** A regular expression: its text and the expressions embedded in it (Arazzo 1.1), in order. */
export interface ParsedPattern {
  readonly source: readonly TemplatePart[];
}

/** What a parser gives: the tree, or what is wrong where. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ExpressionError };

export interface ExpressionError {
  readonly code: 'expression-unknown' | 'expression-syntax' | 'condition-syntax' | 'jsonpath-syntax';
  readonly message: string;
  readonly range: Range;
  readonly help?: string;
}
