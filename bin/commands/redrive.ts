import { type Context, command, details, format } from '../cli/command.ts';
import { compilerOptions, endpoint, follow, maxFileSize, region, root, workflow } from '../cli/options.ts';

/** `arazzo-sfn redrive`: goes on with an execution that failed. */
export const redriveCommand = ({ io, exit }: Context) =>
  command('redrive', 'Go on with an execution that failed or was stopped, where it stands.')
    .argument('<EXECUTION_ARN>', 'the execution')
    .argument('[DOC]', 'the Arazzo document that the machine was made from')
    .addOption(follow)
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
A redrive has the same input and the same definition, and is possible for 14 days. An execution
that ended in a Fail state (Arazzo.InputsRejected, Arazzo.CriteriaNotMet) ends there again. With
DOC, a failure is shown with its line in the document.`,
        'redrive arn:aws:states:us-east-1:123456789012:execution:onboard:4711 --follow',
      ),
    )
    .action(async (execution, document, options) => {
      const { redrive } = await import('../actions/redrive.ts');
      exit(await redrive(execution, document, options, io));
    });
