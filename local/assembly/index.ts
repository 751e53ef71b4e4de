export { type Deployed, deployAssembly } from './deploy.ts';
export { AssemblyError } from './template.ts';
