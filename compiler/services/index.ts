export type { ServiceEntry } from './format.ts';
export { listServices, loadService, servicesWithOperation } from './load.ts';
export type * from './model.ts';
export { actionName, errorName, sfnName } from './names.ts';
