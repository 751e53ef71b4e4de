import { type Context, command, details } from '../cli/command.ts';
import { maxFileSize, root } from '../cli/options.ts';

/** `arazzo-sfn lsp`: the language server. */
export const lspCommand = ({ exit }: Context) =>
  command('lsp', 'Serve editors by the Language Server Protocol, over stdin and stdout.')
    .option('--stdio', 'speak over stdin and stdout, which it does in any case: editors add it')
    .addOption(root)
    .addOption(maxFileSize)
    .addHelpText(
      'after',
      details(
        `
Editors start it. It tells what is wrong in a document as it is typed, fixes slips, completes
operations, members, values and expressions. docs/editor.md tells how to set up VS Code, Neovim,
Helix and JetBrains.`,
        'lsp --stdio',
      ),
    )
    .action(async (bounds) => {
      const { lsp } = await import('../actions/lsp.ts');
      exit(await lsp(bounds));
    });
