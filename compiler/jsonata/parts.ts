import type { Expression } from './ast.ts';

/** The expressions that one is directly made of, in the order of its text. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'field':
    case 'index':
      return [expression.of];
    case 'filter':
      return [expression.of, expression.predicate];
    case 'each':
      return [expression.of, expression.body];
    case 'call':
      return expression.arguments;
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.test, expression.then, ...(expression.otherwise === undefined ? [] : [expression.otherwise])];
    case 'object':
      return expression.members.map(([, value]) => value);
    case 'entry':
      return [expression.name, expression.value];
    case 'array':
      return expression.items;
    case 'block':
      return [...expression.bindings.map(([, value]) => value), expression.result];
    case 'lambda':
      return [expression.body];
    case 'literal':
    case 'variable':
    case 'regex':
      return [];
    default:
      return expression satisfies never;
  }
}
