import type { Command } from '../cli/command.ts';
import { optionsOf } from '../cli/parseArguments.ts';

/** What a shell needs to know of a command. */
export interface Completion {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** What stands for its operands in the help, where they are files. */
  readonly files: string | undefined;
  /** The words that an operand is one of. */
  readonly words: readonly string[];
}

export interface CompletedOption {
  readonly long: string;
  readonly short: string | undefined;
  readonly text: string;
  /** What comes behind it: nothing, one of these words, a file, or something that can't be guessed. */
  readonly value:
    | { readonly kind: 'none' | 'file' | 'other' }
    | { readonly kind: 'words'; readonly words: readonly string[] };
}

/** Describes a command by its own table of options, so that nothing is said twice. */
export function describeCommand(command: Command, summary: string): Completion {
  const words = wordsOf(command.operands);
  return {
    name: command.name,
    summary,
    options: Object.entries(optionsOf(command)).map(([long, { short, text, value }]) => ({
      long,
      short,
      text,
      value: valueKind(value),
    })),
    files: words.length === 0 && isFile(command.operands) ? command.operands : undefined,
    words,
  };
}

function valueKind(shown: string | undefined): CompletedOption['value'] {
  if (shown === undefined) return { kind: 'none' };
  const words = wordsOf(shown);
  if (words.length > 0) return { kind: 'words', words };
  return { kind: isFile(shown) ? 'file' : 'other' };
}

/** `text|json` */
function wordsOf(shown: string): readonly string[] {
  return /^[a-z0-9-]+(\|[a-z0-9-]+)+$/.test(shown) ? shown.split('|') : [];
}

/** `DOC...`, `FILE_OR_JSON`, `NAME=DOC`, `FOLDER`, `[DOC]` */
function isFile(shown: string): boolean {
  return /\b(DOC|FILE|FOLDER|DIR)|_(FILE|FOLDER)\b/.test(shown);
}
