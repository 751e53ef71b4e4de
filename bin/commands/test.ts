import { type Context, command, details, format } from '../cli/command.ts';
import { enforceIam, maxFileSize, out, root } from '../cli/options.ts';

/** `arazzo-sfn test`: scenario files. */
export const testCommand = ({ io, exit }: Context) =>
  command('test', 'Run scenario files: workflows against services that answer as they say.')
    .argument('<FILE...>', 'the scenario files')
    .option('--only <TEXT>', 'run the scenarios alone whose name holds this text')
    .addOption(format('text', 'json', 'jsonl', 'tap', 'junit'))
    .addOption(out)
    .addOption(enforceIam)
    .addOption(root)
    .addOption(maxFileSize)
    .addHelpText(
      'after',
      details(
        `
A scenario file names a document and lists scenarios: an input, what the calls of a step get, and
what is expected: status, outputs, states, calls, error and cause. Waits take no time, and nothing
leaves this machine. Exits with 1 where a scenario fails, or a file or its document has errors.

With --out, stdout shows text for people beside the file. --format jsonl writes a line for each
scenario, and the summary last.`,
        'test onboarding.scenarios.yml',
        'test *.scenarios.yml --format junit --out report.xml',
        'test onboarding.scenarios.yml --only "user exists"',
      ),
    )
    .action(async (files, options) => {
      const { test } = await import('../actions/test.ts');
      exit(await test(files, options, io));
    });
