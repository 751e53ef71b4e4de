import type { Range, SourceFile } from '../diagnostics/index.ts';

/** A node of a YAML or JSON document, with the range of its text. Aliases are resolved: they stand for their target. */
export type Node = MapNode | ListNode | ScalarNode;

/** A value as JSON knows it. Objects made by this project have no prototype surprises: see `toJson`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface MapNode {
  readonly kind: 'map';
  readonly file: SourceFile;
  readonly range: Range;
  readonly entries: readonly Entry[];
}

/** One `key: value` of a map. Keys are text; a key that YAML reads as another scalar is taken as it was written. */
export interface Entry {
  readonly key: ScalarNode & { readonly value: string };
  readonly value: Node;
}

export interface ListNode {
  readonly kind: 'list';
  readonly file: SourceFile;
  readonly range: Range;
  readonly items: readonly Node[];
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly file: SourceFile;
  readonly range: Range;
  readonly value: string | number | boolean | null;
  /**
   * Where in the file the text from `start` to `end` of a text value stands; quotes, escapes, folding and indentation
   * are taken into account. For values that are no text: the whole scalar.
   */
  locate(start: number, end: number): Range;
}
