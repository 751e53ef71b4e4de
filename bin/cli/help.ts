import type { Command, Option } from './command.ts';
import { optionsOf } from './parseArguments.ts';

/** What `arazzo-sfn --help` shows. */
export function programHelp(commands: readonly { readonly name: string; readonly summary: string }[]): string {
  return `arazzo-sfn: Arazzo workflows over AWS APIs as AWS Step Functions state machines

usage: arazzo-sfn COMMAND ...

${table(commands.map(({ name, summary }) => [name, summary]))}

  arazzo-sfn COMMAND --help   more about a command
  arazzo-sfn --version        the version

Exit codes: 0 success; 1 a document or an input is at fault, or an execution failed; 2 wrong usage.
`;
}

/** What `arazzo-sfn COMMAND --help` shows. */
export function commandHelp(command: Command): string {
  const rows = Object.entries(optionsOf(command)).map(([name, option]): [string, string] => [
    optionHelp(name, option),
    option.text,
  ]);
  const usage = ['arazzo-sfn', command.name, command.operands, '[options]'].filter((part) => part !== '').join(' ');
  return `usage: ${usage}

${command.summary}

${table(rows)}

${command.notes.trim()}
`;
}

function optionHelp(name: string, { value, short }: Option): string {
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
