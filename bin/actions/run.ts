import { printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import {
  createCloud,
  localServices,
  type Mocks,
  mockedServices,
  runMachine,
  type Services,
  testCaseOf,
  virtualClock,
} from '../../local/index.ts';
import { eachRow } from '../batch/eachRow.ts';
import { localExecutions } from '../batch/localExecutions.ts';
import { type EachOptions, noInput } from '../batch/options.ts';
import { UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import type { Io } from '../cli/io.ts';
import { readLocalSettings, showLocalFault } from '../cli/localSettings.ts';
import type { DocumentOptions, LocalOptions } from '../cli/options.ts';
import { readInput } from '../cli/readInput.ts';
import { type ExecutionFormat, progressAs, showEnd } from '../cli/showExecution.ts';

/** What `run` is told beside the document. */
export interface RunOptions extends DocumentOptions, LocalOptions, EachOptions {
  readonly input?: string | undefined;
  readonly case?: string | undefined;
  readonly format: ExecutionFormat;
}

/** Runs a workflow on this machine. Returns the exit code. */
export async function run(document: string, options: RunOptions, io: Io): Promise<number> {
  try {
    return await execute(document, options, io);
  } catch (error) {
    if (!showLocalFault(error, io)) throw error;
    return 1;
  }
}

async function execute(document: string, options: RunOptions, io: Io): Promise<number> {
  const { format } = options;
  const machine = await compileDocument(document, options, io);
  if (machine === undefined) return 1;
  if (options.each !== undefined) return runEach(options.each, machine, options, io);
  const input = readInput(options.input ?? noInput(), io);
  if (input === undefined) return 1;

  const settings = readLocalSettings(options);
  const { services, clock } = localServices(settings);
  if (format === 'text') io.stderr.write(`${printable(machine.workflowId)}\n`);
  const started = clock.now();
  const { status, output, error, cause, failedState, calls } = await runMachine(JSON.parse(machine.text), input, {
    services: mocked(services, settings.mocks, machine.workflowId, options.case),
    clock,
    machineName: machine.workflowId,
    onProgress: progressAs(format, Object.keys(machine.definition.States), io),
  });
  const milliseconds = clock.now() - started;
  const ended = { status, outputs: output, state: failedState, error, cause, milliseconds, calls: calls.length };
  return showEnd(ended, format, io);
}

/** Runs an execution for each row of a file, all of them against the same services. */
async function runEach(file: string, compiled: Machine, options: RunOptions, io: Io): Promise<number> {
  const { clock = virtualClock(), ...settings } = readLocalSettings(options);
  const cloud = createCloud({ ...settings, clock, keep: Number.POSITIVE_INFINITY });
  const { workflowId: name, text } = compiled;
  const roleArn = `arn:aws:iam::${cloud.account}:role/${name}`;
  const { stateMachineArn } = await cloud.call('sfn', 'CreateStateMachine', { name, definition: text, roleArn });
  const executions = localExecutions(cloud, String(stateMachineArn));
  return eachRow(file, { compiled, definition: JSON.parse(text), executions, pace: clock }, options, io);
}

/** The services, or the answers of a test case. */
function mocked(services: Services, mocks: Mocks | undefined, machine: string, name: string | undefined): Services {
  if ((mocks === undefined) !== (name === undefined)) throw new UsageError('--mocks and --case go together');
  if (mocks === undefined || name === undefined) return services;
  return mockedServices(services, mocks, testCaseOf(mocks, machine, name));
}
