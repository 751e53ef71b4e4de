/** What the other folders import of the compiler, beside its ground rooms. */
export type { Retrier } from './asl/index.ts';
export { isAccepted, rejection } from './asl/index.ts';
export { shortError } from './explain/index.ts';
export { readInputsJson } from './frames/index.ts';
export * from './public.ts';
