import { diagnostic } from '../diagnostics/index.ts';
import { parseText, type TemplatePart } from '../expressions/index.ts';
import { isText, type Node, placeOf, type ScalarNode } from '../source/index.ts';
import { arrayOf, literal, type ObjectMember, objectOf, type Value, weightOf } from '../values/index.ts';
import { bindExpression } from './bindExpression.ts';
import type { Binder } from './binder.ts';
import { bindSelector, isSelector } from './bindSelector.ts';
import { changeOf } from './changes.ts';
import { reportText } from './reportText.ts';
import type { Scope } from './scope.ts';

/**
 * A value of the document that may hold runtime expressions: a payload, a parameter's value, an output. Names of members
 * stay as written. Undefined where something in it is wrong (reported).
 */
export function bindNode(node: Node, scope: Scope, binder: Binder): Value | undefined {
  const changed = changeOf(node);
  if (changed !== undefined) {
    const of = bindNode(changed.of, scope, binder);
    const to = bindNode(changed.change.value, scope, binder);
    return of && to && fitting({ kind: 'changed', of, path: changed.change.path, to }, node, binder);
  }
  switch (node.kind) {
    case 'scalar':
      return isText(node) ? bindText(node.value, node, scope, binder) : literal(node.value);
    case 'list': {
      const items = node.items.map((item) => bindNode(item, scope, binder));
      return items.every((item) => item !== undefined) ? fitting(arrayOf(items), node, binder) : undefined;
    }
    case 'map': {
      if (isSelector(node, scope.workflow.frame.document.version)) return bindSelector(node, scope, binder);
      const members = node.entries.map(({ key, value }) => ({
        name: key.value,
        value: bindNode(value, scope, binder),
        required: false,
      }));
      return members.every(hasValue) ? fitting(objectOf(members), node, binder) : undefined;
    }
    default:
      return node satisfies never;
  }
}

/** Whether the value of a member could be bound. */
export function hasValue(member: { readonly value: Value | undefined }): member is ObjectMember {
  return member.value !== undefined;
}

/** A string: plain, one expression (its value keeps its type), or a template. */
export function bindText(written: string, node: ScalarNode, scope: Scope, binder: Binder): Value | undefined {
  const parsed = parseText(written);
  if (!parsed.ok) return reportText(parsed.error, node, binder);
  const text = parsed.value;
  switch (text.kind) {
    case 'plain':
      return literal(text.text);
    case 'expression':
      return bindExpression(text.expression, node, scope, binder);
    case 'template':
      if (text.bare) {
        binder.report(
          diagnostic(
            'expression-bare',
            placeOf(node),
            'an expression inside a longer text is written without braces; it is taken as one',
            'Write it as `{$inputs.name}`: other runners may take it as plain text.',
          ),
        );
      }
      return bindTemplate(text.parts, node, scope, binder);
    default:
      return text satisfies never;
  }
}

/** A string with embedded expressions (Arazzo 1.0.1, section 4.7): scalars become strings, structures JSON. */
export function bindTemplate(
  parts: readonly TemplatePart[],
  node: ScalarNode,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const bound = parts.map((part) =>
    typeof part === 'string' ? literal(part) : bindExpression(part, node, scope, binder),
  );
  return bound.every((part) => part !== undefined)
    ? fitting({ kind: 'template', parts: bound }, node, binder)
    : undefined;
}

/** Parts that one value may have: more would never fit into a definition. */
const MOST_PARTS = 10_000;

/** The value, unless it is far too large (reported): workflows that are called may double what they are handed. */
function fitting(value: Value, node: Node, binder: Binder): Value | undefined {
  if (weightOf(value) <= MOST_PARTS) return value;
  const message = 'with all that it refers to, this value is too large for a definition';
  return binder.report(diagnostic('definition-too-large', placeOf(node), message));
}
