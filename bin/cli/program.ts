import { Command, CommanderError, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings';
import { printable } from '../../compiler/diagnostics/formats/printable.ts';
import { declarations } from '../commands/index.ts';
import { type Context, OutputError, UsageError } from './command.ts';
import { exitCodes } from './exitCodes.ts';
import type { Io } from './io.ts';

/** The columns that a line of the help takes at most. */
const widest = 99;

/** Runs the program. Returns its exit code; everything that goes wrong is told in words. */
export async function runProgram(given: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = createProgram({
    io,
    exit(end) {
      code = end;
    },
  });
  try {
    await program.parseAsync(meantBy(given, program), { from: 'user' });
    return code;
  } catch (error) {
    // It has been shown: the help that was asked for, or what is wrong in the arguments.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    if (error instanceof UsageError) {
      io.stderr.write(`arazzo-sfn: ${printable(error.message)}\n${hint(given[0] ?? '')}\n`);
      return exitCodes.usage;
    }
    if (error instanceof OutputError) {
      io.stderr.write(`arazzo-sfn: ${printable(error.message)}\n`);
      return exitCodes.output;
    }
    return crashed(error, io);
  }
}

/** The help of a command that there is not is told of as the command itself would be. */
function meantBy(given: readonly string[], program: CommandUnknownOpts): readonly string[] {
  const [first, name] = given;
  if (first !== 'help' || name === undefined || name.startsWith('-')) return given;
  return name === 'help' || program.commands.some((command) => command.name() === name) ? given : [name];
}

/** Tells of something that should never happen. Returns the exit code. */
export function crashed(error: unknown, { stderr }: Io): number {
  if (process.env['ARAZZO_SFN_DEBUG'] === '1') throw error;
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(
    `arazzo-sfn: internal error: ${printable(message.split('\n', 1)[0] ?? '')}\nSet ARAZZO_SFN_DEBUG=1 to see where.\n`,
  );
  return exitCodes.crash;
}

/** The program with all its commands, as it parses arguments and tells of itself. */
export function createProgram(given: Omit<Context, 'program'>): CommandUnknownOpts {
  const context: Context = { ...given, program: () => program };
  const { stdout, stderr } = context.io;
  const width = () => Math.min(stdout.columns ?? widest, widest);
  const program: CommandUnknownOpts = new Command('arazzo-sfn')
    .description('Arazzo workflows over AWS and other HTTP APIs as AWS Step Functions state machines.')
    .usage('COMMAND ...')
    // Answered by whoever starts the program; here so that the help tells of it.
    .option('-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [COMMAND]', 'Show the help of a command.')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: width,
      getErrHelpWidth: width,
      outputError: (text, write) => write(inOwnWords(text)),
    })
    .showHelpAfterError('Try: arazzo-sfn --help')
    .exitOverride()
    .hook('preAction', (_, command) => {
      // A shell asks about words that are yet to be typed.
      if (isForShells(command)) return;
      const { args, registeredArguments } = command;
      const at = args.indexOf('');
      const argument = registeredArguments[at] ?? registeredArguments.at(-1);
      if (at >= 0) throw new UsageError(`argument '${argument?.name()}' is empty`);
    })
    .addHelpText(
      'after',
      `
Exit codes: 0 success; 1 a document or an input is at fault, or an execution failed; 2 wrong usage.`,
    );
  for (const declare of declarations) {
    const command = declare(context).copyInheritedSettings(program);
    command.showHelpAfterError(hint(command.name()));
    for (const option of command.options) guard(command, option);
    program.addCommand(command, { hidden: isForShells(command) });
  }
  return program;
}

/** Whether people have no use for a command. */
function isForShells(command: CommandUnknownOpts): boolean {
  return command.name() === 'completion-server';
}

/** A message of commander, with the nearest name told as everywhere in this program. */
function inOwnWords(message: string): string {
  return message
    .replace(/^error: (?:command-argument value )?/, 'arazzo-sfn: ')
    .replace(/\.?\n\(Did you mean one of (.+)\?\)/, '. Did you mean one of $1?')
    .replace(/\.?\n\(Did you mean (.+)\?\)/, '. Did you mean `$1`?');
}

function hint(name: string): string {
  return `Try: arazzo-sfn ${name} --help`;
}

/** Lets an option be given once only, and with a value: what looks like the next option is none. */
function guard(command: CommandUnknownOpts, option: Option): void {
  if (!option.required) return;
  const many = Array.isArray(option.defaultValue);
  let given = false;
  command.on(`option:${option.name()}`, (value: string) => {
    if (given && !many) command.error(`error: option '${option.flags}' is given twice`);
    if (value === '' || /^-./.test(value)) command.error(`error: option '${option.flags}' needs a value`);
    given = true;
  });
}
