export { atSource } from './atSource.ts';
export type { Definition, Field, FieldType } from './definitions.ts';
export * as definitions from './definitions.ts';
export type * from './document.ts';
export { type Prerequisite, readPrerequisite } from './prerequisites.ts';
export { readDocument } from './readDocument.ts';
export { isSince, type Version } from './version.ts';
