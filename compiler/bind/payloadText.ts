import { Diagnostics, diagnostic, type Range } from '../diagnostics/index.ts';
import { type Node, parseSource, placeOf, type ScalarNode, type TextNode } from '../source/index.ts';
import type { Binder } from './binder.ts';

/**
 * A payload written as text: JSON with expressions embedded (Arazzo 1.0.1, section 4.6.11 shows it), or a form. Gives the
 * tree that it stands for, its places those in the document; the text itself where it is one value.
 * @param takesText whether the operation takes a text as its body
 */
export function parsePayloadText(
  written: TextNode,
  takesText: boolean,
  contentType: string | undefined,
  binder: Binder,
): Node | undefined {
  const text = written.value.trim();
  if (takesText) return written;
  if (text.startsWith('{') && !/^\{\$[^"{}]*\}$/.test(text)) return parseJsonText(written, binder);
  if (text.startsWith('[') && isJson(quoteExpressions(text))) return parseJsonText(written, binder);
  if (text.startsWith('<')) {
    return binder.report(
      diagnostic(
        'not-supported',
        placeOf(written),
        'XML text as a payload is not supported: Step Functions takes the members as JSON',
        'Write the payload as an object.',
      ),
    );
  }
  if (contentType?.startsWith('application/x-www-form-urlencoded') && text.includes('=')) return parseForm(written);
  return written;
}

function parseJsonText(written: TextNode, binder: Binder): Node | undefined {
  const inner = new Diagnostics();
  const file = { name: written.file.name, text: quoteExpressions(written.value) };
  const tree = parseSource(file, inner);
  const [first] = inner.all;
  if (tree !== undefined && first === undefined) return relocate(tree, written);
  return binder.report(
    diagnostic(
      'payload-not-json',
      placeOf(written, first?.place.range),
      `the payload is not JSON: ${first?.message ?? 'it is empty'}`,
      'Write the payload as an object, not as text.',
    ),
  );
}

/** A text may well begin with a bracket and be no list. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `{"a": {$inputs.n}}`: an expression that isn't quoted stands for its value; quotes take the braces' places. */
function quoteExpressions(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|\{(\$[^{}"]+)\}/g, (match: string, expression?: string) =>
    expression === undefined ? match : `"${expression}"`,
  );
}

function parseForm(written: TextNode): Node {
  let at = 0;
  const entries = written.value.split('&').map((pair) => {
    const start = at;
    at += pair.length + 1;
    const equals = pair.indexOf('=') < 0 ? pair.length : pair.indexOf('=');
    const key = textInside(written, decode(pair.slice(0, equals)), { start, end: start + equals });
    const value = textInside(written, decode(pair.slice(equals + 1)), {
      start: Math.min(start + equals + 1, at - 1),
      end: at - 1,
    });
    return { key, value };
  });
  return { kind: 'map', file: written.file, range: written.range, entries };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ').trim());
  } catch {
    return text;
  }
}

/** A tree that was read out of a text, its places moved to where the text stands. */
function relocate(node: Node, outer: ScalarNode): Node {
  const { file } = outer;
  const range = outer.locate(node.range.start, node.range.end);
  switch (node.kind) {
    case 'scalar':
      return {
        kind: 'scalar',
        file,
        range,
        value: node.value,
        locate: (start, end) => locateInside(node, outer, start, end),
      };
    case 'list':
      return { kind: 'list', file, range, items: node.items.map((item) => relocate(item, outer)) };
    case 'map': {
      const entries = node.entries.map(({ key, value }) => ({
        key: textInside(outer, key.value, key.range),
        value: relocate(value, outer),
      }));
      return { kind: 'map', file, range, entries };
    }
    default:
      return node satisfies never;
  }
}

function locateInside(node: ScalarNode, outer: ScalarNode, start: number, end: number): Range {
  const inner = node.locate(start, end);
  return outer.locate(inner.start, inner.end);
}

/** A text that stands inside another one. */
export function textInside(outer: ScalarNode, value: string, range: Range): TextNode {
  const located = outer.locate(range.start, range.end);
  return { kind: 'scalar', file: outer.file, range: located, value, locate: () => located };
}
