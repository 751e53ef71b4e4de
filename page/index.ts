export { createPage } from './createPage.ts';
export { type KnownWorkflow, type KnownWorkflows, knownWorkflows } from './knownWorkflows.ts';
export type { SiteOptions } from './site.ts';
