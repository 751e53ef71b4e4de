import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from '../cli/command.ts';

/** Whether somebody is there who can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/**
 * Asks for a line on the terminal. Ctrl-C ends the program.
 * @throws UsageError where the terminal is closed instead (Ctrl-D)
 */
export async function ask(what: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new AbortController();
  terminal.once('close', () => closed.abort());
  terminal.once('SIGINT', () => process.exit(130));
  try {
    return await terminal.question(`${what}: `, { signal: closed.signal });
  } catch {
    throw new UsageError('nothing was typed');
  } finally {
    terminal.close();
  }
}

/**
 * Asks for a secret on the terminal; what is typed is not shown. Ctrl-C ends the program.
 * @throws UsageError where the terminal is closed instead (Ctrl-D)
 */
export async function askSecret(name: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const closed = new AbortController();
  terminal.once('close', () => closed.abort());
  terminal.once('SIGINT', () => {
    process.stderr.write('\n');
    process.exit(130);
  });
  process.stderr.write(`${name} (not shown): `);
  try {
    return await terminal.question('', { signal: closed.signal });
  } catch {
    throw new UsageError(`${name} is needed: give it in the input, or type it when asked`);
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
