import type { FunctionName, Operand } from './ast.ts';
import { type Cursor, failAt } from './cursor.ts';
import { isSingular } from './segments.ts';

/** What a function takes or gives (RFC 9535 section 2.4.1): a value, a truth, or the nodes that a query finds. */
export type FunctionType = 'value' | 'logical' | 'nodes';

interface Signature {
  readonly parameters: readonly FunctionType[];
  readonly result: FunctionType;
}

/** The functions of section 2.4.4 to 2.4.8. */
const signatures: Readonly<Record<FunctionName, Signature>> = {
  length: { parameters: ['value'], result: 'value' },
  count: { parameters: ['nodes'], result: 'value' },
  match: { parameters: ['value', 'value'], result: 'logical' },
  search: { parameters: ['value', 'value'], result: 'logical' },
  value: { parameters: ['nodes'], result: 'value' },
};

export const functionNames: readonly FunctionName[] = ['length', 'count', 'match', 'search', 'value'];

export function isFunctionName(word: string): word is FunctionName {
  return (functionNames as readonly string[]).includes(word);
}

export function resultOf(name: FunctionName): FunctionType {
  return signatures[name].result;
}

/** Checks number and types of the arguments (section 2.4.3). */
export function checkCall(cursor: Cursor, call: Operand & { readonly kind: 'call' }): void {
  const { parameters } = signatures[call.name];
  if (call.arguments.length !== parameters.length) {
    const wanted = parameters.length === 1 ? 'one argument' : 'two arguments';
    failAt(cursor, call.range, `\`${call.name}\` takes ${wanted}`);
  }
  for (const [index, argument] of call.arguments.entries()) {
    if (parameters[index] === 'nodes') {
      if (argument.kind === 'query') continue;
      failAt(cursor, argument.range, `\`${call.name}\` takes a query`, 'A query starts with `$` or `@`.');
    }
    // People count what a path finds: `$.items[?@.open].length > 0`. Outside of filters RFC 9535 has no word in it.
    if (call.name === 'length' && argument.kind === 'query' && cursor.filters === 0) continue;
    checkValue(cursor, argument);
  }
}

/** Stops unless an operand is one value: a function of truth is none, and a query must find at most one node. */
export function checkValue(cursor: Cursor, operand: Operand): void {
  if (operand.kind === 'query' && !isSingular(operand.query)) {
    const help = 'Name one item (`[0]`), or use `count(...)` or `value(...)`.';
    failAt(cursor, operand.range, 'this query can find several nodes where one value is needed', help);
  }
  if (operand.kind === 'call' && resultOf(operand.name) === 'logical') {
    failAt(
      cursor,
      operand.range,
      `\`${operand.name}\` is true or false by itself`,
      'Write it by itself, or after `!`.',
    );
  }
}
