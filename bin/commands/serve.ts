import { type Context, command, details } from '../cli/command.ts';
import {
  allowNetwork,
  compilerOptions,
  connect,
  connections,
  faults,
  maxFileSize,
  mocks,
  pairs,
  quota,
  realTime,
  root,
  server,
  upTo,
} from '../cli/options.ts';

/** `arazzo-sfn serve`: Step Functions, EventBridge and Amazon Connect on this machine, for AWS clients. */
export const serveCommand = ({ io, exit }: Context) =>
  command('serve', 'Answer AWS clients on this machine as AWS does, with a page to watch executions.')
    .argument(
      '[DOC...]',
      'documents whose workflows are state machines, by their ids (DOC#WORKFLOW: one), and definitions (*.asl.json)',
    )
    .option('-p, --port <NUMBER>', 'the port to listen on; 0: one that is free', upTo(65_535), 8083)
    .option('--host <ADDRESS>', 'the address to listen on', '127.0.0.1')
    .addOption(
      pairs(
        '-m, --machine <NAME=DOC>',
        'a state machine of another name, made of a document (DOC#WORKFLOW, where it has several) or a definition',
      ),
    )
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .option('--app <DIR>', 'a synthesised CDK app (cdk.out): its machines, rules, targets and buckets are there')
    .option('--no-enforce-iam', "let the app's machines make calls that their roles do not allow")
    .addOption(pairs('--parameter <NAME=VALUE>', "a parameter of the app's stacks, in place of its default"))
    .option('--watch', 'when a document changes, or a file that it names, change its machines')
    .addOption(connect)
    .addOption(quota)
    .addOption(mocks)
    .addOption(faults)
    .addOption(allowNetwork)
    .addOption(server)
    .addOption(connections)
    .addOption(realTime)
    .option('--keep <NUMBER>', 'how many ended executions are kept', upTo(999_999), 10_000)
    .addHelpText(
      'after',
      details(
        `
Step Functions, EventBridge, Amazon Connect and Secrets Manager answer. Open the address that is
shown in a browser to start, watch, stop and redrive executions, or point a client at it:

  aws --endpoint-url http://127.0.0.1:8083 stepfunctions list-state-machines

Any credentials do. A test case of the mocks is chosen behind the machine's ARN:
STATE_MACHINE_ARN#CASE. HTTP APIs answer with examples and values of their OpenAPI descriptions,
unless --server or --allow-network says who does; those of an app alone are named by their
address, --server https://api.example.com=http://127.0.0.1:4010, and sign in by its connections,
or by what --connections says of them. A line is written when an execution starts, and when it
ends. Ends on Ctrl-C.`,
        'serve onboarding.yml --watch',
        'serve --machine onboard=onboarding.yml',
        'serve --app cdk.out --port 0',
      ),
    )
    .action(async (documents, options) => {
      const { serve } = await import('../actions/serve.ts');
      exit(await serve(documents, options, io));
    });
