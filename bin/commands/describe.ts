import { type Context, command, details, format } from '../cli/command.ts';
import { upTo } from '../cli/options.ts';

/** `arazzo-sfn describe`: what can be called, and how. */
export const describeCommand = ({ io, exit }: Context) =>
  command('describe', 'Tell which AWS services and operations can be called, and how.')
    .argument('[WHAT]', 'a service (connect), or an operation of one (connect:createUser)')
    .option('--search <TEXT>', 'list only what has these words in its name, in any order')
    .option('--depth <NUMBER>', 'how many levels of members are shown', upTo(20), 3)
    .addOption(format('text', 'json'))
    .addHelpText(
      'after',
      details(
        `
Without WHAT the services are listed, or with --search also the operations of all services; of a
service its operations. Of an operation everything that a document needs is told: the members of
request and answer with types and bounds, which are required and which secret, errors with their
status, permissions, and whether a call that failed may be repeated. It comes from the models that
this package brings: nothing is asked for over the network.`,
        'describe --search "create user"',
        'describe connect --search user',
        'describe connect:createUser',
        'describe dynamodb:putItem --depth 2 --format json',
      ),
    )
    .action(async (what, options) => {
      const { describe } = await import('../actions/describe.ts');
      exit(describe(what, options, io));
    });
