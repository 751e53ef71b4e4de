export { decodeSource } from './decodeSource.ts';
export { keyAt, nodeAt } from './nodeAt.ts';
export { parseSource } from './parse.ts';
export { entryOf, isText, placeOf, type TextNode, textNode, valueAt } from './query.ts';
export { FileError, readShaped, type Shaped, shapedOrThrow } from './readShaped.ts';
export * as shape from './shape/index.ts';
export type { FieldsOf, JsonSchema, Shape } from './shape/shape.ts';
export { jsonObject, toJson } from './toJson.ts';
export type * from './tree.ts';
