export { createStepFunctions, type StepFunctions, type StepFunctionsOptions } from './createStepFunctions.ts';
export { nestedExecutions } from './nested.ts';
export type { ChangeListener, ExecutionRecord, StatusListener } from './store.ts';
