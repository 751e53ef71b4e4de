import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import { isObject, type Json } from '../../local/index.ts';
import { askSecret, canAsk } from '../aws/askSecret.ts';
import { rejection } from '../aws/checkInput.ts';
import { awsFailure, awsOptions, createClient } from '../aws/client.ts';
import { deployedDefinition } from '../aws/deployedDefinition.ts';
import { follow } from '../aws/follow.ts';
import { machineArn } from '../aws/machineArn.ts';
import { showEnd } from '../aws/showEnd.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { compileOptions } from '../cli/compileOptions.ts';
import { readInput } from '../cli/readInput.ts';
import { showProgress } from '../cli/showProgress.ts';

/** `arazzo-sfn start`: an execution on AWS, or on an endpoint that speaks like it. */
export const command: Command = {
  name: 'start',
  operands: '[DOC]',
  least: 0,
  most: 1,
  summary: 'Start an execution of a deployed state machine, and follow it.',
  options: {
    machine: { value: 'ARN_OR_NAME', short: 'm', text: 'the state machine; a version or alias behind a colon' },
    input: { value: 'FILE_OR_JSON', short: 'i', text: "the execution's input: a file, or JSON that starts with {" },
    name: { value: 'NAME', short: 'n', text: "the execution's name: the same name starts it once only" },
    follow: { short: 'f', text: 'show what happens until it ends, then its outputs' },
    workflow: { value: 'ID', short: 'w', text: 'the workflow in DOC, where it has several' },
    options: compileOptions,
    ...awsOptions,
  },
  notes: `
The input is checked as the machine itself will check it, before anything is sent. With DOC, the document that the machine was
made from, secrets that are missing are asked for where there is a terminal, and a failure is shown with its line in the
document. Prints the execution's ARN, or with --follow its outputs. Exits with 1 where the input is rejected or the execution
fails.`,

  async run(parsed, io) {
    const {
      operands: [path],
      value,
      has,
    } = parsed;
    const given = value('machine');
    if (given === undefined) throw new UsageError('start needs a state machine: --machine ARN_OR_NAME');
    const inputGiven = value('input');
    if (inputGiven === undefined) throw new UsageError('start needs an input: --input FILE_OR_JSON');
    const compiled =
      path === undefined ? undefined : await compileDocument(path, value('workflow'), io, value('options'));
    if (path !== undefined && compiled === undefined) return 1;
    const read = readInput(inputGiven, io);
    if (read === undefined) return 1;
    const input = compiled === undefined ? read : await withSecrets(read, compiled);

    const endpoint = value('endpoint');
    const client = createClient(parsed);
    try {
      const stateMachineArn = await machineArn(client, given);
      const definition = (await deployedDefinition(client, stateMachineArn)) ?? (compiled && JSON.parse(compiled.text));
      const rejected = definition === undefined ? undefined : await rejection(definition, input);
      if (rejected !== undefined) {
        io.stderr.write(`not started: ${printable(rejected)}\n`);
        return 1;
      }
      const name = value('name');
      const { executionArn = '' } = await client.send(
        new StartExecutionCommand({
          stateMachineArn,
          input: JSON.stringify(input),
          ...(name === undefined ? {} : { name }),
        }),
      );
      if (!has('follow')) {
        io.stdout.write(`${executionArn}\n`);
        return 0;
      }
      io.stderr.write(`${executionArn}\n`);
      const show = showProgress(Object.keys(definition?.States ?? {}), io.stderr);
      return showEnd(await follow(client, executionArn, show), compiled, io);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      io.stderr.write(`arazzo-sfn: ${printable(awsFailure(error, endpoint))}\n`);
      return 1;
    }
  },
};

/** Asks for the secrets that are neither there nor given by reference. */
async function withSecrets(input: Json, { secretInputs }: Machine): Promise<Json> {
  if (!isObject(input) || !canAsk()) return input;
  const asked: { [name: string]: Json } = {};
  for (const name of secretInputs) {
    const there = Object.hasOwn(input, name) || Object.hasOwn(input, `${name}SecretId`);
    if (!there) asked[name] = await askSecret(name);
  }
  return { ...input, ...asked };
}
