export type * from './ast.ts';
export { parseJsonPointer } from './jsonPointer.ts';
export { parseExpression } from './runtimeExpression.ts';
export { parseText } from './text.ts';
