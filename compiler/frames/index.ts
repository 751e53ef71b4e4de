export { type AllowedTypes, allowedTypes } from './allowedTypes.ts';
export { components } from './components.ts';
export { type Context, createContext } from './context.ts';
export type { Service } from './foundService.ts';
export type * from './frame.ts';
export { calledBy, operationOf } from './frame.ts';
export { Frames } from './frames.ts';
export { type DeclaredInput, readInputsJson, type WorkflowInputs } from './inputs.ts';
export type * from './inputsSchema.ts';
