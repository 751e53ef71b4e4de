import { type Context, command, details, format } from '../cli/command.ts';
import { compilerOptions, maxFileSize, root } from '../cli/options.ts';

/** `arazzo-sfn check`: what is wrong with documents. */
export const checkCommand = ({ io, exit }: Context) =>
  command('check', 'Check documents: everything that compiling them would find.')
    .argument('<DOC...>', 'the Arazzo documents')
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(format('text', 'json', 'jsonl', 'sarif', 'github'))
    .option('--watch', 'check again whenever a document, or a file that one names, is changed')
    .addHelpText(
      'after',
      details(
        `
Every workflow of every document is compiled, and nothing is written but what was found. Infos are
shown for documents without errors. Exits with 1 where one finding is an error; warnings and infos
are no reason. --watch ends on Ctrl-C.`,
        'check onboarding.yml leaving.yml',
        'check onboarding.yml --format sarif > findings.sarif',
        'check onboarding.yml --watch',
      ),
    )
    .action(async (documents, options) => {
      const { check } = await import('../actions/check.ts');
      exit(await check(documents, options, io));
    });
