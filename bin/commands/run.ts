import { printable } from '../../compiler/diagnostics/index.ts';
import {
  type ExecutionResult,
  localServices,
  type Mocks,
  mockedServices,
  type Progress,
  runMachine,
  type Services,
  testCaseOf,
} from '../../local/index.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { compileOptions } from '../cli/compileOptions.ts';
import type { Io, Output } from '../cli/io.ts';
import { isLocalFault, localOptions, readLocalSettings } from '../cli/localOptions.ts';
import type { Parsed } from '../cli/parseArguments.ts';
import { readInput } from '../cli/readInput.ts';
import { duration, showProgress } from '../cli/showProgress.ts';

/** `arazzo-sfn run`: an execution on this machine. */
export const command: Command = {
  name: 'run',
  operands: 'DOC',
  least: 1,
  most: 1,
  summary: 'Compile a workflow and run it on this machine, against AWS services in memory.',
  options: {
    workflow: { value: 'ID', short: 'w', text: 'the workflow to run, where the document has several' },
    options: compileOptions,
    input: { value: 'FILE_OR_JSON', short: 'i', text: "the execution's input: a file, or JSON that starts with {" },
    ...localOptions,
    case: { value: 'NAME', text: 'the test case of the mocks' },
    json: { text: 'what happens as lines of JSON on stdout, the outputs in the last one' },
  },
  notes: `
Nothing leaves this machine. Amazon Connect is played by a service in memory, which holds what local/connect/default.yml says;
other services answer with values made from their models. Waits take no time. What happens is shown on stderr as it happens,
and the outputs are printed as JSON on stdout. Exits with 1, error and cause where the execution fails.`,

  async run(parsed, io) {
    try {
      return await run(parsed, io);
    } catch (error) {
      if (!isLocalFault(error)) throw error;
      io.stderr.write(`arazzo-sfn: ${error.message}\n`);
      return 1;
    }
  },
};

async function run(parsed: Parsed, io: Io): Promise<number> {
  const {
    operands: [path = ''],
    value,
    has,
  } = parsed;
  const given = value('input');
  if (given === undefined) throw new UsageError('run needs an input: --input FILE_OR_JSON');
  const machine = await compileDocument(path, value('workflow'), io, value('options'));
  if (machine === undefined) return 1;
  const input = readInput(given, io);
  if (input === undefined) return 1;

  const { stderr, stdout } = io;
  const settings = readLocalSettings(parsed);
  const { services, clock } = localServices(settings);
  if (!has('json')) stderr.write(`${printable(machine.workflowId)}\n`);
  const started = clock.now();
  const result = await runMachine(JSON.parse(machine.text), input, {
    services: mocked(services, settings.mocks, machine.workflowId, value('case')),
    clock,
    machineName: machine.workflowId,
    onProgress: has('json') ? writeLine(stdout) : showProgress(Object.keys(machine.definition.States), stderr),
  });
  if (has('json')) return endLine(result, clock.now() - started, stdout);
  showEnd(result, clock.now() - started, stderr);
  if (result.status !== 'SUCCEEDED') return 1;
  stdout.write(`${JSON.stringify(result.output ?? null, null, 2)}\n`);
  return 0;
}

/** The services, or the answers of a test case. */
function mocked(services: Services, mocks: Mocks | undefined, machine: string, name: string | undefined): Services {
  if ((mocks === undefined) !== (name === undefined)) throw new UsageError('--mocks and --case go together');
  if (mocks === undefined || name === undefined) return services;
  return mockedServices(services, mocks, testCaseOf(mocks, machine, name));
}

/** For machines: each thing that happens is a line of JSON. */
function writeLine({ write }: Output): (progress: Progress) => void {
  return (progress) => {
    // The last line is written by `endLine`, which has the outputs.
    if (progress.kind !== 'ended') write(`${JSON.stringify(progress)}\n`);
  };
}

function endLine(result: ExecutionResult, milliseconds: number, { write }: Output): number {
  const { status, output: outputs, error, cause, failedState: state } = result;
  write(`${JSON.stringify({ kind: 'ended', status, outputs, state, error, cause, milliseconds })}\n`);
  return status === 'SUCCEEDED' ? 0 : 1;
}

function showEnd(result: ExecutionResult, milliseconds: number, { write, colours }: Output): void {
  const paint = (text: string, colour: number) => (colours ? `\x1b[${colour}m${text}\x1b[0m` : text);
  const calls = result.calls.length === 1 ? '1 call' : `${result.calls.length} calls`;
  if (result.status === 'SUCCEEDED') {
    write(`${paint('succeeded', 32)} after ${duration(milliseconds)}, ${calls}\n`);
    return;
  }
  const where = result.failedState === undefined ? '' : ` in ${printable(result.failedState)}`;
  write(
    `${paint(result.status === 'FAILED' ? 'failed' : result.status, 31)}${where} after ${duration(milliseconds)}, ${calls}\n`,
  );
  write(`error: ${printable(result.error ?? 'none given')}\n`);
  if (result.cause !== undefined) write(`cause: ${printable(result.cause)}\n`);
}
