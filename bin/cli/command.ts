import type { Io } from './io.ts';
import type { Parsed } from './parseArguments.ts';

/** An option of a command, as `--help` shows it. */
export interface Option {
  /** What stands for its value in the help; absent: the option is a switch. */
  readonly value?: string;
  readonly short?: string;
  /** Whether it may be given more than once. */
  readonly many?: boolean;
  readonly text: string;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** What stands behind the name in the help, for example `DOC...`. */
  readonly operands: string;
  readonly least: number;
  readonly most: number;
  readonly summary: string;
  /** Paragraphs below the options. */
  readonly notes: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Does it. Returns the exit code: 0, or 1 where a document or an input is at fault. */
  run(parsed: Parsed, io: Io): Promise<number>;
}

/** Something in how the program was called: a message, a hint at the help, exit code 2. */
export class UsageError extends Error {
  /** @param help the way out, in one sentence */
  constructor(message: string, help?: string) {
    super(help === undefined ? message : `${message}. ${help}`);
  }
}
