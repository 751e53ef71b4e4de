import {
  ValidateStateMachineDefinitionCommand,
  type ValidateStateMachineDefinitionDiagnostic,
} from '@aws-sdk/client-sfn';
import { positionsOf, printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import { awsFailure, awsOptions, createClient } from '../aws/client.ts';
import type { Command } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { compileOptions } from '../cli/compileOptions.ts';
import type { Io } from '../cli/io.ts';

/** `arazzo-sfn validate`: what AWS itself says of a definition. */
export const command: Command = {
  name: 'validate',
  operands: 'DOC',
  least: 1,
  most: 1,
  summary: 'Compile a workflow and have AWS validate the definition; nothing is created.',
  options: {
    workflow: { value: 'ID', short: 'w', text: 'the workflow to validate, where the document has several' },
    options: compileOptions,
    ...awsOptions,
  },
  notes: `
Asks ValidateStateMachineDefinition, and shows what it says at the line of the document that it is about. Exits with 1 where AWS
would refuse the definition.`,

  async run(parsed, io) {
    const {
      operands: [path = ''],
      value,
    } = parsed;
    const machine = await compileDocument(path, value('workflow'), io, value('options'));
    if (machine === undefined) return 1;
    const endpoint = value('endpoint');
    const client = createClient(parsed);
    try {
      const { result, diagnostics = [] } = await client.send(
        new ValidateStateMachineDefinitionCommand({
          definition: machine.text,
          type: 'STANDARD',
          severity: 'WARNING',
        }),
      );
      for (const diagnostic of diagnostics) show(diagnostic, machine, path, io);
      io.stderr.write(`${printable(machine.workflowId)}: ${result === 'OK' ? 'valid' : 'AWS would refuse it'}\n`);
      return result === 'OK' ? 0 : 1;
    } catch (error) {
      io.stderr.write(`arazzo-sfn: ${printable(awsFailure(error, endpoint))}\n`);
      return 1;
    }
  },
};

function show(
  { severity, code, message, location }: ValidateStateMachineDefinitionDiagnostic,
  machine: Machine,
  path: string,
  { stdout }: Io,
): void {
  const state = /^\/States\/([^/]+)/
    .exec(location ?? '')?.[1]
    ?.replaceAll('~1', '/')
    .replaceAll('~0', '~');
  const place = state === undefined ? undefined : machine.places.get(state);
  const at = place === undefined ? undefined : positionsOf(place).start;
  const where = at === undefined ? path : `${place?.file.name}:${at.line}:${at.column}`;
  const what = `${(severity ?? 'ERROR').toLowerCase()} ${code}: ${message} (${location ?? 'the definition'})`;
  stdout.write(`${printable(where)}: ${printable(what)}\n`);
}
