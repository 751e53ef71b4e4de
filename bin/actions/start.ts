import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import { inputCheck, isObject, type Json, realClock } from '../../local/index.ts';
import { askSecret, canAsk } from '../aws/askSecret.ts';
import { awsFailed, createClient } from '../aws/client.ts';
import { deployedDefinition } from '../aws/deployedDefinition.ts';
import { endOf } from '../aws/endOf.ts';
import { awsExecutions } from '../aws/executions.ts';
import { follow } from '../aws/follow.ts';
import { machineArn } from '../aws/machineArn.ts';
import { awsSecrets } from '../aws/secrets.ts';
import { eachRow } from '../batch/eachRow.ts';
import { type EachOptions, noInput } from '../batch/options.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import type { Io } from '../cli/io.ts';
import type { AwsOptions, DocumentOptions } from '../cli/options.ts';
import { readInput } from '../cli/readInput.ts';
import { type ExecutionFormat, progressAs, showEnd } from '../cli/showExecution.ts';

/** What `start` is told beside the document. */
export interface StartOptions extends DocumentOptions, AwsOptions, EachOptions {
  readonly machine: string;
  readonly input?: string | undefined;
  readonly name?: string | undefined;
  readonly follow?: true | undefined;
  readonly format: ExecutionFormat;
}

/** Starts an execution, and follows it where that is asked for. Returns the exit code. */
export async function start(document: string | undefined, options: StartOptions, io: Io): Promise<number> {
  const compiled = document === undefined ? undefined : await compileDocument(document, options, io);
  if (document !== undefined && compiled === undefined) return 1;
  const client = createClient(options);
  try {
    if (options.each !== undefined) return await startEach(client, options.each, compiled, options, io);
    const read = readInput(options.input ?? noInput(), io);
    if (read === undefined) return 1;
    const input = compiled === undefined ? read : await withSecrets(read, compiled);
    return await execute(client, input, compiled, options, io);
  } catch (error) {
    return awsFailed(error, options.endpoint, io);
  }
}

/** Starts an execution for each row of a file, and watches them to their ends. */
async function startEach(
  client: SFNClient,
  file: string,
  compiled: Machine | undefined,
  options: StartOptions,
  io: Io,
): Promise<number> {
  const stateMachineArn = await machineArn(client, options.machine);
  const definition = (await deployedDefinition(client, stateMachineArn)) ?? (compiled && JSON.parse(compiled.text));
  const executions = awsExecutions(client, stateMachineArn);
  return eachRow(
    file,
    { compiled, definition, executions, secrets: awsSecrets(options), pace: realClock() },
    options,
    io,
  );
}

async function execute(
  client: SFNClient,
  input: Json,
  compiled: Machine | undefined,
  { machine, name, follow: following, format }: StartOptions,
  io: Io,
): Promise<number> {
  const { stdout, stderr } = io;
  const stateMachineArn = await machineArn(client, machine);
  const definition = (await deployedDefinition(client, stateMachineArn)) ?? (compiled && JSON.parse(compiled.text));
  const rejected = definition === undefined ? undefined : await inputCheck(definition)(input);
  if (rejected !== undefined) {
    stderr.write(`not started: ${printable(rejected)}\n`);
    return 1;
  }
  const { executionArn = '' } = await client.send(
    new StartExecutionCommand({
      stateMachineArn,
      input: JSON.stringify(input),
      ...(name === undefined ? {} : { name }),
    }),
  );
  if (!following) {
    stdout.write(format === 'text' ? `${executionArn}\n` : `${JSON.stringify({ executionArn })}\n`);
    return 0;
  }
  stderr.write(`${executionArn}\n`);
  const show = progressAs(format, Object.keys(definition?.States ?? {}), io);
  return showEnd(endOf(await follow(client, executionArn, show), compiled), format, io);
}

/** Asks for the secrets that are neither there nor given by reference. */
async function withSecrets(input: Json, { secretInputs, secretAlternatives }: Machine): Promise<Json> {
  if (!isObject(input) || !canAsk()) return input;
  const asked: { [name: string]: Json } = {};
  for (const name of secretInputs) {
    const reference = secretAlternatives.find(({ secret }) => secret === name)?.reference;
    const isGiven = [name, reference].some((each) => each !== undefined && Object.hasOwn(input, each));
    if (!isGiven) asked[name] = await askSecret(name);
  }
  return { ...input, ...asked };
}
