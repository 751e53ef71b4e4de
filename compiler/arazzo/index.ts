export type * from './document.ts';
export { readDocument } from './readDocument.ts';
export { isSince, type Version } from './version.ts';
