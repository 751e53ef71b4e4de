import type { ListNode, Node } from '../source/index.ts';
import { criterionObject } from './definitions.ts';
import type { Criterion } from './document.ts';
import { readFields } from './fields.ts';
import { queryTypes, readExpressionType } from './readExpressionType.ts';
import type { Reading } from './reading.ts';

/** Reads `successCriteria` or `criteria`; a criterion that can't be understood is left out. */
export function readCriteria(reading: Reading, list: ListNode | undefined): Criterion[] {
  const criteria: Criterion[] = [];
  for (const item of list?.items ?? []) {
    const criterion = readCriterion(reading, item);
    if (criterion !== undefined) criteria.push(criterion);
  }
  return criteria;
}

/** Criterion Object. */
function readCriterion(reading: Reading, node: Node): Criterion | undefined {
  const fields = readFields(reading, node, criterionObject);
  if (fields === undefined) return undefined;
  const condition = fields.text('condition');
  const context = fields.text('context');
  const typeNode = fields.get('type');
  const type = typeNode === undefined ? { type: 'simple' as const } : readType(reading, typeNode);
  if (condition === undefined || type === undefined) return undefined;
  if (type.type !== 'simple' && context === undefined) {
    const help = 'Add what the condition is applied to, for example `context: $response.body`.';
    const message = `a criterion of type ${type.type} needs a field \`context\``;
    reading.report('criterion-context', typeNode ?? node, message, help);
    return undefined;
  }
  return {
    node: fields.node,
    condition,
    ...type,
    ...(context === undefined ? {} : { context }),
    ...(typeNode === undefined ? {} : { typeNode }),
  };
}

/** A type by name, or a Criterion Expression Type Object (1.1: Expression Type Object). */
function readType(reading: Reading, node: Node): Pick<Criterion, 'type' | 'version'> | undefined {
  const words = ['simple', 'regex', ...queryTypes(reading)] as const;
  const read = readExpressionType(reading, node, 'criterion type', words);
  if (read?.type !== 'xpath') return read;
  const help = 'AWS SDK calls answer in JSON; write a JSONPath condition.';
  reading.report('not-supported', node, 'XPath conditions are not supported', help);
  return undefined;
}
