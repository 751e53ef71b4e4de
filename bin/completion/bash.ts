import type { CompletedOption, Completion } from './describe.ts';

/** A script for bash: `source <(arazzo-sfn completion bash)`. Files are left to bash itself. */
export function bashCompletion(commands: readonly Completion[]): string {
  return `_arazzo_sfn() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]} words=
  COMPREPLY=()
  # bash takes --option=value apart at the sign.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$current"))
    return
  fi
  case "$command $previous" in
${commands.flatMap(valueCases).join('')}  esac
  case $command in
${commands.map(wordCase).join('')}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _arazzo_sfn arazzo-sfn
`;
}

/** What stands behind an option that has a value: one of its words, or something that bash takes for a file. */
function valueCases({ name, options }: Completion): readonly string[] {
  const others = options.filter(({ value }) => value.kind === 'file' || value.kind === 'other');
  const cases = options.flatMap((option) => {
    if (option.value.kind !== 'words') return [];
    const reply = `COMPREPLY=($(compgen -W '${option.value.words.join(' ')}' -- "$current")); return`;
    return [`    ${patterns(name, option)}) ${reply} ;;\n`];
  });
  const rest = others.map((option) => patterns(name, option)).join(' | ');
  return rest === '' ? cases : [...cases, `    ${rest}) return ;;\n`];
}

function patterns(command: string, { long, short }: CompletedOption): string {
  return [`--${long}`, ...(short === undefined ? [] : [`-${short}`])].map((each) => `'${command} ${each}'`).join(' | ');
}

/** Options where a word begins like one, otherwise the words that the command takes. */
function wordCase({ name, options, words }: Completion): string {
  const flags = options.map(({ long }) => `--${long}`).join(' ');
  const otherwise = words.length === 0 ? '' : ` || words='${words.join(' ')}'`;
  return `    ${name}) [[ $current == -* ]] && words='${flags}'${otherwise} ;;\n`;
}
