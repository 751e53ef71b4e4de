import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { printable } from '../../compiler/diagnostics/index.ts';
import { awsFailure, awsOptions, createClient } from '../aws/client.ts';
import { follow, lastEvent } from '../aws/follow.ts';
import { showEnd } from '../aws/showEnd.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { compileOptions } from '../cli/compileOptions.ts';
import { showProgress } from '../cli/showProgress.ts';

/** `arazzo-sfn redrive`: goes on with an execution that failed. */
export const command: Command = {
  name: 'redrive',
  operands: 'EXECUTION_ARN [DOC]',
  least: 1,
  most: 2,
  summary: 'Go on with an execution that failed, timed out or was stopped, at the state where it stands.',
  options: {
    follow: { short: 'f', text: 'show what happens until it ends, then its outputs' },
    workflow: { value: 'ID', short: 'w', text: 'the workflow in DOC, where it has several' },
    options: compileOptions,
    ...awsOptions,
  },
  notes: `
A redrive has the same input and the same definition, and is possible for 14 days. An execution that ended in a Fail state
(Arazzo.InputsRejected, Arazzo.CriteriaNotMet) ends there again. With DOC, the document that the machine was made from, a
failure is shown with its line in the document.`,

  async run(parsed, io) {
    const {
      operands: [executionArn = '', path],
      value,
      has,
    } = parsed;
    if (!/^arn:[^:]+:states:[^:]*:[^:]*:execution:/.test(executionArn)) {
      throw new UsageError(`${executionArn} is no ARN of an execution`);
    }
    const compiled =
      path === undefined ? undefined : await compileDocument(path, value('workflow'), io, value('options'));
    if (path !== undefined && compiled === undefined) return 1;
    const endpoint = value('endpoint');
    const client = createClient(parsed);
    try {
      const last = await lastEvent(client, executionArn);
      await client.send(new RedriveExecutionCommand({ executionArn }));
      if (!has('follow')) {
        io.stdout.write(`${executionArn}\n`);
        return 0;
      }
      const show = showProgress(Object.keys(compiled?.definition.States ?? {}), io.stderr);
      return showEnd(await follow(client, executionArn, show, last), compiled, io);
    } catch (error) {
      io.stderr.write(`arazzo-sfn: ${printable(awsFailure(error, endpoint))}\n`);
      return 1;
    }
  },
};
