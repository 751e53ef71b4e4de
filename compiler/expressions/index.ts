export type * from './ast.ts';
export { parseCriterion, parseJsonPath, parseRegex } from './criterion.ts';
export { parseJsonPointer } from './jsonPointer.ts';
export { printCondition, printExpression } from './print.ts';
export { parseExpression } from './runtimeExpression.ts';
export { parseText } from './text.ts';
