export type { Expression, Operator } from './ast.ts';
export * as jsonata from './build.ts';
export { type CarriedRegex, carryRegex } from './carryRegex.ts';
export { carryIRegexp } from './iRegexp.ts';
export { jsonIn, READER_PATTERNS, withReader } from './jsonText.ts';
export { isHidden, isVariableName, LONGEST_NAME, TAKEN_VARIABLES } from './names.ts';
export { MOST_DIGITS } from './numbers.ts';
export { partsOf } from './parts.ts';
export { print, printTemplate } from './print.ts';
