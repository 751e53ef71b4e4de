import { type Context, command, details, format } from '../cli/command.ts';
import { compilerOptions, endpoint, maxFileSize, region, root, workflow } from '../cli/options.ts';

/** `arazzo-sfn validate`: what AWS itself says of a definition. */
export const validateCommand = ({ io, exit }: Context) =>
  command('validate', 'Have AWS validate the definition of a workflow; nothing is created.')
    .argument('<DOC>', 'the Arazzo document')
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
Asks ValidateStateMachineDefinition, and shows what it says at the line of the document that it is
about. Exits with 1 where AWS would refuse the definition, and with 69 where AWS can't be asked.`,
        'validate onboarding.yml --region eu-central-1',
        'validate onboarding.yml --endpoint http://127.0.0.1:8083',
      ),
    )
    .action(async (document, options) => {
      const { validate } = await import('../actions/validate.ts');
      exit(await validate(document, options, io));
    });
