import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import {
  type DiagnosticCode,
  diagnostic,
  didYouMean,
  duplicate,
  nearest,
  type Range,
  type Reporter,
  type SourceFile,
} from '../diagnostics/index.ts';
import { decodeScalar, styleOf } from './decodeScalar.ts';
import { maxAliased, maxDepth, maxNodes } from './limits.ts';
import { ParsedScalar } from './scalar.ts';
import type { Entry, ListNode, MapNode, Node } from './tree.ts';

/**
 * Makes the parser's nodes into a tree; undefined, with one diagnostic, for what JSON has no counterpart for.
 * The depth of the written form has been checked before, so recursion is safe.
 */
export function toTree(file: SourceFile, root: unknown, reporter: Reporter): Node | undefined {
  try {
    return new TreeBuilder(file, reporter).node(root, 0);
  } catch (error) {
    if (error instanceof Refusal) {
      reporter.report(diagnostic(error.code, { file, range: error.range }, error.message, error.help));
      return undefined;
    }
    throw error;
  }
}

/** Ends the conversion; never leaves this file. */
class Refusal extends Error {
  readonly code: DiagnosticCode;
  readonly range: Range;
  readonly help: string | undefined;

  constructor(code: DiagnosticCode, range: Range, message: string, help?: string) {
    super(message);
    this.code = code;
    this.range = range;
    this.help = help;
  }
}

/** What an anchor stands for, how many nodes that is, and how deep; `open` while its own content is being read. */
type Anchor = { readonly node: Node; readonly nodes: number; readonly height: number } | 'open';

class TreeBuilder {
  readonly #file: SourceFile;
  readonly #reporter: Reporter;
  readonly #anchors = new Map<string, Anchor>();
  /** Unicode line separators are text in YAML; the parser loses what is behind them in folded text. */
  readonly #hasSeparators: boolean;
  #nodes = 0;
  #aliased = 0;
  /** The deepest level reached since it was last set, to know the height of what an anchor stands for. */
  #reached = 0;

  constructor(file: SourceFile, reporter: Reporter) {
    this.#file = file;
    this.#reporter = reporter;
    this.#hasSeparators = /[\u2028\u2029]/.test(file.text);
  }

  node(given: unknown, depth: number): Node {
    if (isAlias(given)) return this.#alias(given, depth);
    if (isScalar(given)) return this.#anchored(given, depth, () => this.#scalar(given));
    if (isMap(given)) return this.#anchored(given, depth, () => this.#map(given, depth));
    if (isSeq(given)) return this.#anchored(given, depth, () => this.#list(given, depth));
    throw new Error('the YAML parser gave a node of an unknown kind');
  }

