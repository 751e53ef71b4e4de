import type { Test } from '../plan/index.ts';
import { shortError } from './errorNames.ts';
import { type Notation, printValue } from './printValue.ts';

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
