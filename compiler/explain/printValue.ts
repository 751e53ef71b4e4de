import type { PathSegment, PathSelector, Read, Value } from '../plan/index.ts';
import { printTest } from './printTest.ts';

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
    case 'list':
      return `[${value.items.map((item) => printValue(item, notation)).join(', ')}]`;
    case 'map':
      return `{${value.members.map(({ name, value: member }) => `${name}: ${printValue(member, notation)}`).join(', ')}}`;
    case 'text':
      return `"${value.parts.map((part) => printPart(part, notation)).join('')}"`;
    case 'nodes':
      return join(printValue(value.of, notation), value.segments.map((each) => printSegment(each, notation)).join(''));
    case 'single':
      return printValue(value.of, notation);
    case 'length':
      return `length(${printValue(value.of, notation)})`;
    case 'count':
      return `count(${printValue(value.of, notation)})`;
    case 'parsed':
      return join(`json(${printValue(value.of, notation)})`, printPath(value.path));
    case 'failureStatus':
      return notation === 'document' ? '$statusCode' : 'status';
    case 'nothing':
      return 'nothing';
    default:
      return value satisfies never;
  }
}

/** A part of a text that is put together: literal text as it is, expressions in braces. */
function printPart(part: Value, notation: Notation): string {
  if (part.kind === 'literal')
    return typeof part.value === 'string' ? JSON.stringify(part.value).slice(1, -1) : JSON.stringify(part.value);
  return `{${printValue(part, notation)}}`;
}

function printRead({ from, path }: Read, notation: Notation): string {
  const rest = printPath(path);
  switch (from.kind) {
    case 'input':
      return join(`$inputs${printName(from.name)}`, rest);
    case 'output': {
      const step = from.step.step.id.value;
      const start = notation === 'document' ? `$steps${printName(step)}.outputs` : `$${step}`;
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