  #anchored<T extends Node>(given: Scalar | YAMLMap | YAMLSeq, depth: number, make: () => T): T {
    const { anchor, tag } = given;
    const range = rangeOf(given);
    if (tag !== undefined) {
      const help = 'Remove the tag; values are those of JSON: strings, numbers, true, false, null, arrays and objects.';
      throw new Refusal('yaml-tag', this.#tagBefore(range), 'YAML tags are not supported', help);
    }
    this.#count(1, range);
    if (depth > this.#reached) this.#reached = depth;
    if (anchor === undefined) return make();
    const before = this.#nodes;
    const reached = this.#reached;
    this.#reached = depth;
    this.#anchors.set(anchor, 'open');
    const node = make();
    this.#anchors.set(anchor, { node, nodes: this.#nodes - before + 1, height: this.#reached - depth });
    this.#reached = Math.max(this.#reached, reached);
    return node;
  }

  #alias(given: Alias, depth: number): Node {
    const range = rangeOf(given);
    const anchor = this.#anchors.get(given.source);
    if (anchor === undefined) {
      const near = nearest(given.source, this.#anchors.keys());
      const help = didYouMean(near, (name) => `*${name}`) ?? 'Put a string that starts with * in quotes.';
      throw new Refusal('yaml-alias', range, `there is no anchor &${given.source} before this alias`, help);
    }
    if (anchor === 'open')
      throw new Refusal('yaml-alias', range, `the alias *${given.source} is inside the value it stands for`);
    this.#aliased += anchor.nodes;
    if (this.#aliased > maxAliased) {
      throw new Refusal('document-limit', range, `the document has aliases for more than ${maxAliased} values`);
    }
    this.#count(anchor.nodes, range);
    if (depth + anchor.height > maxDepth) {
      throw new Refusal('document-limit', range, `nested more than ${maxDepth} levels deep with its aliases expanded`);
    }
    this.#reached = Math.max(this.#reached, depth + anchor.height);
    return anchor.node;
  }

  #scalar(given: Scalar): ParsedScalar {
    const range = rangeOf(given);
    const { value } = given;
    const token = given.srcToken;
    const indent = token?.type === 'block-scalar' ? token.indent : 0;
    switch (typeof value) {
      case 'string': {
        const text = this.#hasSeparators ? this.#textOf(range, indent) : value;
        return new ParsedScalar(this.#file, range, text, indent);
      }
      case 'number':
        this.#checkNumber(value, range);
        return new ParsedScalar(this.#file, range, value, indent);
      case 'boolean':
        return new ParsedScalar(this.#file, range, value, indent);
      default:
        if (value === null) return new ParsedScalar(this.#file, range, null, indent);
        throw new Error('the YAML parser gave a value of an unknown kind');
    }
  }

  #textOf(range: Range, indent: number): string {
    const written = this.#file.text.slice(range.start, range.end);
    return decodeScalar(written, styleOf(written), indent).text;
  }

  #checkNumber(value: number, range: Range): void {
    const written = this.#file.text.slice(range.start, range.end);
    if (!Number.isFinite(value)) {
      throw new Refusal('number-not-finite', range, `${shorten(written)} is not a number that JSON can hold`, quoteIt);
    }
    const lossy = Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?[0-9]+$/.test(written);
    const zeros = /^[-+]?0[0-9]/.test(written);
    if (!lossy && !zeros) return;
    const message = zeros
      ? `the number ${shorten(written)} loses its leading zeros`
      : `the number ${shorten(written)} has more digits than a JSON number keeps: it is read as ${value}`;
    this.#reporter.report(diagnostic('number-imprecise', { file: this.#file, range }, message, quoteIt));
  }

  #map(given: YAMLMap, depth: number): MapNode {
    const entries: Entry[] = [];
    const keys = new Map<string, Entry['key']>();
    for (const pair of given.items) {
      const key = this.#key(pair.key, given);
      const value =
        pair.value === null || pair.value === undefined
          ? new ParsedScalar(this.#file, { start: key.range.end, end: key.range.end }, null, 0)
          : this.node(pair.value, depth + 1);
      const first = keys.get(key.value);
      if (first !== undefined) {
        const message = `\`${shorten(key.value)}\` appears twice in one object`;
        const placeOf = ({ range }: Entry['key']) => ({ file: this.#file, range });
        this.#reporter.report(duplicate('yaml-duplicate-key', placeOf(key), placeOf(first), message));
        continue;
      }
      keys.set(key.value, key);
      entries.push({ key, value });
    }
    const last = entries.at(-1);
    return { kind: 'map', file: this.#file, range: this.#collectionRange(given, last?.value ?? last?.key), entries };
  }

  #key(given: unknown, map: YAMLMap): Entry['key'] {
    if (!isScalar(given)) {
      const range = isAlias(given) || isMap(given) || isSeq(given) ? rangeOf(given) : rangeOf(map);
      const help = 'Write the key as a string; put one that starts with {, [ or * in quotes.';
      throw new Refusal('yaml-key', { start: range.start, end: range.start + 1 }, 'a key must be a string', help);
    }
    const range = rangeOf(given);
    const text = typeof given.value === 'string' ? given.value : (given.source ?? '');
    const plain = range.end - range.start === text.length;
    if (given.tag !== undefined || given.anchor !== undefined || (text === '' && plain)) {
      throw new Refusal('yaml-key', range, text === '' ? 'the key is missing' : "a key can't have a tag or an anchor");
    }
    if (text === '<<' && plain) {
      const help = 'Write out the entries that are merged; an alias can stand for a whole value.';
      throw new Refusal('yaml-merge-key', range, 'YAML 1.2 has no merge keys', help);
    }
    this.#count(1, range);
    return new ParsedScalar(
      this.#file,
      range,
      text,
      given.srcToken?.type === 'block-scalar' ? given.srcToken.indent : 0,
    );
  }

  #list(given: YAMLSeq, depth: number): ListNode {
    const items = given.items.map((item) => this.node(item, depth + 1));
    return { kind: 'list', file: this.#file, range: this.#collectionRange(given, items.at(-1)), items };
  }

  /** Block collections end with their last item, not with the line breaks and comments behind it. */
  #collectionRange(given: YAMLMap | YAMLSeq, last: Node | undefined): Range {
    const range = rangeOf(given);
    const end = last?.range.end ?? range.end;
    return given.flow === true || end <= range.start || end > range.end ? range : { start: range.start, end };
  }

  #count(nodes: number, range: Range): void {
    this.#nodes += nodes;
    if (this.#nodes > maxNodes) {
      const message = `the document has more than ${maxNodes} values with its aliases expanded`;
      throw new Refusal('document-limit', { start: range.start, end: range.start + 1 }, message);
    }
  }

  /** The tag in front of a value. */
  #tagBefore(range: Range): Range {
    const tag = /(?:^|\s|[,[{])(!\S*)[^!]*$/.exec(this.#file.text.slice(Math.max(0, range.start - 1024), range.start));
    if (tag?.[1] === undefined) return range;
    const start = range.start - tag[0].length + tag[0].indexOf('!');
    return { start, end: start + tag[1].length };
  }
}

const quoteIt = 'Put it in quotes to keep it as a string.';

function rangeOf(node: YamlNode): Range {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
