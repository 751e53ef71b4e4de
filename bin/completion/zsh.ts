import type { CompletedOption, Completion } from './describe.ts';

/** A script for zsh: `source <(arazzo-sfn completion zsh)`, or a file `_arazzo-sfn` in a folder of `$fpath`. */
export function zshCompletion(commands: readonly Completion[]): string {
  return `#compdef arazzo-sfn
_arazzo_sfn() {
  if ((CURRENT == 2)); then
    local -a commands=(
${commands.map(({ name, summary }) => `      ${quote(`${name}:${summary.replaceAll(':', '\\:')}`)}\n`).join('')}    )
    _describe command commands
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
${commands.map(commandCase).join('')}  esac
}
if [[ $funcstack[1] == _arazzo_sfn || $funcstack[1] == _arazzo-sfn ]]; then
  _arazzo_sfn "$@"
else
  compdef _arazzo_sfn arazzo-sfn
fi
`;
}

function commandCase({ name, options, files, words }: Completion): string {
  const operands = files === undefined ? (words.length === 0 ? [] : [`1: :(${words.join(' ')})`]) : ['*:file:_files'];
  const specs = [...options.flatMap(optionSpecs), ...operands].map((spec) => `      ${quote(spec)}`);
  return `    ${name}) _arguments -s \\\n${specs.join(' \\\n')}\n      ;;\n`;
}

function optionSpecs({ long, short, text, value }: CompletedOption): readonly string[] {
  const names = [`--${long}`, ...(short === undefined ? [] : [`-${short}`])];
  const exclusive = names.length === 1 ? '' : `(${names.join(' ')})`;
  return names.map((each) => {
    const equals = value.kind === 'none' || !each.startsWith('--') ? '' : '=';
    return `${exclusive}${each}${equals}[${text.replaceAll(/[[\]\\:]/g, '\\$&')}]${action(value)}`;
  });
}

function action(value: CompletedOption['value']): string {
  switch (value.kind) {
    case 'none':
      return '';
    case 'words':
      return `:value:(${value.words.join(' ')})`;
    case 'file':
      return ':file:_files';
    case 'other':
      return ':value: ';
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
