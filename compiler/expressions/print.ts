import { writtenToken } from '../source/index.ts';
import type {
  Condition,
  MessagePart,
  Operand,
  ParsedCondition,
  Pointer,
  Query,
  RuntimeExpression,
  Segment,
  Selector,
  TemplatePart,
} from './ast.ts';

type Dialect = ParsedCondition['dialect'];

/**
 * A condition as readable text, in one way of writing: it parses to the same tree again (`simple` for that dialect,
 * `jsonpath` for the other two).
 */
export function printCondition(condition: Condition, dialect: Dialect): string {
  const print = (operand: Operand) => printOperand(operand, dialect);
  switch (condition.kind) {
    case 'or':
    case 'and': {
      const sign = condition.kind === 'or' ? ' || ' : ' && ';
      return condition.operands.map((each) => printInner(each, condition.kind, dialect)).join(sign);
    }
    case 'not':
      return `!${printInner(condition.operand, 'not', dialect)}`;
    case 'compare':
      return `${print(condition.left)} ${condition.operator} ${print(condition.right)}`;
    case 'contains':
      return `${print(condition.left)} contains ${print(condition.right)}`;
    case 'empty':
      return `${print(condition.operand)} empty ${condition.expected}`;
    case 'truth':
      return print(condition.operand);
  }
}

/** A condition inside another, in brackets where it would else be read differently. */
function printInner(condition: Condition, outer: 'or' | 'and' | 'not', dialect: Dialect): string {
  const text = printCondition(condition, dialect);
  switch (condition.kind) {
    case 'or':
      return `(${text})`;
    case 'and':
      return outer === 'or' ? text : `(${text})`;
    case 'compare':
    case 'contains':
    case 'empty':
      return outer === 'not' ? `(${text})` : text;
    case 'not':
    case 'truth':
      return text;
  }
}

/** One side of a comparison as text. */
export function printOperand(operand: Operand, dialect: Dialect): string {
  switch (operand.kind) {
    case 'literal':
      if (typeof operand.value === 'string') return quoted(operand.value, dialect);
      return JSON.stringify(operand.value);
    case 'template':
      return quoted(printTemplate(operand.parts), dialect);
    case 'expression':
      return printExpressionOperand(operand.expression, operand.segments, dialect);
    case 'query':
      return printQuery(operand.query, dialect);
    case 'call':
      return `${operand.name}(${operand.arguments.map((each) => printOperand(each, dialect)).join(', ')})`;
  }
}

/** An expression as the specification writes it. */
export function printExpression(expression: RuntimeExpression): string {
  switch (expression.kind) {
    case 'url':
    case 'method':
    case 'statusCode':
    case 'self':
      return `$${expression.kind}`;
    case 'request':
    case 'response':
      return `$${expression.kind}.${printPart(expression.part)}`;
    case 'inputs':
    case 'outputs':
      return `$${expression.kind}.${expression.name.text}${printPointer(expression.pointer)}`;
    case 'steps':
      return `$steps.${expression.step.text}.outputs.${expression.output.text}${printPointer(expression.pointer)}`;
    case 'workflows': {
      const { workflow, field, name, pointer } = expression;
      return `$workflows.${workflow.text}.${field}.${name.text}${printPointer(pointer)}`;
    }
    case 'sourceDescriptions':
      return `$sourceDescriptions.${expression.source.text}.${expression.name.text}`;
    case 'components':
      return `$components.${expression.group.text}.${expression.name.text}`;
  }
}

function printPart(part: MessagePart): string {
  return part.kind === 'body' ? `body${printPointer(part.pointer)}` : `${part.kind}.${part.name.text}`;
}

function printPointer(pointer: Pointer | undefined): string {
  if (pointer === undefined) return '';
  return `#${pointer.tokens.map((token) => `/${writtenToken(token.text)}`).join('')}`;
}

/** Text with expressions in it; all in braces, but for a lone one whose name holds a brace. */
function printTemplate(parts: readonly TemplatePart[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const text = printExpression(part);
      return text.includes('}') ? text : `{${text}}`;
    })
    .join('');
}

function printExpressionOperand(expression: RuntimeExpression, segments: readonly Segment[], dialect: Dialect): string {
  const text = printExpression(expression);
  const bare = /^\$[^\s=<>!&|()[\]{},'"$]*$/.test(text) ? text : `{${text}}`;
  const [first, ...rest] = segments;
  if (first === undefined) return bare;
  // Behind a name a dot would be a part of it; behind a body without `#` it is not.
  const part = expression.kind === 'request' || expression.kind === 'response' ? expression.part : undefined;
  const isBody = part?.kind === 'body' && part.pointer === undefined;
  const start = isBody ? printSegment(first, dialect) : printSegment(first, dialect, 'bracket');
  const gap = start.startsWith('.') && !isBody ? ' ' : '';
  return `${bare}${gap}${start}${rest.map((each) => printSegment(each, dialect)).join('')}`;
}

function printQuery(query: Query, dialect: Dialect): string {
  const last = query.segments.length - 1;
  const segments = query.segments.map((segment, index) => {
    // A member of the name `length` at the end: behind a dot it would be read as people's `.length`.
    const isLength = index === last && segment.selectors.some((each) => each.kind === 'name' && each.name === 'length');
    return printSegment(segment, dialect, isLength ? 'bracket' : 'dot');
  });
  return `${query.root}${segments.join('')}`;
}

function printSegment(segment: Segment, dialect: Dialect, style: 'dot' | 'bracket' = 'dot'): string {
  const [only, ...more] = segment.selectors;
  const dots = segment.descendant ? '..' : '';
  if (style === 'dot' && more.length === 0 && only?.kind === 'name' && isShorthand(only.name)) {
    return `${dots === '' ? '.' : dots}${only.name}`;
  }
  return `${dots}[${segment.selectors.map((selector) => printSelector(selector, dialect)).join(', ')}]`;
}

function isShorthand(name: string): boolean {
  return /^[A-Za-z_\u{80}-\u{d7ff}\u{e000}-\u{10ffff}][\w\u{80}-\u{d7ff}\u{e000}-\u{10ffff}]*$/u.test(name);
}

function printSelector(selector: Selector, dialect: Dialect): string {
  switch (selector.kind) {
    case 'name':
      return quoted(selector.name, dialect);
    case 'wildcard':
      return '*';
    case 'index':
      return String(selector.index);
    case 'slice': {
      const { start = '', end = '', step } = selector;
      return `${start}:${end}${step === undefined ? '' : `:${step}`}`;
    }
    case 'filter':
      return `?${printCondition(selector.condition, dialect)}`;
  }
}

/** Text in single quotes: simple conditions double a quote, JSONPath escapes it. */
function quoted(text: string, dialect: Dialect): string {
  if (dialect === 'simple') return `'${text.replaceAll("'", "''")}'`;
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
