export { type ConnectOptions, createConnect } from './createConnect.ts';
export type { Quota } from './quota.ts';
export { type ConnectData, connectDataShape, type EntryData, type InstanceData, readConnectData } from './readData.ts';
