export { bytesOfText, textOfBytes } from './bytes.ts';
export { createS3, type S3Options } from './createS3.ts';
export type { ObjectEvent } from './store.ts';
