export { createStepFunctions, type StepFunctions, type StepFunctionsOptions } from './createStepFunctions.ts';
export { nestedExecutions } from './nested.ts';
export type { ExecutionRecord, StatusListener } from './store.ts';
