import { type Command, UsageError } from '../cli/command.ts';
import { bashCompletion } from '../completion/bash.ts';
import { type Completion, describeCommand } from '../completion/describe.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';

const shells: ReadonlyMap<string, (commands: readonly Completion[]) => string> = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

/** `arazzo-sfn completion`: made from the table of commands and their options. */
export const command: Command = {
  name: 'completion',
  operands: 'bash|zsh|fish',
  least: 1,
  most: 1,
  summary: 'Print a script that lets a shell complete commands, options and their values.',
  options: {},
  notes: `
For bash, in ~/.bashrc: source <(arazzo-sfn completion bash)
For zsh, in ~/.zshrc behind compinit: source <(arazzo-sfn completion zsh)
For fish: arazzo-sfn completion fish > ~/.config/fish/completions/arazzo-sfn.fish`,

  async run({ operands: [shell = ''] }, io) {
    const script = shells.get(shell);
    if (script === undefined) {
      throw new UsageError(`there is no completion for ${shell}; use one of ${[...shells.keys()].join(', ')}`);
    }
    // Loaded here: the table of commands names this command, too.
    const { commands } = await import('./index.ts');
    const described = Object.values(commands).map(async ({ summary, load }) => describeCommand(await load(), summary));
    io.stdout.write(script(await Promise.all(described)));
    return 0;
  },
};
