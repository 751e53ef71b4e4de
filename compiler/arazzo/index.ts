export type * from './document.ts';
export { readDocument } from './readDocument.ts';
