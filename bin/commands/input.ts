import { type Context, command, details } from '../cli/command.ts';
import { compilerOptions, maxFileSize, out, root, workflow } from '../cli/options.ts';

/** `arazzo-sfn input`: an input to fill in. */
export const inputCommand = ({ io, exit }: Context) =>
  command('input', 'Write a skeleton of the input that a workflow takes.')
    .argument('<DOC>', 'the Arazzo document')
    .option('--all', 'with the inputs that may be left out')
    .addOption(workflow)
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(out)
    .addHelpText(
      'after',
      details(
        `
JSON with every input that is required. Where the document gives a value (const, default, examples,
enum) that stands in it, elsewhere one of the right type, length and pattern to be replaced. Where
the machine would still refuse it, stderr says why.`,
        'input onboarding.yml --out input.json',
        'input onboarding.yml --all',
      ),
    )
    .action(async (document, options) => {
      const { input } = await import('../actions/input.ts');
      exit(await input(document, options, io));
    });
