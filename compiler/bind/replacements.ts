import type { Replacement, Version } from '../arazzo/index.ts';
import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import { parseJsonPath, parseJsonPointer } from '../expressions/index.ts';
import { type Node, placeOf, writtenToken } from '../source/index.ts';
import type { Binder } from './binder.ts';
import { isExpression, withChange } from './changes.ts';
import { findInPayload, type Path } from './payloadQuery.ts';
import { textInside } from './payloadText.ts';
import { reportText } from './reportText.ts';

/**
 * The payload with its replacements put in (Arazzo 1.0.1, section 4.6.12 "Payload Replacement Object"; JSONPath targets
 * are from 1.1.0). Undefined where a target can't be used (reported).
 */
export function replaceInPayload(
  payload: Node,
  replacements: readonly Replacement[],
  version: Version,
  binder: Binder,
): Node | undefined {
  let result: Node | undefined = payload;
  for (const replacement of replacements) {
    if (result === undefined) return undefined;
    const paths = targetsOf(replacement, result, version, binder);
    if (paths === undefined) return undefined;
    for (const path of paths) if (result !== undefined) result = replaceAt(result, path, replacement, version, binder);
  }
  return result;
}

function targetsOf(
  { target, targetType }: Replacement,
  payload: Node,
  version: Version,
  binder: Binder,
): readonly Path[] | undefined {
  const type = targetType ?? (target.value === '' || target.value.startsWith('/') ? 'jsonpointer' : 'xpath');
  if (type === 'jsonpointer' && !target.value.startsWith('//')) {
    const pointer = parseJsonPointer(target.value);
    return pointer.ok ? [pointer.value.tokens.map(({ text }) => text)] : reportText(pointer.error, target.node, binder);
  }
  if (type === 'jsonpath') {
    const query = parseJsonPath(target.value);
    if (!query.ok) return reportText(query.error, target.node, binder);
    const found = findInPayload(query.value, payload, version);
    if (found.kind === 'paths' && found.paths.length > 0) return found.paths;
    const [message, help] =
      found.kind === 'paths'
        ? [
            `\`${target.value}\` finds nothing in the payload`,
            'The target is looked for in the payload as it is written.',
          ]
        : [
            `what \`${target.value}\` finds depends on values that are only known when the machine runs`,
            'Compare with members of the payload that are written out.',
          ];
    return binder.report(diagnostic('replacement-target-unknown', placeOf(target.node), message, help));
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

function replaceAt(
  node: Node,
  path: Path,
  replacement: Replacement,
  version: Version,
  binder: Binder,
): Node | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return replacement.value;
  if (isExpression(node, version)) return withChange(node, { path, value: replacement.value });
  if (node.kind === 'list' && node.items[Number(first)] !== undefined) {
    const items = node.items.map((item, index) =>
      String(index) === first ? replaceAt(item, rest, replacement, version, binder) : item,
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
    const value = entry === undefined ? undefined : replaceAt(entry.value, rest, replacement, version, binder);
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
      didYouMean(close, (near) => inTarget(near, rest.length, replacement.target.value)) ??
        'Give the payload the member that is to be replaced.',
    ),
  );
}

/** A target with another name in the place of the token that so many follow; a JSONPath's is told alone. */
function inTarget(name: string, following: number, target: string): string {
  if (!target.startsWith('/')) return name;
  const tokens = target.split('/');
  return tokens.with(tokens.length - 1 - following, writtenToken(name)).join('/');
}
