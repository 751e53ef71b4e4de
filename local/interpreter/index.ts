export type { ServiceCall, ServiceRequest, Services } from './calls.ts';
export { type Clock, realClock, virtualClock } from './clock.ts';
export type { MachineDefinition, StateDefinition } from './definition.ts';
export { type Child, hasFailed, type MapRun, type MapRunKeeper, type MapRunLimits } from './distributed/mapRun.ts';
export { DefinitionError, RuntimeError, StateError, TaskFailure } from './errors.ts';
export {
  createExecution,
  type Execution,
  type ExecutionOptions,
  type ExecutionResult,
  runMachine,
} from './execution.ts';
export { type HistoryEvent, type HistoryRoom, historyRoom, maxEvents } from './history.ts';
export { emptyObject, isObject, type Json, type JsonObject, parseJson, toData } from './json.ts';
export type { Called, Progress } from './progress.ts';
export { seededRandom, uuid } from './random.ts';
export { createTokens, type TaskTokens } from './tokens.ts';
export {
  type CheckTask,
  type DefinitionDiagnostic,
  type TaskProblem,
  type ValidateOptions,
  validateDefinition,
  type WrittenTask,
} from './validate/index.ts';
