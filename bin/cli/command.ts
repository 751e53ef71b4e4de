import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Io } from './io.ts';

/** What the declaration of a command is given: where it writes, and where its exit code goes. */
export interface Context {
  readonly io: Io;
  /** Takes the exit code: 0, or 1 where a document or an input is at fault. */
  exit(code: number): void;
  /** The program that the command belongs to. */
  program(): CommandUnknownOpts;
}

/** Declares a command: its arguments, options and help. What it does is loaded when it is called. */
export type Declaration = (context: Context) => CommandUnknownOpts;

/** Something in how the program was called: a message, a hint at the help, exit code 2. */
export class UsageError extends Error {
  /** @param help the way out, in one sentence */
  constructor(message: string, help?: string) {
    super(help === undefined ? message : `${message}. ${help}`);
  }
}

/** The output can't be written, which is no fault of the usage: exit code 74. */
export class OutputError extends Error {}

/** What stands below the options in the help of a command: notes, and examples that can be typed. */
export function details(notes: string, ...examples: readonly string[]): string {
  return `\n${notes.trim()}\n\nExamples:\n${examples.map((each) => `  $ arazzo-sfn ${each}\n`).join('')}`;
}

/** A new command of this name and description. */
export function command(name: string, description: string) {
  return new Command(name).description(description);
}

/** `--format`, by which every command says how it writes its results; the first choice is the default. */
export function format<const Formats extends readonly [string, ...string[]]>(
  ...formats: Formats
): Option<'-f, --format <FORMAT>', undefined, Formats[0], undefined, false, Formats[number]> {
  return new Option('-f, --format <FORMAT>', 'how to show the result').choices(formats).default(formats[0]);
}
