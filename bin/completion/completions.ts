import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** Something that could stand where the cursor is. */
interface Candidate {
  readonly name: string;
  readonly description: string;
}

/** What could stand where the cursor is: one of these, or a file. */
type Candidates = readonly Candidate[] | 'files';

/**
 * Answers a script of @pnpm/tabtab, which hands on the line and the cursor in environment variables as bash has them
 * (COMP_LINE, COMP_POINT), and which shell it is (SHELL).
 * @returns lines as that shell's script reads them
 */
export function completions(program: CommandUnknownOpts, env: Readonly<NodeJS.ProcessEnv>): string {
  const { SHELL = '', COMP_LINE: line = '', COMP_POINT: point = '' } = env;
  // Some shells on Windows make a path of it.
  const shell = /bash|zsh|fish|pwsh/.exec(SHELL)?.[0];
  const [, ...words] = wordsOf(line.slice(0, Number.parseInt(point, 10) || line.length));
  const typed = words.pop() ?? '';
  const [, option = '', start = typed] = /^(--[^=]+=)(.*)$/.exec(typed) ?? [];
  const found = candidatesFor(program, words, option === '' ? typed : option);
  // bash and PowerShell offer files themselves where there is no answer.
  if (found === 'files') return shell === 'zsh' || shell === 'fish' ? '__tabtab_complete_files__\n' : '';
  return found
    .filter(({ name }) => name.startsWith(start))
    .map((each) => `${written(each, option, shell)}\n`)
    .join('');
}

/** The words of a line up to the cursor; the last one, which may be empty, is the one that is being typed. */
function wordsOf(line: string): string[] {
  const words = line.match(/(?:"[^"]*"?|'[^']*'?|\\.|[^\s"'\\])+/g) ?? [];
  return /\s$/.test(line) ? [...words, ''] : [...words];
}

function candidatesFor(program: CommandUnknownOpts, words: readonly string[], typed: string): Candidates {
  const [name] = words;
  if (name === undefined || name === 'help') {
    return typed.startsWith('-') ? optionsOf(program) : commandsOf(program);
  }
  const command = program.commands.find((each) => each.name() === name);
  if (command === undefined) return [];
  const flag = typed.endsWith('=') ? typed.slice(0, -1) : words.at(-1);
  const awaiting = command.options.find(({ required, long, short }) => required && (long === flag || short === flag));
  if (awaiting !== undefined) {
    if (awaiting.argChoices !== undefined) return awaiting.argChoices.map(plain);
    return /\b(?:FILE|DIR)|=DOC/.test(awaiting.flags) ? 'files' : [];
  }
  if (typed.startsWith('-')) return optionsOf(command);
  const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
  return choices.length === 0 ? 'files' : choices.map(plain);
}

function commandsOf(program: CommandUnknownOpts): readonly Candidate[] {
  const commands = program.createHelp().visibleCommands(program);
  return commands.map((command) => ({ name: command.name(), description: command.description() }));
}

function optionsOf(command: CommandUnknownOpts): readonly Candidate[] {
  const options = command.createHelp().visibleOptions(command);
  return options.map(({ long, description }) => ({ name: long ?? '', description }));
}

function plain(name: string): Candidate {
  return { name, description: '' };
}

/** A candidate as a shell's script reads it; `option` is what stands in front of a value in one word (`--format=`). */
function written({ name, description }: Candidate, option: string, shell: string | undefined): string {
  switch (shell) {
    // These put the value behind the sign themselves.
    case 'bash':
      return name;
    case 'pwsh':
      return `${name}\t${description}`;
    case 'zsh':
      return [`${option}${name}`, description].map((text) => text.replaceAll(':', '\\:')).join(':');
    default:
      return `${option}${name}\t${description}`;
  }
}
