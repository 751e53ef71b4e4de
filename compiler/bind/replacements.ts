import type { Replacement } from '../arazzo/index.ts';
import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import { parseJsonPath, parseJsonPointer, type Segment } from '../expressions/index.ts';
import { type Node, placeOf } from '../source/index.ts';
import type { Binder } from './binder.ts';
import { textInside } from './payloadText.ts';
import { reportText } from './reportText.ts';

/** The path of a node inside the payload: keys and positions. */
type Path = readonly string[];

/**
 * The payload with its replacements put in (Arazzo 1.0.1, section 4.6.12 "Payload Replacement Object"; JSONPath targets
 * are from 1.1.0). Undefined where a target can't be used (reported).
 */
export function replaceInPayload(
  payload: Node,
  replacements: readonly Replacement[],
  binder: Binder,
): Node | undefined {
  let result: Node | undefined = payload;
  for (const replacement of replacements) {
    if (result === undefined) return undefined;
    const paths = targetsOf(replacement, result, binder);
    if (paths === undefined) return undefined;
    for (const path of paths) if (result !== undefined) result = replaceAt(result, path, replacement, binder);
  }
  return result;
}

function targetsOf({ target, targetType }: Replacement, payload: Node, binder: Binder): readonly Path[] | undefined {
  const type = targetType ?? (target.value === '' || target.value.startsWith('/') ? 'jsonpointer' : 'xpath');
  if (type === 'jsonpointer' && !target.value.startsWith('//')) {
    const pointer = parseJsonPointer(target.value);
    return pointer.ok ? [pointer.value.tokens.map(({ text }) => text)] : reportText(pointer.error, target.node, binder);
  }
  if (type === 'jsonpath') {
    const query = parseJsonPath(target.value);
    if (!query.ok) return reportText(query.error, target.node, binder);
    const found = query.value.segments.reduce<readonly Path[]>(
      (paths, segment) => paths.flatMap((path) => step(payload, path, segment)),
      [[]],
    );
    if (found.length === 0) {
      return binder.report(
        diagnostic(
          'replacement-target-unknown',
          placeOf(target.node),
          `\`${target.value}\` finds nothing in the payload`,
          'Names, positions and `*` can be used in targets.',
        ),
      );
    }
    return found;
  }
  return binder.report(
    diagnostic(
      'not-supported',
      placeOf(target.node),
      'XPath targets are not supported: payloads are sent as JSON, whatever the service speaks',
      'Write a JSON Pointer, for example `/Name`.',
    ),
  );
}

/** The paths that one segment leads to; none for a selector that targets can't have. */
function step(payload: Node, path: Path, segment: Segment): readonly Path[] {
  const node = nodeAt(payload, path);
  const [selector, ...others] = segment.selectors;
  if (selector === undefined || others.length > 0 || segment.descendant) return [];
  if (selector.kind === 'name') return [[...path, selector.name]];
  if (selector.kind === 'index') return [[...path, String(selector.index)]];
  if (selector.kind !== 'wildcard') return [];
  if (node?.kind === 'list') return node.items.map((_, index) => [...path, String(index)]);
  return node?.kind === 'map' ? node.entries.map(({ key }) => [...path, key.value]) : [];
}

function nodeAt(node: Node, path: Path): Node | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return node;
  const below =
    node.kind === 'map'
      ? node.entries.find(({ key }) => key.value === first)?.value
      : node.kind === 'list'
        ? node.items[Number(first)]
        : undefined;
  return below === undefined ? undefined : nodeAt(below, rest);
}

function replaceAt(node: Node, path: Path, replacement: Replacement, binder: Binder): Node | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return replacement.value;
  if (node.kind === 'list' && node.items[Number(first)] !== undefined) {
    const items = node.items.map((item, index) =>
      String(index) === first ? replaceAt(item, rest, replacement, binder) : item,
    );
    return items.every((item) => item !== undefined) ? { ...node, items } : undefined;
  }
  if (node.kind === 'map') {
    const at = node.entries.findIndex(({ key }) => key.value === first);
    const entry = node.entries[at];
    if (entry === undefined && rest.length === 0) {
      const key = textInside(replacement.target.node, first, { start: 0, end: replacement.target.value.length });
      return { ...node, entries: [...node.entries, { key, value: replacement.value }] };
    }
    const value = entry === undefined ? undefined : replaceAt(entry.value, rest, replacement, binder);
    if (entry !== undefined)
      return value === undefined ? undefined : { ...node, entries: node.entries.with(at, { ...entry, value }) };
  }
  const close =
    node.kind === 'map'
      ? nearest(
          first,
          node.entries.map(({ key }) => key.value),
        )
      : undefined;
  return binder.report(
    diagnostic(
      'replacement-target-unknown',
      placeOf(replacement.target.node),
      `the payload has nothing at \`${replacement.target.value}\``,
      didYouMean(close) ?? 'Give the payload the member that is to be replaced.',
    ),
  );
}
