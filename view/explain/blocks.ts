import type { Assigned } from '../../compiler/index.ts';

/** A piece of an explanation, as text and Markdown set it in their own way. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: Inline }
  | { readonly kind: 'paragraph'; readonly text: Inline }
  | { readonly kind: 'list'; readonly items: readonly Inline[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Inline[])[] };

/** Words, and what is taken from a document or a machine, which Markdown sets as code. */
export type Inline = readonly (string | Code)[];

export interface Code {
  readonly code: string;
}

export function code(text: string): Code {
  return { code: text };
}

/** Parts with something between them. */
export function joined(parts: readonly Inline[], between: string): Inline {
  return parts.flatMap((part, index) => (index === 0 ? part : [between, ...part]));
}

/** Texts of a document or a machine, one after the other. */
export function codes(texts: readonly string[]): Inline {
  return joined(
    texts.map((text) => [code(text)]),
    ', ',
  );
}

export function paragraph(text: Inline): Block {
  return { kind: 'paragraph', text };
}

/** What is put out, and where it comes from. */
export function assignedTable(head: string, values: readonly Assigned[]): Block {
  return {
    kind: 'table',
    head: [head, 'value', ''],
    rows: values.map(({ name, from, mayBeMissing }) => [
      [code(name)],
      [code(from)],
      [mayBeMissing ? 'left out where there is no value' : ''],
    ]),
  };
}
