import { Argument } from '@commander-js/extra-typings';
import { type Context, command, details } from '../cli/command.ts';

/** `arazzo-sfn completion`: what lets a shell complete. */
export const completionCommand = ({ io }: Context) =>
  command('completion', 'Print a script that lets a shell complete commands, options and values.')
    .addArgument(new Argument('<SHELL>', 'the shell').choices(['bash', 'zsh', 'fish', 'powershell']))
    .addHelpText(
      'after',
      details(
        `
bash        in ~/.bashrc: source <(arazzo-sfn completion bash)
zsh         in ~/.zshrc, behind compinit: source <(arazzo-sfn completion zsh)
fish        arazzo-sfn completion fish > ~/.config/fish/completions/arazzo-sfn.fish
powershell  in $PROFILE: arazzo-sfn completion powershell | Out-String | Invoke-Expression`,
        'completion bash',
        'completion powershell',
      ),
    )
    .action(async (shell) => {
      const { completionScript } = await import('../completion/script.ts');
      io.stdout.write(completionScript(shell));
    });

/** What those scripts call, with the line as it stands in environment variables. */
export const completionServerCommand = (context: Context) =>
  command('completion-server', 'Answer what a shell could complete.')
    .argument('[WORDS...]')
    .action(async () => {
      const { completions } = await import('../completion/completions.ts');
      context.io.stdout.write(completions(context.program(), process.env));
    });
