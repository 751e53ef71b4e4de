import { type Context, command, details, format } from '../cli/command.ts';
import { compilerOptions, maxFileSize, root, workflow } from '../cli/options.ts';

/** `arazzo-sfn explain`: what a reviewer asks about a workflow. */
export const explainCommand = ({ io, exit }: Context) =>
  command('explain', 'Explain a workflow: what it sends, needs, retries, waits for and costs.')
    .argument('<DOC>', 'the Arazzo document')
    .addOption(workflow)
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(format('text', 'markdown', 'json'))
    .addHelpText(
      'after',
      details(
        `
For each call: the members that it sends and where each value comes from, what may be missing, what
is secret, what is retried and why, the IAM actions that it needs. No value of a secret is shown,
also not one that stands in the document. Costs are those of Step Functions in us-east-1.`,
        'explain onboarding.yml',
        'explain onboarding.yml --format markdown > onboarding.md',
      ),
    )
    .action(async (document, options) => {
      const { explain } = await import('../actions/explain.ts');
      exit(await explain(document, options, io));
    });
