import { Option } from '@commander-js/extra-typings';
import { type Context, command, details, format } from '../cli/command.ts';
import { compilerOptions, maxFileSize, root, upTo } from '../cli/options.ts';

/** `arazzo-sfn check`: what is wrong with documents. */
export const checkCommand = ({ io, exit }: Context) =>
  command('check', 'Check documents: everything that compiling them would find.')
    .argument('[DOC...]', 'documents, folders or globs; default: the documents of arazzo-sfn.yml')
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(format('text', 'json', 'jsonl', 'sarif', 'github'))
    .option('--max-warnings <NUMBER>', 'exit with 1 where there are more warnings', upTo(999_999))
    .addOption(new Option('--strict', 'exit with 1 where there is a warning').conflicts('maxWarnings'))
    .option('--watch', 'check again whenever a document, or a file that one names, is changed')
    .addHelpText(
      'after',
      details(
        `
Every workflow of every document is compiled, and nothing is written but what was found. Of a
folder all Arazzo documents in it and below are checked; scenario files are left out. - is what is
piped into the program. Infos are shown for documents without errors. Exits with 1 where one
finding is an error; warnings and infos are no reason, unless told otherwise. How bad a finding is
can be set by its code in arazzo-sfn.yml. --watch ends on Ctrl-C.`,
        'check onboarding.yml leaving.yml',
        'check workflows --strict',
        'check "workflows/**/*.yml" --max-warnings 3',
        'check onboarding.yml --format sarif > findings.sarif',
        'check onboarding.yml --watch',
      ),
    )
    .action(async (documents, options) => {
      const { check } = await import('../actions/check.ts');
      exit(await check(documents, options, io));
    });
