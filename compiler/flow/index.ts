export { planWorkflow } from './planWorkflow.ts';
export { sentToken } from './repeatable.ts';
