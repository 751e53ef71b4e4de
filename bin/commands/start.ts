import * as batch from '../batch/options.ts';
import { type Context, command, details, format } from '../cli/command.ts';
import { compilerOptions, endpoint, follow, input, maxFileSize, region, root, workflow } from '../cli/options.ts';

/** `arazzo-sfn start`: an execution on AWS, or on an endpoint that speaks like it. */
export const startCommand = ({ io, exit }: Context) =>
  command('start', 'Start an execution of a deployed state machine, and follow it.')
    .argument('[DOC]', 'the Arazzo document that the machine was made from')
    .requiredOption('-m, --machine <ARN_OR_NAME>', 'the state machine; a version or alias behind a colon')
    .addOption(input)
    .option('-n, --name <NAME>', "the execution's name: the same name starts it once only")
    .addOption(follow)
    .addOption(batch.each)
    .addOption(batch.map)
    .addOption(batch.set)
    .addOption(batch.key)
    .addOption(batch.listSeparator)
    .addOption(batch.rate)
    .addOption(batch.maxRunning)
    .addOption(batch.results)
    .addOption(batch.firstPasswords)
    .addOption(batch.secretsPrefix)
    .addOption(workflow)
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(region)
    .addOption(endpoint)
    .addOption(format('text', 'json', 'jsonl'))
    .addHelpText(
      'after',
      details(
        `
The input is checked as the machine itself will check it, before anything is sent. With DOC,
secrets that are missing are asked for where there is a terminal, and a failure is shown with its
line in the document. Prints the execution's ARN, or with --follow its outputs. Exits with 1 where
the input is rejected or the execution fails, and with 69 where AWS can't be asked.

With --each, an execution is started for each row of a file and watched to its end. Columns named
like inputs are those inputs; an empty cell leaves the input out. Every row is checked before the
first is started. Each execution is named after its row, so that running the same file again starts
nothing twice: it goes on with what failed, and starts the rows that were corrected. Without DOC
all values are texts, and --key is needed. Ctrl-C stops it; the same command goes on.

With --first-passwords, each row gets a random password, stored in AWS Secrets Manager under the
prefix and the name of its execution, and the execution gets its id (passwordSecretId): the machine
must be compiled with the option secretInputs. It is written nowhere else.

--format json prints the ARN or how it ended as one object, jsonl with --follow what happens line
by line, that object last.`,
        'start --machine onboard-agent:live --input input.json',
        'start onboarding.yml --machine onboard-agent:live --input hire.json --follow',
        'start onboarding.yml --machine onboard-agent:live --each hires.csv',
      ),
    )
    .action(async (document, options) => {
      const { start } = await import('../actions/start.ts');
      exit(await start(document, options, io));
    });
