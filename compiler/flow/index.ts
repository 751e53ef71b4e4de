export { planWorkflow } from './planWorkflow.ts';
