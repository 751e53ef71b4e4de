import { type Context, command, details } from '../cli/command.ts';

/** `arazzo-sfn init`: the beginning of a project. */
export const initCommand = ({ io, exit }: Context) =>
  command('init', 'Write the beginning of a project: a document, an input, scenarios and a CDK app.')
    .argument('[NAME]', 'the folder, which is made, and the name of the workflow; default: the folder you are in')
    .option('--service <NAME>', 'the service of the operations that name none: connect, cognito-idp')
    .option('--operations <LIST>', 'what is called, in this order, with commas between: connect:createUser,...')
    .addHelpText(
      'after',
      details(
        `
The document has a step for each operation, which sends the members that are required, and
passwords, from inputs or from what an earlier step puts out; what may be sent besides stands in
comments. The scenarios pass, and the app synthesises once \`npm install\` was run. What is not said
is asked for where there is a terminal. No file that is there is changed.`,
        'init group-user --service iam --operations CreateUser,AddUserToGroup',
        'init onboarding --operations cognito-idp:adminCreateUser,connect:createUser',
      ),
    )
    .action(async (name, options) => {
      const { init } = await import('../actions/init.ts');
      exit(await init(name, options, io));
    });
