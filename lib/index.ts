export { ArazzoStateMachine, type ArazzoStateMachineProps } from './arazzoStateMachine.ts';
export { DocumentError } from './documentError.ts';
export type { ResourceScope } from './resourceScope.ts';
