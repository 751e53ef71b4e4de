export { type Deployed, deployAssembly } from './deploy.ts';
export type { TakenParameter } from './parameters.ts';
export { AssemblyError } from './template.ts';
