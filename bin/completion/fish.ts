import type { CompletedOption, Completion } from './describe.ts';

/** A script for fish: `arazzo-sfn completion fish > ~/.config/fish/completions/arazzo-sfn.fish`. */
export function fishCompletion(commands: readonly Completion[]): string {
  const first = '-n __fish_use_subcommand';
  return `complete -c arazzo-sfn -f
complete -c arazzo-sfn ${first} -l version -s V -d 'the version'
complete -c arazzo-sfn ${first} -l help -s h -d 'the commands'
${commands.map(({ name, summary }) => `complete -c arazzo-sfn ${first} -a ${name} -d ${quote(summary)}\n`).join('')}${commands.map(commandLines).join('')}`;
}

function commandLines({ name, options, files, words }: Completion): string {
  const complete = `complete -c arazzo-sfn -n '__fish_seen_subcommand_from ${name}'`;
  const operands = files === undefined ? (words.length === 0 ? '' : ` -a '${words.join(' ')}'`) : ' -F';
  const lines = options.map((option) => `${complete} ${optionArguments(option)}\n`);
  return `${operands === '' ? '' : `${complete}${operands}\n`}${lines.join('')}`;
}

function optionArguments({ long, short, text, value }: CompletedOption): string {
  return `-l ${long}${short === undefined ? '' : ` -s ${short}`}${argument(value)} -d ${quote(text)}`;
}

function argument(value: CompletedOption['value']): string {
  switch (value.kind) {
    case 'none':
      return '';
    case 'words':
      return ` -x -a '${value.words.join(' ')}'`;
    case 'file':
      return ' -r -F';
    case 'other':
      return ' -x';
  }
}

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
