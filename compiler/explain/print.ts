import type { PathSegment, PathSelector, Read, Test, Value } from '../plan.ts';
import { shortError } from './errorNames.ts';

/**
 * How references are written: as in the document (`$steps.create.outputs.id`, `$response.User.Id`), or short, as they
 * read in the console (`$create.id`) and without what goes without saying (`User.Id`).
 */
export type Notation = 'document' | 'short';

/** A value as text for people. Names inside responses are those of Step Functions. */
export function printValue(value: Value, notation: Notation): string {
  switch (value.kind) {
    case 'literal':
      return JSON.stringify(value.value);
    case 'read':
      return printRead(value, notation);
    case 'array':
      return `[${value.items.map((item) => printValue(item, notation)).join(', ')}]`;
    case 'object':
      return `{${value.members.map(({ name, value: member }) => `${name}: ${printValue(member, notation)}`).join(', ')}}`;
    case 'template':
      return `"${value.parts.map((part) => printPart(part, notation)).join('')}"`;
    case 'nodes':
      return join(printValue(value.of, notation), value.segments.map((each) => printSegment(each, notation)).join(''));
    case 'single':
    case 'number':
      return printValue(value.of, notation);
    case 'converted':
      if (value.by.kind === 'query') return `?${printValue(value.of, notation)}`;
      if (value.by.kind === 'header')
        return join(notation === 'document' ? '$response.header' : '', printName(value.by.name));
      return printValue(value.of, notation);
    case 'merged':
      return value.parts.map((part) => printValue(part, notation)).join(' + ');
    case 'changed':
      return `${printValue(value.of, notation)} with /${value.path.join('/')}: ${printValue(value.to, notation)}`;
    case 'length':
      return `length(${printValue(value.of, notation)})`;
    case 'count':
      return `count(${printValue(value.of, notation)})`;
    case 'parsed':
      return join(`json(${printValue(value.of, notation)})`, printPath(value.path));
    case 'failure':
      return FAILURE[value.part][notation];
    case 'token':
      return 'a token of this execution';
    case 'nothing':
      return 'nothing';
    default:
      return value satisfies never;
  }
}

/** What is read of a failed call. */
const FAILURE = {
  status: { document: '$statusCode', short: 'status' },
  name: { document: '$response.body#/__type', short: 'error' },
  message: { document: '$response.body#/message', short: 'message' },
} as const;

/** A part of a string that is put together: literal text as it is, expressions in braces. */
function printPart(part: Value, notation: Notation): string {
  if (part.kind === 'literal')
    return typeof part.value === 'string' ? JSON.stringify(part.value).slice(1, -1) : JSON.stringify(part.value);
  return `{${printValue(part, notation)}}`;
}

function printRead({ from, path }: Read, notation: Notation): string {
  const rest = printPath(path);
  switch (from.kind) {
    case 'input':
    case 'secret':
      return join(`$inputs${printName(from.name)}`, rest);
    case 'expression':
      return from.secret ? join(`$inputs${printName(from.name)}`, rest) : join(printValue(from.value, notation), rest);
    case 'own':
      return `$${from.variable}`;
    case 'output': {
      const start = notation === 'document' ? `$steps${printName(from.step)}.outputs` : `$${from.step}`;
      return join(`${start}${printName(from.name)}`, rest);
    }
    case 'response':
      return join(notation === 'document' ? '$response' : '', rest) || 'response';
    case 'item':
      return join(notation === 'document' ? '@' : '', rest) || '@';
    default:
      return from satisfies never;
  }
}

/** A start and what follows it; without a start the first dot is dropped. */
function join(start: string, rest: string): string {
  return start === '' || start === 'response' ? rest.replace(/^\./, '') || start : `${start}${rest}`;
}

function printPath(path: readonly (string | number)[]): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : printName(step))).join('');
}

function printName(name: string): string {
  return /^[\p{L}\p{N}_-]+$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function printSegment({ descendant, selectors }: PathSegment, notation: Notation): string {
  const [only] = selectors;
  const dots = descendant ? '..' : '';
  if (selectors.length === 1 && only?.kind === 'name') {
    const name = printName(only.name);
    return descendant && name.startsWith('.') ? `.${name}` : `${dots}${name}`;
  }
  return `${dots}[${selectors.map((each) => printSelector(each, notation)).join(', ')}]`;
}

function printSelector(selector: PathSelector, notation: Notation): string {
  switch (selector.kind) {
    case 'name':
      return JSON.stringify(selector.name);
    case 'wildcard':
      return '*';
    case 'index':
      return String(selector.index);
    case 'slice': {
      const { start = '', end = '', step } = selector;
      return `${start}:${end}${step === 1 ? '' : `:${step}`}`;
    }
    case 'filter':
      return notation === 'document' ? `?${printTest(selector.test, notation)}` : printTest(selector.test, notation);
    default:
      return selector satisfies never;
  }
}

/** A test as text for people; the short notation is for labels. */
export function printTest(test: Test, notation: Notation): string {
  const value = (each: Parameters<typeof printValue>[0]) => printValue(each, notation);
  switch (test.kind) {
    case 'constant':
      return test.value ? 'always' : 'never';
    case 'and':
    case 'or':
      return test.tests.map((each) => inside(each, test.kind, notation)).join(` ${test.kind} `);
    case 'not':
      return `not (${printTest(test.test, notation)})`;
    case 'compare':
      return `${value(test.left)} ${operator(test.operator, notation)} ${value(test.right)}`;
    case 'failedWith':
      return notation === 'document' ? `failed with ${orList(test.errors)}` : orList(test.errors.map(shortError));
    case 'contains':
      return `${value(test.left)} contains ${value(test.right)}`;
    case 'empty':
      return `${value(test.value)} is ${test.expected ? 'empty' : 'not empty'}`;
    case 'exists':
      return `${value(test.value)} is there`;
    case 'truth':
      return value(test.value);
    case 'matches':
      return `${value(test.value)} matches /${test.source}/${test.ignoreCase ? 'i' : ''}`;
    default:
      return test satisfies never;
  }
}

/** An operand of `and` or `or`, in parentheses where it would be read otherwise. */
function inside(test: Test, around: 'and' | 'or', notation: Notation): string {
  const text = printTest(test, notation);
  return (test.kind === 'and' || test.kind === 'or') && test.kind !== around ? `(${text})` : text;
}

const SIGNS = { '==': '=', '!=': '≠', '<=': '≤', '>=': '≥', '<': '<', '>': '>' } as const;

function operator(written: keyof typeof SIGNS, notation: Notation): string {
  return notation === 'document' ? written : SIGNS[written];
}

function orList(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
