import type { CompletionItemKind } from 'vscode-languageserver';

/** Something that could stand where the cursor is. */
export interface Candidate {
  /** As it would stand in the document, without quotes. */
  readonly text: string;
  readonly kind: CompletionItemKind;
  /** What it is, in a few words. */
  readonly detail?: string;
  /** A number, or true or false: it stands without quotes. */
  readonly isLiteral?: true;
  /** Required, or what is most likely meant: it stands above the others. */
  readonly first?: boolean;
}

/** What could stand at the cursor, and how much of the text in front of it and behind it that would replace. */
export interface Candidates {
  readonly all: readonly Candidate[];
  readonly before: string;
  readonly after: string;
}
