#!/usr/bin/env node
import { didYouMean } from '../compiler/diagnostics/didYouMean.ts';
import { nearest } from '../compiler/diagnostics/nearest.ts';
import { UsageError } from './cli/command.ts';
import { type Io, processIo } from './cli/io.ts';
import { commands } from './commands/index.ts';

/** The exit code after a crash, apart from those that say what a caller did wrong (sysexits.h: EX_SOFTWARE). */
const internalError = 70;

/** Runs the program. Returns its exit code; everything that goes wrong is told in words. */
async function main(given: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = given;
  const entry = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (entry === undefined) return await programOption(name, io);
    const command = await entry.load();
    const { parseArguments } = await import('./cli/parseArguments.ts');
    const parsed = parseArguments(command, rest);
    if (parsed.has('help')) {
      io.stdout.write((await import('./cli/help.ts')).commandHelp(command));
      return 0;
    }
    return await command.run(parsed, io);
  } catch (error) {
    if (error instanceof UsageError) {
      const help = entry === undefined ? 'arazzo-sfn --help' : `arazzo-sfn ${name} --help`;
      io.stderr.write(`arazzo-sfn: ${error.message}\nTry: ${help}\n`);
      return 2;
    }
    if (process.env['ARAZZO_SFN_DEBUG'] === '1') throw error;
    const message = error instanceof Error ? error.message : String(error);
    io.stderr.write(`arazzo-sfn: internal error: ${message.split('\n', 1)[0]}\nSet ARAZZO_SFN_DEBUG=1 to see where.\n`);
    return internalError;
  }
}

/** What stands in the place of a command: `--help`, `--version`, nothing, or a slip. */
async function programOption(name: string | undefined, io: Io): Promise<number> {
  switch (name) {
    case '--help':
    case '-h':
    case 'help': {
      const { programHelp } = await import('./cli/help.ts');
      io.stdout.write(programHelp(Object.entries(commands).map(([each, { summary }]) => ({ name: each, summary }))));
      return 0;
    }
    case '--version':
    case '-V':
      io.stdout.write(`${(await import('./cli/version.ts')).packageVersion()}\n`);
      return 0;
    case undefined:
      throw new UsageError(`a command is missing: ${Object.keys(commands).join(', ')}`);
    default: {
      const what = name.startsWith('-') ? 'option' : 'command';
      throw new UsageError(`unknown ${what} ${name}`, didYouMean(nearest(name, Object.keys(commands))));
    }
  }
}

process.exitCode = await main(process.argv.slice(2), processIo());
// After a crash something may still be waited for.
if (process.exitCode === internalError) process.exit();
