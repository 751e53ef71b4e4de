export type { Conversion, Styled } from './conversion.ts';
export { canHold, type FailureCase, failureCases, isNever } from './failureCases.ts';
export { compareJson, fold, isNumberText, type KnownFailure, NUMBER_TEXT } from './fold.ts';
export { type Rewriting, rewriteTest, rewriteValue } from './rewrite.ts';
export type * from './value.ts';
export { arrayOf, constant, isCertain, literal, objectOf } from './value.ts';
export { typeOfJson, typeOfShape, typeOfValue } from './valueType.ts';
export { failureIn, readsFailure, readsOf, readsOfTest, valuesOf, weightOf } from './walk.ts';
