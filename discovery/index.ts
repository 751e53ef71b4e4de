export { describeOperation, type OperationDescription } from './describeOperation.ts';
export type { MemberDescription, ValueDescription } from './describeShape.ts';
export { findTarget, type Target } from './findTarget.ts';
export { inputSkeleton } from './inputSkeleton.ts';
export { operationText } from './operationText.ts';
export { type FoundOperation, searchEverywhere, searchOperations, searchServices } from './search.ts';
export { table } from './table.ts';
export { type NewFile, projectFiles } from './template/projectFiles.ts';
