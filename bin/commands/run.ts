import * as batch from '../batch/options.ts';
import { type Context, command, details, format } from '../cli/command.ts';
import {
  allowNetwork,
  compilerOptions,
  connect,
  connections,
  enforceIam,
  faults,
  input,
  maxFileSize,
  mocks,
  quota,
  realTime,
  root,
  server,
  workflow,
} from '../cli/options.ts';

/** `arazzo-sfn run`: an execution on this machine. */
export const runCommand = ({ io, exit }: Context) =>
  command('run', 'Run a workflow on this machine, against AWS services in memory.')
    .argument('<DOC>', 'the Arazzo document, or a definition in the Amazon States Language (*.asl.json)')
    .addOption(workflow)
    .addOption(compilerOptions)
    .addOption(root)
    .addOption(maxFileSize)
    .addOption(input)
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
    .addOption(connect)
    .addOption(quota)
    .addOption(mocks)
    .option('--case <NAME>', 'the test case of the mocks')
    .addOption(faults)
    .addOption(allowNetwork)
    .addOption(server)
    .addOption(connections)
    .addOption(enforceIam)
    .addOption(realTime)
    .option('--verbose', 'show what each call sends and what it gets; secrets are masked')
    .option('--record <FILE>', 'write the run as a scenario, to be edited')
    .addOption(format('text', 'json', 'jsonl'))
    .addHelpText(
      'after',
      details(
        `
Nothing leaves this machine unless --allow-network or --server says so. Amazon Connect is played
by a service in memory, which holds what local/connect/default.yml says; other services answer
with values made from their models, HTTP APIs with examples and values of their OpenAPI
descriptions, and stderr says which did. What happens is shown on stderr as it happens, rounds of
a loop that are alike are counted, and the outputs are printed as JSON on stdout. Exits with 1,
error, cause and line of the document where the execution fails.

--record writes a scenario file that goes as this run went, for \`arazzo-sfn test\`; secrets are
replaced in it.

With --each, an execution is run for each row of a file instead, as "start --each" does on AWS.

--format json prints how it ended as one object, jsonl what happens line by line, that object last.`,
        'run onboarding.yml --input input.json',
        'run onboarding.yml --input input.json --record onboarding.scenarios.yml',
        'run onboarding.yml --each hires.csv',
        'run onboarding.yml --input input.json --faults faults.yml --format jsonl',
      ),
    )
    .action(async (document, options) => {
      const { run } = await import('../actions/run.ts');
      exit(await run(document, options, io));
    });
