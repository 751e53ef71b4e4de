import { Option } from '@commander-js/extra-typings';
import { type Context, command, details } from '../cli/command.ts';
import { compilerOptions, maxFileSize, out, root, workflow } from '../cli/options.ts';

/** `arazzo-sfn graph`: a workflow as a picture. */
export const graphCommand = ({ io, exit }: Context) =>
  command('graph', 'Draw a workflow: its calls, decisions, retries and waits, and how it ends.')
    .argument('<DOC>', 'the Arazzo document')
    .addOption(workflow)
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(out)
    .addOption(
      new Option('-f, --format <FORMAT>', "the format; default: what the file's name ends with, or svg").choices([
        'svg',
        'png',
        'mmd',
        'dot',
      ]),
    )
    .addOption(
      new Option('--theme <THEME>', 'the colours; auto: light, and dark on a dark screen')
        .choices(['auto', 'light', 'dark'])
        .default('auto' as const),
    )
    .addHelpText(
      'after',
      details(
        `
An SVG is drawn in light colours, and browsers on a dark screen show it in dark ones; --theme sets
one for all. It holds the picture in words, too. A PNG is light unless --theme says dark, and made
twice as large as it is to be shown. mmd is text for Mermaid, dot for Graphviz.`,
        'graph onboarding.yml --out onboarding.svg',
        'graph onboarding.yml --theme dark --out onboarding.png',
        'graph onboarding.yml --format mmd',
      ),
    )
    .action(async (document, options) => {
      const { graph } = await import('../actions/graph.ts');
      exit(await graph(document, options, io));
    });
