import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { awsFailed, createClient } from '../aws/client.ts';
import { endOf } from '../aws/endOf.ts';
import { follow, lastEvent } from '../aws/follow.ts';
import { UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import type { Io } from '../cli/io.ts';
import type { AwsOptions, DocumentOptions } from '../cli/options.ts';
import { type ExecutionFormat, progressAs, showEnd } from '../cli/showExecution.ts';

/** What `redrive` is told beside the execution and the document. */
export interface RedriveOptions extends DocumentOptions, AwsOptions {
  readonly follow?: true | undefined;
  readonly format: ExecutionFormat;
}

/** Goes on with an execution that failed, and follows it where that is asked for. Returns the exit code. */
export async function redrive(
  executionArn: string,
  document: string | undefined,
  options: RedriveOptions,
  io: Io,
): Promise<number> {
  if (!/^arn:[^:]+:states:[^:]*:[^:]*:execution:/.test(executionArn)) {
    throw new UsageError(`${executionArn} is no ARN of an execution`);
  }
  const compiled = document === undefined ? undefined : await compileDocument(document, options, io);
  if (document !== undefined && compiled === undefined) return 1;
  const { endpoint, format } = options;
  const client = createClient(options);
  try {
    const last = await lastEvent(client, executionArn);
    await client.send(new RedriveExecutionCommand({ executionArn }));
    if (!options.follow) {
      io.stdout.write(format === 'text' ? `${executionArn}\n` : `${JSON.stringify({ executionArn })}\n`);
      return 0;
    }
    const show = progressAs(format, Object.keys(compiled?.definition.States ?? {}), io);
    return showEnd(endOf(await follow(client, executionArn, show, last), compiled), format, io);
  } catch (error) {
    return awsFailed(error, endpoint, io);
  }
}
