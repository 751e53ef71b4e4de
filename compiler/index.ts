/** What the other folders import of the compiler, beside its ground rooms. */
export type { Definition, Document, SourceDescription, Step, Workflow } from './arazzo/index.ts';
export { definitions } from './arazzo/index.ts';
export type { Retrier } from './asl/index.ts';
export { isAccepted, rejection } from './asl/index.ts';
export type { Examined } from './compile.ts';
export { shortError } from './explain/index.ts';
export type { AllowedTypes, Frame, FrameStep, InputsSchema, Service, ValueSchema } from './frames/index.ts';
export { allowedTypes, readInputsJson } from './frames/index.ts';
export { OPTION_WORDS } from './options.ts';
export * from './public.ts';
