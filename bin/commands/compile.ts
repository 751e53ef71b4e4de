import { type Context, command, details } from '../cli/command.ts';
import { compilerOptions, connection, maxFileSize, out, root, workflow } from '../cli/options.ts';

/** `arazzo-sfn compile`: the state machine definition of a workflow. */
export const compileCommand = ({ io, exit }: Context) =>
  command('compile', 'Compile a workflow into a Step Functions state machine definition.')
    .argument('<DOC>', 'the Arazzo document')
    .addOption(workflow)
    .addOption(compilerOptions)
    .addOption(connection)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(out)
    .addHelpText(
      'after',
      details(
        `
The definition (Amazon States Language, JSONata) goes to stdout, what was found in the document
to stderr. A document with errors gives no definition.`,
        'compile onboarding.yml',
        'compile onboarding.yml --workflow onboard-agent --out machine.asl.json',
        'compile hr.yml --connection hr=arn:aws:events:eu-west-1:111122223333:connection/hr/1',
      ),
    )
    .action(async (document, options) => {
      const { compile } = await import('../actions/compile.ts');
      exit(await compile(document, options, io));
    });
