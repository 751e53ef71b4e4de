import type { StructureShape } from '../apis/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { isText, type Node, placeOf } from '../source/index.ts';
import { arrayOf, literal, objectOf, type Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import { bindText } from './bindNode.ts';
import { textInside } from './payloadText.ts';
import type { Scope } from './scope.ts';

/**
 * `name=value`, written where the model has a filter of `Name` and `Values`: people write filters as the console shows
 * them. Undefined where the node is no such text or the structure is no filter.
 */
export function bindFilterText(node: Node, structure: StructureShape, scope: Scope, binder: Binder): Value | undefined {
  if (!isText(node)) return undefined;
  const name = structure.members.find((member) => member.name === 'Name');
  const values = structure.members.find((member) => member.name === 'Values' && member.shape.type === 'list');
  const equals = node.value.indexOf('=');
  if (name === undefined || values === undefined || equals <= 0 || node.value.startsWith('$')) return undefined;
  const inner = textInside(node, node.value.slice(equals + 1), { start: equals + 1, end: node.value.length });
  const value = bindText(inner.value, inner, scope, binder);
  if (value === undefined) return undefined;
  const key = node.value.slice(0, equals);
  const message = `\`${key}=...\` is taken as a filter: \`Name\` is \`${key}\`, \`Values\` is what stands behind the sign`;
  binder.report(
    diagnostic('filter-as-text', placeOf(node), message, 'Write it as an object with `Name` and `Values`.'),
  );
  return objectOf([
    { name: name.sfnName, value: literal(key), required: name.required },
    { name: values.sfnName, value: arrayOf([value]), required: values.required },
  ]);
}
