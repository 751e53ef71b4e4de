import {
  ValidateStateMachineDefinitionCommand,
  type ValidateStateMachineDefinitionDiagnostic,
} from '@aws-sdk/client-sfn';
import { positionsOf, printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import { pointerToken } from '../../compiler/source/index.ts';
import { awsFailed, createClient } from '../aws/client.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import type { Io } from '../cli/io.ts';
import type { AwsOptions, DocumentOptions } from '../cli/options.ts';

/** What `validate` is told beside the document. */
export interface ValidateOptions extends DocumentOptions, AwsOptions {
  readonly format: 'text' | 'json' | 'jsonl';
}

/** A finding of AWS, with its place in the document. */
interface Finding {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  /** Where in the definition, as a JSON pointer. */
  readonly location: string | undefined;
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** Shows what AWS says of the definition of a workflow. Returns the exit code. */
export async function validate(document: string, options: ValidateOptions, io: Io): Promise<number> {
  const machine = await compileDocument(document, options, io);
  if (machine === undefined) return 1;
  const client = createClient(options);
  try {
    const { result, diagnostics = [] } = await client.send(
      new ValidateStateMachineDefinitionCommand({ definition: machine.text, type: 'STANDARD', severity: 'WARNING' }),
    );
    const findings = diagnostics.map((each) => findingOf(each, machine, document));
    io.stdout.write(shown(findings, options.format));
    io.stderr.write(`${printable(machine.workflowId)}: ${result === 'OK' ? 'valid' : 'AWS would refuse it'}\n`);
    return result === 'OK' ? 0 : 1;
  } catch (error) {
    return awsFailed(error, options.endpoint, io);
  }
}

function findingOf(
  { severity = 'ERROR', code = '', message = '', location }: ValidateStateMachineDefinitionDiagnostic,
  machine: Machine,
  document: string,
): Finding {
  const state = /^\/States\/([^/]+)/.exec(location ?? '')?.[1];
  const place = state === undefined ? undefined : machine.places.get(pointerToken(state));
  const at = place === undefined ? undefined : positionsOf(place).start;
  return {
    severity: severity.toLowerCase(),
    code,
    message,
    location,
    file: place?.file.name ?? document,
    line: at?.line,
    column: at?.column,
  };
}

function shown(findings: readonly Finding[], format: ValidateOptions['format']): string {
  switch (format) {
    case 'text':
      return findings.map((each) => `${line(each)}\n`).join('');
    case 'json':
      return `${JSON.stringify(findings, null, 2)}\n`;
    case 'jsonl':
      return findings.map((each) => `${JSON.stringify(each)}\n`).join('');
    default:
      return format satisfies never;
  }
}

function line({ severity, code, message, location, file, line: row, column }: Finding): string {
  const where = row === undefined ? file : `${file}:${row}:${column}`;
  return printable(`${where}: ${severity} ${code}: ${message} (${location ?? 'the definition'})`);
}
