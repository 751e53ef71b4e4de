export { compile } from './compile.ts';
export { packageRoot } from './packageRoot.ts';
export { readReferenced } from './readReferenced.ts';
export { shippedModels } from './shippedModels.ts';
