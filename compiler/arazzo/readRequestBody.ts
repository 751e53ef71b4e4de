import type { MapNode } from '../source/index.ts';
import { replacementObject, requestBodyObject } from './definitions.ts';
import type { Replacement, RequestBody } from './document.ts';
import { type Fields, readFields } from './fields.ts';
import { queryTypes, readExpressionType } from './readExpressionType.ts';
import type { Reading } from './reading.ts';

/** Request Body Object and its Payload Replacement Objects. */
export function readRequestBody(reading: Reading, node: MapNode): RequestBody | undefined {
  const fields = readFields(reading, node, requestBodyObject);
  if (fields === undefined) return undefined;
  const contentType = fields.text('contentType');
  const payload = fields.get('payload');
  const replacements: Replacement[] = [];
  for (const item of fields.list('replacements')?.items ?? []) {
    const replacement = readFields(reading, item, replacementObject);
    const target = replacement?.text('target');
    const value = replacement?.get('value');
    if (replacement === undefined || target === undefined || value === undefined) continue;
    const targetType = selectorType(reading, replacement);
    replacements.push({ node: replacement.node, target, value, ...(targetType === undefined ? {} : { targetType }) });
  }
  return {
    node,
    replacements,
    ...(contentType === undefined ? {} : { contentType }),
    ...(payload === undefined ? {} : { payload }),
  };
}

/** `targetSelectorType` of 1.1: a name, or an Expression Type Object whose `type` is the name. */
function selectorType(reading: Reading, fields: Fields<typeof replacementObject>): Replacement['targetType'] {
  const node = fields.get('targetSelectorType');
  return node === undefined
    ? undefined
    : readExpressionType(reading, node, 'type of target selector', queryTypes(reading))?.type;
}
