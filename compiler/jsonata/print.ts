import type { Json } from '../source/index.ts';
import type { Expression, Operator } from './ast.ts';

/** How tightly an expression binds, as in the JSONata parser; a part that binds less tightly is put into parentheses. */
const precedence: Readonly<Record<Operator, number>> = {
  or: 25,
  and: 30,
  '=': 40,
  '!=': 40,
  '<': 40,
  '<=': 40,
  '>': 40,
  '>=': 40,
  in: 40,
  '&': 50,
  '+': 50,
  '-': 50,
  '*': 60,
  '/': 60,
  '%': 60,
};
const CONDITIONAL = 20;
const PATH = 75;
const ATOM = 100;

/** Words that the JSONata tokenizer does not read as names. */
const KEYWORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function', 'λ']);

/** The text of a whole template string: `{% ... %}`. */
export function printTemplate(expression: Expression): string {
  return `{% ${print(expression)} %}`;
}

/** The text of an expression. Parsing it gives the same tree again, whatever texts and names it holds. */
export function print(expression: Expression): string {
  return printAt(expression, 0);
}

function printAt(expression: Expression, least: number): string {
  const [text, binds] = printed(expression);
  return binds < least ? `(${text})` : text;
}

/** An expression's text and how tightly it binds. */
function printed(expression: Expression): readonly [text: string, binds: number] {
  switch (expression.kind) {
    case 'literal':
      return [printLiteral(expression.value), isNegative(expression.value) ? 0 : ATOM];
    case 'variable':
      return [`$${expression.name}`, ATOM];
    case 'field':
      return printField(expression.of, expression.name);
    case 'index':
      return [`${printAt(expression.of, PATH)}[${expression.index}]`, PATH];
    case 'filter':
      return [`${printAt(expression.of, PATH)}[${print(expression.predicate)}]`, PATH];
    case 'each':
      return [`${printAt(expression.of, PATH)}.(${print(expression.body)})`, PATH];
    case 'call':
      return [`$${expression.name}(${expression.arguments.map(print).join(', ')})`, ATOM];
    case 'binary':
      return printBinary(expression.operator, expression.left, expression.right);
    case 'conditional': {
      const otherwise = expression.otherwise === undefined ? '' : ` : ${printAt(expression.otherwise, CONDITIONAL)}`;
      return [
        `${printAt(expression.test, CONDITIONAL + 1)} ? ${printAt(expression.then, CONDITIONAL + 1)}${otherwise}`,
        CONDITIONAL,
      ];
    }
    case 'object':
      return [`{${expression.members.map(([name, value]) => `${printText(name)}: ${print(value)}`).join(', ')}}`, ATOM];
    case 'entry':
      return [`{${print(expression.name)}: ${print(expression.value)}}`, ATOM];
    case 'array':
      return [`[${expression.items.map(print).join(', ')}]`, ATOM];
    case 'block': {
      const bindings = expression.bindings.map(([name, value]) => `$${name} := ${print(value)}; `).join('');
      return [`( ${bindings}${print(expression.result)} )`, ATOM];
    }
    case 'lambda':
      return [
        `function(${expression.parameters.map((name) => `$${name}`).join(', ')}) { ${print(expression.body)} }`,
        ATOM,
      ];
    case 'regex':
      return [`/${expression.source}/${expression.ignoreCase ? 'i' : ''}`, ATOM];
    default:
      return expression satisfies never;
  }
}

/** `left op right`; comparisons do not chain, so an equal on either side is put into parentheses. */
function printBinary(operator: Operator, left: Expression, right: Expression): readonly [string, number] {
  const binds = precedence[operator];
  const chains = operator === 'and' || operator === 'or' || operator === '&';
  return [`${printAt(left, chains ? binds : binds + 1)} ${operator} ${printAt(right, binds + 1)}`, binds];
}

/** `of.name`, the name in back-ticks where needed; one that back-ticks can't hold is looked up. */
function printField(of: Expression, name: string): readonly [string, number] {
  if (name === '' || /[`%\\\p{Cc}\p{Cs}]/u.test(name)) return [`$lookup(${print(of)}, ${printText(name)})`, ATOM];
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.has(name);
  return [`${printAt(of, PATH)}.${plain ? name : `\`${name}\``}`, PATH];
}

function printLiteral(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return printText(value);
  if (Array.isArray(value)) return `[${value.map(printLiteral).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, member]) => `${printText(name)}: ${printLiteral(member)}`)
    .join(', ')}}`;
}

function isNegative(value: Json): boolean {
  return typeof value === 'number' && (value < 0 || Object.is(value, -0));
}

/**
 * A text literal. JSONata has no escape for `'` inside `'...'`, so a text with one is put into `"..."`. A brace beside a
 * percent sign is escaped: no literal can look like the end of a template.
 */
function printText(text: string): string {
  const quote = text.includes("'") ? '"' : "'";
  const escaped = text.replace(/[\\\p{Cc}\p{Cs}\u2028\u2029]|%(?=\})|(?<=\{)%/gu, (character) => {
    if (character === '\\') return '\\\\';
    return [...Array(character.length).keys()].map((at) => unicodeEscape(character.charCodeAt(at))).join('');
  });
  return quote + (quote === '"' ? escaped.replaceAll('"', '\\"') : escaped) + quote;
}

function unicodeEscape(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
