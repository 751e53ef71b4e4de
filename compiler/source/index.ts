export { decodeSource } from './decodeSource.ts';
export { parseSource } from './parse.ts';
export { entryOf, isText, placeOf, type TextNode, textNode, valueAt } from './query.ts';
export { jsonObject, toJson } from './toJson.ts';
export type * from './tree.ts';
