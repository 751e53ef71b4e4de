export { attemptName, executionName } from './executionName.ts';
export type { Fault } from './file/table.ts';
export { MappingError, type MappingOptions } from './inputs/mapping.ts';
export { anyInputs, type Inputs, inputsOf } from './inputs/schema.ts';
export { type Batch, type Complaint, type InputCheck, type Job, readBatch } from './readBatch.ts';
export { type Counts, countOf, resultsCsv } from './results.ts';
export type { Executions, Look, Pace } from './run/executions.ts';
export { executionsOf } from './run/executionsOf.ts';
export { type Outcome, runBatch } from './run/runBatch.ts';
