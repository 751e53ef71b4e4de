export { type ConnectOptions, createConnect } from './createConnect.ts';
export type { Quota } from './quota.ts';
export { ConnectDataError } from './readData.ts';
