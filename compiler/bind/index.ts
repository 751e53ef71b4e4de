export { workflowBinder } from './bindWorkflow.ts';
export type * from './bound.ts';
export { runKey } from './marks.ts';
