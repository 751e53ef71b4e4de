import { isSince, type Version } from '../arazzo/index.ts';
import { diagnostic, nearest } from '../diagnostics/index.ts';
import { parseJsonPath, parseJsonPointer } from '../expressions/index.ts';
import type { MapNode, Node } from '../source/index.ts';
import { isText, placeOf, textNode, valueAt } from '../source/index.ts';
import type { Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import { bindQuery } from './bindQuery.ts';
import { extend } from './bindResponse.ts';
import { reportText } from './reportText.ts';
import type { Scope } from './scope.ts';

const TYPES = ['jsonpath', 'jsonpointer', 'xpath'];

/**
 * Whether a map is a Selector Object (Arazzo 1.1.0): exactly `context`, `selector` and `type`, and one that could be meant: the
 * context is an expression, the selector a text, the type one of those that there are, or nearly. Any other is data.
 */
export function isSelector(node: MapNode, version: Version): boolean {
  const names = node.entries.map(({ key }) => key.value).filter((name) => !name.startsWith('x-'));
  if (!isSince(version, '1.1') || names.length !== 3) return false;
  const type = typeName(valueAt(node, 'type'));
  return (
    textNode(valueAt(node, 'context'))?.value.startsWith('$') === true &&
    textNode(valueAt(node, 'selector')) !== undefined &&
    (TYPES.includes(type) || nearest(type, TYPES) !== undefined)
  );
}

/** The part of its context that a Selector Object names. */
export function bindSelector(node: MapNode, scope: Scope, binder: Binder): Value | undefined {
  const context = valueAt(node, 'context');
  const selector = valueAt(node, 'selector');
  if (context === undefined || selector === undefined || !isText(context) || !isText(selector)) {
    return binder.report(
      diagnostic('expression-syntax', placeOf(node), '`context` and `selector` of a selector are texts'),
    );
  }
  const root = binder.node(context, scope);
  if (root === undefined) return undefined;
  const type = typeName(valueAt(node, 'type'));
  switch (type) {
    case 'jsonpointer': {
      const pointer = parseJsonPointer(selector.value);
      if (!pointer.ok) return reportText(pointer.error, selector, binder);
      return extend(root, pointer.value.tokens, selector, binder);
    }
    case 'jsonpath': {
      const query = parseJsonPath(selector.value);
      if (!query.ok) return reportText(query.error, selector, binder);
      const compared = () => undefined;
      return bindQuery(query.value, {
        node: selector,
        scope,
        binder,
        root,
        mode: 'strict',
        criterion: false,
        compared,
      });
    }
    default:
      return binder.report(
        diagnostic(
          'not-supported',
          placeOf(node),
          `selectors of type \`${type}\` are not supported: AWS responses arrive as JSON`,
          'Use `jsonpath` or `jsonpointer`.',
        ),
      );
  }
}

/** `jsonpath`, or the `type` of an Expression Type Object. */
function typeName(node: Node | undefined): string {
  const type = node?.kind === 'map' ? valueAt(node, 'type') : node;
  return type?.kind === 'scalar' ? String(type.value) : '';
}
