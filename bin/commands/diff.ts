import { Option } from '@commander-js/extra-typings';
import { type Context, command, details, format } from '../cli/command.ts';
import { compilerOptions, endpoint, maxFileSize, region, root, workflow } from '../cli/options.ts';

/** `arazzo-sfn diff`: what a change does to a workflow. */
export const diffCommand = ({ io, exit }: Context) =>
  command('diff', 'Tell what a change does: states, what is sent, permissions, retries, cost, what breaks.')
    .argument('<OLD>', 'what it was: a document, a revision of git (main), or a file in one (main:onboarding.yml)')
    .argument('[NEW]', 'what it is now: a document')
    .addOption(
      new Option('--deployed <ARN_OR_NAME>', 'compare with a deployed state machine: then OLD is what it is now'),
    )
    .option('--exit-code', 'exit with 1 where something is different')
    .addOption(workflow)
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(region)
    .addOption(endpoint)
    .addOption(format('text', 'markdown', 'json'))
    .addHelpText(
      'after',
      details(
        `
Every workflow of the documents is compared, by what its machine does and not by how it is written.
It is told where those who start executions or read outputs may have to change something: inputs
that are new and required, or are asked to be something else, outputs that are gone. Of a deployed
machine only its definition is known: inputs, outputs and cost are not compared.`,
        'diff main onboarding.yml',
        'diff onboarding.v1.yml onboarding.yml --format markdown',
        'diff onboarding.yml --deployed onboard-agent:live --exit-code',
      ),
    )
    .action(async (old, now, options) => {
      const { diff } = await import('../actions/diff.ts');
      exit(await diff(old, now, options, io));
    });
