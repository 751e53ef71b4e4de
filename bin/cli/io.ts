import { FileError } from '../../compiler/node/readBytes.ts';
import { exitCodes } from './exitCodes.ts';

/** Where a command writes. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Output {
  write(text: string | Uint8Array): void;
  /** Whether it is a terminal that shows colours and has not been told to show none. */
  readonly colours: boolean;
  /** Whether somebody watches: a terminal that can rewrite a line. */
  readonly terminal: boolean;
  /** How wide the terminal is. */
  readonly columns?: number | undefined;
}

/** The process's own streams. A reader that has gone away (`| head`) ends the program quietly. */
export function processIo(): Io {
  return { stdout: outputOf(process.stdout, 'stdout'), stderr: outputOf(process.stderr, 'stderr') };
}

function outputOf(stream: NodeJS.WriteStream, name: string): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    if (name === 'stdout') process.stderr.write(`arazzo-sfn: can't write to stdout: ${FileError.of(error).message}\n`);
    process.exit(exitCodes.output);
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    colours: stream.isTTY === true && stream.hasColors(),
    terminal: stream.isTTY === true && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined,
    columns: stream.columns,
  };
}
