/** Where a command writes. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Output {
  write(text: string): void;
  /** Whether it is a terminal that shows colours and has not been told to show none. */
  readonly colours: boolean;
  /** Whether somebody watches: a terminal that can rewrite a line. */
  readonly terminal: boolean;
}

/** The process's own streams. A reader that has gone away (`| head`) ends the program quietly. */
export function processIo(): Io {
  return { stdout: outputOf(process.stdout), stderr: outputOf(process.stderr) };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    colours: stream.isTTY === true && stream.hasColors(),
    terminal: stream.isTTY === true && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined,
  };
}
